// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplerMonitorTest {
    /** Seconds from a cancel to its effect: one on an idle computer, where others hold the cores more. */
    private static final double LONGEST = 5;

    /** Cancels some time after its first report and remembers what it heard. */
    private static final class Recorder implements Monitor {
        private final List<Double> fractions = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private final long nanosBeforeCancel;
        private final long began = System.nanoTime();

        Recorder(double secondsBeforeCancel) {
            nanosBeforeCancel = (long) (secondsBeforeCancel * 1e9);
        }

        @Override
        public void report(double fraction, String message) {
            fractions.add(fraction);
            messages.add(message);
        }

        @Override
        public boolean cancelled() {
            return System.nanoTime() - began > nanosBeforeCancel;
        }
    }

    /** Work for hours: wide layers, many rows, many steps. */
    private static FlowModel slow() {
        Mlp network = new Mlp(List.of(1024, 1024, 1024), Activation.SILU, new TimeFeatures.Raw());
        return TestModels.random(10, network, new LinearPath(), 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RK4", "DORMAND_PRINCE"})
    void aCancelTakesEffectWithinASecond(Solver solver) throws InterruptedException {
        RowMatrix start = SourceRows.gaussian(20_000, 10, 1, 1);
        SamplingSettings settings =
                new SamplingSettings(solver, 10_000, 1e-7, 1e-7, Direction.FORWARD, false, DeviceChoice.CPU);
        Recorder monitor = new Recorder(1);
        assertThrows(CancellationException.class, () -> Sampler.sample(slow(), start, settings, monitor));
        double seconds = (System.nanoTime() - monitor.began) * 1e-9;
        assertTrue(seconds < 1 + LONGEST, "cancelled after 1 s, returned after " + seconds + " s");
        long deadline = System.nanoTime() + (long) (LONGEST * 1e9);
        while (workers() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertEquals(0, workers(), "worker threads left after the cancel");
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("flow-matching-solver"))
                .count();
    }

    @Test
    void progressRisesToOneAndTellsRateAndTimeLeft() {
        Recorder monitor = new Recorder(1e3);
        RowMatrix start = SourceRows.gaussian(10_000, 3, 1, 1);
        Sampler.sample(TestModels.random(3), start, SamplingSettings.of(Solver.RK4, 20), monitor);
        double last = 0;
        for (double fraction : monitor.fractions) {
            assertTrue(fraction >= last && fraction <= 1, "progress " + fraction + " after " + last);
            last = fraction;
        }
        assertEquals(1, last, 1e-9);
        String message = monitor.messages.get(monitor.messages.size() - 1);
        assertTrue(message.matches("Sampled 10,000 of 10,000 rows, [0-9,]+ rows/s, 0:00 left"), message);
    }
}
