// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit of an automatic budget. */
class TimeLimitTest {
    private static final double MINUTES = 0.05;

    /** Generous, as a step of a huge network may take long on a computer that is busy. */
    private static final double LONGEST = 4;

    @ParameterizedTest
    @ValueSource(ints = {32, 1024})
    void itIsKeptBySmallAndHugeNetworks(int width) {
        Coupling coupling = SmallTables.coupling(20_000, "x", "y");
        Mlp network = new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Raw());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Automatic(MINUTES))
                .withBatchSize(1024);
        long began = System.nanoTime();
        Training training =
                Trainer.train(coupling, new LinearPath(), network, settings, Optional.empty(), Monitor.none());
        double seconds = (System.nanoTime() - began) * 1e-9;
        assertTrue(seconds < LONGEST * 60 * MINUTES, seconds + " s");
        assertTrue(training.model().provenance().steps() >= 1);
        List<LossPoint> points = training.losses();
        double last = points.get(points.size() - 1).learningRate();
        boolean warm =
                training.model().provenance().steps() > 2 * settings.optimiser().warmupSteps();
        assertTrue(!warm || last < 0.2 * settings.optimiser().learningRate(), "the last learning rate is " + last);
    }

    @Test
    void thePaceIsThatOfAllStepsAndWhatWasPreparedIsNoPartOfIt() {
        AtomicLong seconds = new AtomicLong();
        TimeLimit limit = new TimeLimit(100, () -> seconds.get() * 1_000_000_000);
        seconds.set(5);
        limit.stepsBegin();
        seconds.set(15);
        // 10 steps in 10 s, and 80 of the 95 s that are counted on are left
        assertEquals(80, limit.fitting(10));
        assertFalse(limit.halfGone());
        seconds.set(45);
        assertEquals(5_000, limit.fitting(4_000));
        assertFalse(limit.halfGone());
        seconds.set(48);
        assertTrue(limit.halfGone());
        seconds.set(96);
        assertEquals(0, limit.fitting(4_000));
    }

    @Test
    void aComputerThatIsBusyAtTheBeginningCutsNoTrainingShortThatFitsInAllTheSame() {
        int rows = 200;
        Coupling coupling = SmallTables.coupling(rows, "x", "y");
        Mlp network = new Mlp(List.of(16), Activation.SILU, new TimeFeatures.Raw());
        Budget budget = new Budget.Automatic(1);
        TrainingSettings settings =
                TrainingSettings.defaults().withBudget(budget).withBatchSize(32).withValidation(new Validation(0, 0));
        Monitor busy = new Monitor() {
            private int reports;

            @Override
            public void report(double fraction, String message) {
                if (reports++ < 4) {
                    LockSupport.parkNanos(400_000_000);
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        Training training = Trainer.train(coupling, new LinearPath(), network, settings, Optional.empty(), busy);
        assertEquals(budget.steps(rows, 32), training.model().provenance().steps());
    }
}
