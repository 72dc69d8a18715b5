// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flowmatch.engine.MemoryUse;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mixed precision on the CPU, where libtorch computes in bfloat16 too: the program is the one for the GPU. */
class PrecisionTest {

    private static final int ROWS = 64;
    private static final int COLUMNS = 4;
    private static final int STEPS = 100;

    static List<NetworkSpec> networks() {
        return List.of(
                new Mlp(List.of(32, 32), Activation.SILU, new TimeFeatures.Fourier(2)),
                new ResidualMlp(2, 32, 8, Activation.GELU, new TimeFeatures.Fourier(2)));
    }

    /** The target is a smooth function of x and t, which both learn: losses fall alike, to about a percent. */
    @ParameterizedTest
    @MethodSource("networks")
    void mixedPrecisionLearnsTheSame(NetworkSpec network) {
        float[][] full = losses(network, Precision.FULL);
        float[][] mixed = losses(network, Precision.MIXED);
        for (int step = 0; step < STEPS; step += 9) {
            assertEquals(full[0][step], mixed[0][step], 0.03 * full[0][step], "loss at step " + step);
        }
        assertNotEquals(full[0][STEPS - 1], mixed[0][STEPS - 1]);
        assertTrue(mixed[0][STEPS - 1] < 0.3 * mixed[0][0], "loss at the end " + mixed[0][STEPS - 1]);
    }

    /** bfloat16 keeps the upper 16 bits of a float: master weights have the lower ones, too. */
    @ParameterizedTest
    @MethodSource("networks")
    void masterWeightsAreFloats(NetworkSpec network) {
        float[] weights = losses(network, Precision.MIXED)[1];
        int fine = 0;
        for (float weight : weights) {
            fine += (Float.floatToIntBits(weight) & 0xFFFF) != 0 ? 1 : 0;
        }
        assertTrue(fine > 0.99 * weights.length, fine + " of " + weights.length);
    }

    @Test
    void twoTrainingsThatRecordAtATimeLearnTheSameAsAlone() throws Exception {
        NetworkSpec network = networks().get(1);
        float[] alone = losses(network, Precision.MIXED)[0];
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<float[]> training = () -> losses(network, Precision.MIXED)[0];
            for (Future<float[]> losses : threads.invokeAll(List.of(training, training))) {
                assertArrayEquals(alone, losses.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    /**
     * One recorded graph of a step holds about 300 kB: 2,000 steps would take 600 MB if they stayed. What resides includes
     * the parts of Java's heap that are used for the first time, some dozen MB at most: nothing large is made meanwhile.
     */
    @Test
    void memoryStaysFlatOverManySteps() {
        Assumptions.assumeTrue(MemoryUse.now().resident().isPresent(), "only Linux tells the resident memory");
        NetworkSpec network = networks().get(1);
        try (TrainingProgram program = program(network, Precision.MIXED)) {
            StepBlock block = block();
            for (int i = 0; i < 3; i++) {
                program.run(block, Monitor.none());
            }
            long before = residentKilobytes();
            for (int i = 0; i < 20; i++) {
                program.run(block, Monitor.none());
            }
            long grown = residentKilobytes() - before;
            assertTrue(grown < 200_000, "grew by " + grown + " kB");
        }
    }

    @Test
    void theCpuComputesInFullPrecisionAndSaysSo() {
        Coupling coupling = SmallTables.coupling(200, "x", "y");
        TrainingSettings settings = SmallTables.settings(20);
        Training full = train(coupling, settings);
        Training mixed = train(coupling, settings.withPrecision(Precision.MIXED));
        assertArrayEquals(full.model().weights(), mixed.model().weights());
        assertEquals(List.of(), full.warnings());
        assertEquals(1, mixed.warnings().size());
        assertTrue(mixed.warnings().get(0).startsWith("Computing in full precision"), mixed.warnings()::toString);
        assertEquals(
                "FULL",
                mixed.model().provenance().trainingSettings().get("precision").getAsString());
    }

    private static Training train(Coupling coupling, TrainingSettings settings) {
        return Trainer.train(
                coupling, new LinearPath(), SmallTables.NETWORK, settings, Optional.empty(), Monitor.none());
    }

    /** Losses [STEPS] and weights at the end. */
    private static float[][] losses(NetworkSpec network, Precision precision) {
        try (TrainingProgram program = program(network, precision)) {
            return new float[][] {program.run(block(), Monitor.none()).values(), program.weights()};
        }
    }

    private static TrainingProgram program(NetworkSpec network, Precision precision) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withBatchSize(ROWS)
                .withPrecision(precision)
                .withOptimiser(Optimiser.defaults().withLearningRate(5e-3));
        return new TrainingProgram(
                network,
                COLUMNS,
                Outputs.ofNumbers(COLUMNS),
                new SquaredError(),
                network.initialWeights(COLUMNS, COLUMNS, 1),
                new StepRates(settings, STEPS),
                Device.CPU,
                Integer.MAX_VALUE);
    }

    private static StepBlock block() {
        Random random = new Random(5);
        float[] x = new float[STEPS * ROWS * COLUMNS];
        float[] target = new float[x.length];
        float[] t = new float[STEPS * ROWS];
        for (int row = 0; row < t.length; row++) {
            t[row] = random.nextFloat();
            for (int c = 0; c < COLUMNS; c++) {
                x[row * COLUMNS + c] = (float) random.nextGaussian();
            }
            for (int c = 0; c < COLUMNS; c++) {
                target[row * COLUMNS + c] = 1 + t[row] * x[row * COLUMNS + (c + 1) % COLUMNS];
            }
        }
        return new StepBlock(0, STEPS, ROWS, x, t, target);
    }

    private static long residentKilobytes() {
        return MemoryUse.now().resident().orElseThrow() >> 10;
    }
}
