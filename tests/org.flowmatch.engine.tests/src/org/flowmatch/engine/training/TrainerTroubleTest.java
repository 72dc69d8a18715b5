// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.flowmatch.engine.training.SmallTables.NETWORK;
import static org.flowmatch.engine.training.SmallTables.coupling;
import static org.flowmatch.engine.training.SmallTables.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Divergence, cancel, what does not fit together. */
class TrainerTroubleTest {

    private static final LinearPath LINEAR = new LinearPath();

    private static Training train(Coupling coupling, NetworkSpec network, TrainingSettings settings, Monitor monitor) {
        return Trainer.train(coupling, LINEAR, network, settings, Optional.empty(), monitor);
    }

    /** A monitor that cancels a training in its midst and remembers when. */
    private static final class Canceller implements Monitor {
        private final List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
        private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final int reports;
        private volatile long since;

        Canceller(int reports) {
            this.reports = reports;
        }

        @Override
        public void report(double fraction, String message) {
            fractions.add(fraction);
            messages.add(message);
            if (fractions.size() > reports) {
                cancel();
            }
        }

        void cancel() {
            since = System.nanoTime();
            cancelled.set(true);
        }

        @Override
        public boolean cancelled() {
            return cancelled.get();
        }

        double secondsSince() {
            return (System.nanoTime() - since) / 1e9;
        }
    }

    /** One step of the wide network takes half a minute, so that a cancel must come through in the middle of a step. */
    @ParameterizedTest
    @ValueSource(ints = {32, 1500})
    void cancelTakesEffectWithinASecond(int width) throws Exception {
        Mlp network = new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Raw());
        Canceller monitor = new Canceller(Integer.MAX_VALUE);
        Thread canceller = new Thread(() -> {
            try {
                Thread.sleep(1_500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            monitor.cancel();
        });
        canceller.start();
        assertThrows(
                CancellationException.class,
                () -> train(
                        coupling(3_000, "x", "y"),
                        network,
                        settings(1_000_000).withBatchSize(width == 32 ? 256 : 65_536),
                        monitor));
        // a second on an idle computer, more where others hold the cores
        assertTrue(monitor.secondsSince() < 5, monitor.secondsSince() + " s");
        canceller.join();
    }

    /** Drawing its weights, compiling its program and laying out its vectors take ten seconds, some of them in one native call. */
    @Test
    void cancelTakesEffectWithinASecondWhileALargeNetworkIsPrepared() {
        Mlp network = new Mlp(Collections.nCopies(8, 4096), Activation.SILU, new TimeFeatures.Raw());
        Canceller monitor = new Canceller(0);
        assertThrows(
                CancellationException.class, () -> train(coupling(300, "x", "y"), network, settings(100), monitor));
        assertTrue(monitor.secondsSince() < 4, monitor.secondsSince() + " s");
    }

    @Test
    void interruptOfTheThreadEndsTheTraining() throws Exception {
        AtomicReference<CancellationException> seen = new AtomicReference<>();
        // the first report is of the preparation
        CountDownLatch training = new CountDownLatch(2);
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                training.countDown();
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                train(coupling(3_000, "x"), NETWORK, settings(1_000_000), monitor);
            } catch (CancellationException e) {
                seen.set(e);
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        assertTrue(training.await(2, TimeUnit.MINUTES), "the training has begun");
        thread.interrupt();
        thread.join(20_000);
        assertFalse(thread.isAlive());
        assertEquals("Interrupted.", seen.get().getMessage());
        assertTrue(interrupted.get());
    }

    @Test
    void threadsEndWithTheTraining() throws Exception {
        assertThrows(
                CancellationException.class,
                () -> train(
                        coupling(
                                new CouplingSettings.OptimalTransport(128),
                                SmallTables.normal(500, "x"),
                                Optional.empty()),
                        NETWORK,
                        settings(1_000_000),
                        new Canceller(3)));
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (threadsAtWork() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertFalse(threadsAtWork(), Thread.getAllStackTraces().keySet().toString());
    }

    private static boolean threadsAtWork() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("flow-"));
    }

    @Test
    void progressTellsLossRateAndTimeLeft() {
        Canceller monitor = new Canceller(Integer.MAX_VALUE);
        train(coupling(200, "x"), NETWORK, settings(500), monitor);
        for (int i = 1; i < monitor.fractions.size(); i++) {
            assertTrue(monitor.fractions.get(i) >= monitor.fractions.get(i - 1));
        }
        assertEquals(1, monitor.fractions.get(monitor.fractions.size() - 1));
        String last = monitor.messages.get(monitor.messages.size() - 1);
        assertTrue(last.matches("Step 500 of 500, loss [0-9.]+, [0-9,]+ rows/s, 0:00 left"), last);
    }

    /** Among 1,000 rows, one is so far away that its squared error exceeds single precision. */
    @Test
    void divergenceNamesTheStepAndKeepsTheLastGoodModel() {
        double[] numbers = SmallTables.normal(1_000, "x").column(0);
        numbers[300] = 1e25;
        Table table =
                new Table(List.of(new ColumnInfo("x", ColumnKind.DOUBLE)), new double[][] {numbers}, numbers.length);
        Optimiser unclipped = new Optimiser(0.01, 0, 0.9, 0.999, 0, 0, LearningRateSchedule.CONSTANT);
        TrainingDiverged e = assertThrows(
                TrainingDiverged.class,
                () -> train(
                        coupling(new CouplingSettings.Independent(), table, Optional.empty()),
                        NETWORK,
                        settings(5_000)
                                .withBatchSize(2)
                                .withOptimiser(unclipped)
                                .withValidation(Validation.none()),
                        Monitor.none()));
        assertTrue(e.step() > 1 && e.step() <= 500, "step " + e.step());
        assertEquals(
                String.format("The training loss stopped being finite at step %d of the training.", e.step()),
                e.problem());
        assertEquals("Try a lower learning rate, such as 0.001, or clip gradients at 1.", e.remedy());
        FlowModel model = e.lastGood().model();
        assertEquals(e.step() - 1, model.provenance().steps());
        for (float weight : model.weights()) {
            assertTrue(Float.isFinite(weight));
        }
    }

    @Test
    void continuingStartsFromTheWeightsOfTheModel() {
        Coupling coupling = coupling(1_000, "x", "y");
        Training first = train(coupling, NETWORK, settings(1_000), Monitor.none());
        Training second =
                Trainer.train(coupling, LINEAR, NETWORK, settings(50), Optional.of(first.model()), Monitor.none());
        Training afresh = train(coupling, NETWORK, settings(50), Monitor.none());
        double atFirst = first.losses().get(first.losses().size() - 1).train();
        assertEquals(atFirst, second.losses().get(0).train(), 0.3 * atFirst);
        assertTrue(afresh.losses().get(0).train() > 1.3 * atFirst, "or the test proves nothing");
        assertEquals(1, second.model().provenance().earlier().size());
        assertEquals(1_000, second.model().provenance().earlier().get(0).steps());
    }

    @Test
    void anotherNetworkOrOtherColumnsCannotContinue() {
        FlowModel model = train(coupling(100, "x", "y"), NETWORK, settings(25), Monitor.none())
                .model();
        Mlp other = new Mlp(List.of(8), Activation.GELU, new TimeFeatures.Raw());
        FlowException network = assertThrows(
                FlowException.class,
                () -> Trainer.train(
                        coupling(100, "x", "y"), LINEAR, other, settings(25), Optional.of(model), Monitor.none()));
        assertEquals(
                "The model to continue from is an MLP of widths 24, 24 with SILU and raw time, but an MLP of widths 8"
                        + " with GELU and raw time is to be trained.",
                network.problem());
        FlowException columns = assertThrows(
                FlowException.class,
                () -> Trainer.train(
                        coupling(100, "x", "z"), LINEAR, NETWORK, settings(25), Optional.of(model), Monitor.none()));
        assertEquals("The model to continue from has the columns x, y, but the coupling has x, z.", columns.problem());
    }

    @Test
    void aPathForGaussianSourcesRefusesASourceTable() {
        Coupling paired = coupling(
                new CouplingSettings.Independent(),
                SmallTables.normal(100, "x"),
                Optional.of(SmallTables.normal(80, "x")));
        FlowException e = assertThrows(
                FlowException.class,
                () -> Trainer.train(
                        paired,
                        new VariancePreservingPath(0.1, 20),
                        NETWORK,
                        settings(25),
                        Optional.empty(),
                        Monitor.none()));
        assertTrue(e.problem().contains("needs a Gaussian source, but the coupling has a source table"), e.problem());
    }

    @Test
    void warningsOfCouplingAndDeviceReachTheUser() {
        Coupling few =
                coupling(new CouplingSettings.OptimalTransport(128), SmallTables.normal(50, "x"), Optional.empty());
        TrainingSettings auto = settings(25).withDevice(DeviceChoice.AUTO);
        Training training = train(few, NETWORK, auto, Monitor.none());
        assertTrue(
                training.warnings().get(0).contains("optimal transport"),
                training.warnings().toString());
        DeviceChoice.AUTO
                .resolve(Monitor.none())
                .warning()
                .ifPresent(warning -> assertEquals(warning, training.warnings().get(1)));
    }
}
