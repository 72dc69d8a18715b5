// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The training program against AdamW in double-precision Java, with the gradients of {@link JavaMlp}. */
class TrainingProgramTest {

    private static final int COLUMNS = 2;
    private static final int ROWS = 12;
    private static final int STEPS = 30;
    private static final Mlp NETWORK = new Mlp(List.of(6, 5), Activation.SILU, new TimeFeatures.Raw());
    private static final int ALL_ROWS = Integer.MAX_VALUE;

    private final StepBlock block = block(3);
    private final float[] start = NETWORK.initialWeights(COLUMNS, COLUMNS, 5);

    private static StepBlock block(long seed) {
        Random random = new Random(seed);
        float[] x = new float[STEPS * ROWS * COLUMNS];
        float[] t = new float[STEPS * ROWS];
        float[] u = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
            u[i] = (float) (3 * Math.sin(2 * x[i]) + random.nextGaussian());
        }
        for (int i = 0; i < t.length; i++) {
            t[i] = random.nextFloat();
        }
        return new StepBlock(0, STEPS, ROWS, x, t, u);
    }

    private static StepRates rates(double weightDecay, double clipNorm, double emaDecay) {
        Optimiser optimiser = new Optimiser(0.01, weightDecay, 0.8, 0.95, clipNorm, 5, LearningRateSchedule.COSINE);
        return new StepRates(
                TrainingSettings.defaults()
                        .withOptimiser(optimiser)
                        .withEmaDecay(emaDecay)
                        .withBatchSize(ROWS),
                STEPS);
    }

    private TrainingProgram program(StepRates rates, int rowsPerCall) {
        return new TrainingProgram(
                NETWORK,
                COLUMNS,
                Outputs.ofNumbers(COLUMNS),
                new SquaredError(),
                start,
                rates,
                Device.CPU,
                rowsPerCall);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 0.5, 0.9", "0.1, 0, 0.9", "0.1, 1000, 0.5"})
    void stepsAreThoseOfAdamW(double weightDecay, double clipNorm, double emaDecay) {
        StepRates rates = rates(weightDecay, clipNorm, emaDecay);
        JavaAdamW reference = new JavaAdamW(rates, start);
        try (TrainingProgram program = program(rates, ALL_ROWS)) {
            float[] losses = program.run(block, Monitor.none()).values();
            for (int step = 0; step < STEPS; step++) {
                assertEquals(reference.step(step), losses[step], 1e-5 * losses[step], "loss at step " + step);
            }
            // 30 steps of 0.01 in single precision
            assertClose(reference.parameters, program.weights(), 2e-5);
            assertClose(reference.average, program.averagedWeights(), 2e-5);
        }
    }

    /** AdamW and the averaged weights as their formulas say. */
    private final class JavaAdamW {
        private final JavaMlp network = new JavaMlp(NETWORK, COLUMNS);
        private final StepRates rates;
        private final double[] parameters;
        private final double[] average;
        private final double[] m;
        private final double[] v;

        JavaAdamW(StepRates rates, float[] start) {
            this.rates = rates;
            parameters =
                    IntStream.range(0, start.length).mapToDouble(i -> start[i]).toArray();
            average = parameters.clone();
            m = new double[start.length];
            v = new double[start.length];
        }

        double step(int step) {
            double[][] x = rows(block.xt(), step);
            double[][] u = rows(block.data().get(Loss.TARGET), step);
            double[] t = IntStream.range(0, ROWS)
                    .mapToDouble(row -> block.t()[step * ROWS + row])
                    .toArray();
            final double loss = network.loss(parameters, x, t, u);
            double[] g = network.gradient(parameters, x, t, u);
            Optimiser optimiser = rates.settings().optimiser();
            double norm = Math.sqrt(Arrays.stream(g).map(each -> each * each).sum());
            double clip = optimiser.clipNorm() > 0 ? Math.min(1, optimiser.clipNorm() / norm) : 1;
            double rate = rates.learningRate(step);
            double decay = rates.decay(step);
            for (int i = 0; i < g.length; i++) {
                m[i] = optimiser.beta1() * m[i] + (1 - optimiser.beta1()) * clip * g[i];
                v[i] = optimiser.beta2() * v[i] + (1 - optimiser.beta2()) * clip * clip * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(optimiser.beta1(), step + 1));
                double square = v[i] / (1 - Math.pow(optimiser.beta2(), step + 1));
                parameters[i] -= rate * optimiser.weightDecay() * parameters[i];
                parameters[i] -= rate * mean / (Math.sqrt(square) + 1e-8);
                average[i] = decay * average[i] + (1 - decay) * parameters[i];
            }
            return loss;
        }

        private double[][] rows(float[] numbers, int step) {
            double[][] rows = new double[ROWS][COLUMNS];
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                rows[i / COLUMNS][i % COLUMNS] = numbers[step * ROWS * COLUMNS + i];
            }
            return rows;
        }
    }

    @Test
    void clippingChangesTheSteps() {
        float[] free = after(rates(0, 0, 0), ALL_ROWS);
        float[] clipped = after(rates(0, 0.5, 0), ALL_ROWS);
        assertFalse(Arrays.equals(free, clipped));
    }

    private float[] after(StepRates rates, int rowsPerCall) {
        try (TrainingProgram program = program(rates, rowsPerCall)) {
            program.run(block, Monitor.none());
            return program.weights();
        }
    }

    @Test
    void cuttingStepsIntoBlocksChangesNothing() {
        StepRates rates = rates(0.01, 0.5, 0.9);
        try (TrainingProgram whole = program(rates, ALL_ROWS);
                TrainingProgram cut = program(rates, ALL_ROWS)) {
            whole.run(block, Monitor.none());
            for (int step = 0; step < STEPS; step += 7) {
                cut.run(part(step, Math.min(7, STEPS - step)), Monitor.none());
            }
            assertArrayEquals(whole.weights(), cut.weights());
            assertArrayEquals(whole.averagedWeights(), cut.averagedWeights());
        }
    }

    private StepBlock part(int from, int steps) {
        return new StepBlock(
                from,
                steps,
                ROWS,
                Arrays.copyOfRange(block.xt(), from * ROWS * COLUMNS, (from + steps) * ROWS * COLUMNS),
                Arrays.copyOfRange(block.t(), from * ROWS, (from + steps) * ROWS),
                Arrays.copyOfRange(
                        block.data().get(Loss.TARGET), from * ROWS * COLUMNS, (from + steps) * ROWS * COLUMNS));
    }

    /** 5 does not divide the 12 rows: parts of a step may be unequal. */
    @Test
    void stepsInPartsAreTheSameSteps() {
        StepRates rates = rates(0.01, 0.5, 0.9);
        try (TrainingProgram whole = program(rates, ALL_ROWS);
                TrainingProgram inParts = program(rates, 5)) {
            float[] losses = whole.run(block, Monitor.none()).values();
            assertArrayEquals(losses, inParts.run(block, Monitor.none()).values(), 1e-5f);
            assertArrayEquals(whole.weights(), inParts.weights(), 1e-5f);
            assertArrayEquals(whole.averagedWeights(), inParts.averagedWeights(), 1e-5f);
            assertEquals(
                    whole.averagedLoss(block, Monitor.none()).total(0),
                    inParts.averagedLoss(block, Monitor.none()).total(0),
                    1e-5);
        }
    }

    @Test
    void averagedLossIsTheLossOfTheAveragedWeights() {
        StepRates rates = rates(0, 0, 0.99);
        try (TrainingProgram program = program(rates, ALL_ROWS)) {
            program.run(block, Monitor.none());
            float[] averaged = program.averagedWeights();
            double[] parameters = IntStream.range(0, averaged.length)
                    .mapToDouble(i -> averaged[i])
                    .toArray();
            JavaAdamW rows = new JavaAdamW(rates, start);
            double expected = 0;
            for (int step = 0; step < STEPS; step++) {
                int first = step * ROWS;
                double[] t = IntStream.range(first, first + ROWS)
                        .mapToDouble(row -> block.t()[row])
                        .toArray();
                expected += new JavaMlp(NETWORK, COLUMNS)
                                .loss(
                                        parameters,
                                        rows.rows(block.xt(), step),
                                        t,
                                        rows.rows(block.data().get(Loss.TARGET), step))
                        / STEPS;
            }
            assertEquals(expected, program.averagedLoss(block, Monitor.none()).total(0), 1e-5 * expected);
        }
    }

    @Test
    void aLossThatIsNotFiniteStopsTheStepsBeforeTheWeightsAreTouched() {
        StepRates rates = rates(0, 1, 0.9);
        int bad = 4;
        block.data().get(Loss.TARGET)[bad * ROWS * COLUMNS + 3] = Float.POSITIVE_INFINITY;
        try (TrainingProgram program = program(rates, ALL_ROWS);
                TrainingProgram inParts = program(rates, 5);
                TrainingProgram before = program(rates, ALL_ROWS)) {
            before.run(part(0, bad), Monitor.none());
            float[] losses = program.run(block, Monitor.none()).values();
            assertEquals(Float.POSITIVE_INFINITY, losses[bad]);
            assertArrayEquals(before.weights(), program.weights());
            assertArrayEquals(before.averagedWeights(), program.averagedWeights());
            assertEquals(
                    Float.POSITIVE_INFINITY, inParts.run(block, Monitor.none()).values()[bad]);
            assertArrayEquals(before.weights(), inParts.weights(), 1e-5f);
        }
    }

    /** An error of 1e18 has a finite square, but weights of 30 take its gradient beyond single precision. */
    @Test
    void aGradientThatIsNotFiniteStopsTheStepsTooAndSpoilsNoWeight() {
        StepRates rates = rates(0, 0, 0.9);
        int bad = 4;
        block.data().get(Loss.TARGET)[bad * ROWS * COLUMNS + 3] = 1e18f;
        for (int i = 0; i < start.length; i++) {
            start[i] *= 100;
        }
        try (TrainingProgram program = program(rates, ALL_ROWS);
                TrainingProgram inParts = program(rates, 5);
                TrainingProgram before = program(rates, ALL_ROWS)) {
            float[] good = before.run(part(0, bad), Monitor.none()).values();
            assertTrue(good[bad - 1] > 0 && Float.isFinite(good[bad - 1]));
            assertFalse(Float.isFinite(program.run(block, Monitor.none()).values()[bad]));
            assertFalse(Float.isFinite(inParts.run(block, Monitor.none()).values()[bad]));
            assertArrayEquals(before.weights(), program.weights());
            assertArrayEquals(before.averagedWeights(), program.averagedWeights());
            for (float weight : inParts.averagedWeights()) {
                assertTrue(Float.isFinite(weight));
            }
        }
    }

    private static void assertClose(double[] expected, float[] actual, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, "number " + i);
        }
    }
}
