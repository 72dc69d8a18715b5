// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.ChangeOfVariables;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.RecordedGradient;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss in the gradient of every network, written out and recorded, and in the training itself, against its reference in Java. */
class LossGradientTest {
    private static final int INPUTS = 3;
    private static final int ROWS = 6;
    private static final Mlp MLP = new Mlp(List.of(5, 4), Activation.SILU, new TimeFeatures.Fourier(1));
    private static final ResidualMlp RESIDUAL = new ResidualMlp(1, 5, 3, Activation.GELU, new TimeFeatures.Raw());

    private static final String CALLS =
            """
            # fragment: calls
            # gives: gradient, outputs
            # needs: to_training, to_model, accumulate_gradient, velocity, layers

            def gradient(
                self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, data: List[Tensor], scale: float) -> Tensor:
                inside = self.to_training(gradient)
                loss = self.accumulate_gradient(self.to_training(parameters), inside, x, t, data, scale, 0.0)
                changed = torch.copy_(gradient, self.to_model(inside))
                return loss


            def outputs(self, parameters: Tensor, x: Tensor, t: Tensor) -> Tensor:
                return self.velocity(self.layers(parameters), x, t)
            """;

    private final Random random = new Random(8);

    static Stream<Arguments> cases() {
        return Stream.concat(ofPerceptron(), cases(RESIDUAL));
    }

    static Stream<Arguments> ofPerceptron() {
        return cases(MLP);
    }

    private static Stream<Arguments> cases(NetworkSpec network) {
        List<Outputs> mixed = List.of(
                new Outputs(2, 1, List.of(3, 2)),
                new Outputs(2, 2, List.of(4)),
                new Outputs(3, 1, List.of()),
                new Outputs(0, 1, List.of(2, 3)));
        return Stream.of(true, false)
                .flatMap(weighted -> Stream.concat(
                        Stream.of(
                                Arguments.of(network, new SquaredError(), new Outputs(2, 2, List.of()), weighted),
                                Arguments.of(network, new ChangeOfVariables(), new Outputs(3, 2, List.of()), weighted)),
                        mixed.stream().map(outputs -> Arguments.of(network, new Deviance(), outputs, weighted))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writtenAndRecordedGradientsAreThoseOfTheReference(
            NetworkSpec network, Loss loss, Outputs outputs, boolean weighted) {
        Rows rows = new Rows(loss, outputs, weighted);
        float[] weights = numbers(network.layout(INPUTS, outputs.count()).size());
        float[] written = new float[weights.length];
        float[] recorded = new float[weights.length];
        double value = gradient(network, network.gradientProgram(), false, loss, outputs, rows, weights, written);
        double other = gradient(
                network,
                RecordedGradient.program(RecordedGradient.Numbers.FLOAT32),
                true,
                loss,
                outputs,
                rows,
                weights,
                recorded);
        assertEquals(rows.loss(outputsOf(network, loss, outputs, rows, weights)), value, 1e-5 * Math.abs(value));
        assertEquals(value, other, 1e-5 * Math.abs(value));
        for (int i = 0; i < written.length; i++) {
            assertEquals(recorded[i], written[i], 2e-6 * (1 + Math.abs(recorded[i])), "parameter " + i);
        }
        assertTrue(IntStream.range(0, written.length).anyMatch(i -> Math.abs(written[i]) > 0.01));
    }

    /** The network and the loss in double precision, by central differences. */
    @ParameterizedTest
    @MethodSource("ofPerceptron")
    void theWrittenGradientOfThePerceptronIsTheDerivative(Mlp mlp, Loss loss, Outputs outputs, boolean weighted) {
        Rows rows = new Rows(loss, outputs, weighted);
        float[] weights = numbers(mlp.layout(INPUTS, outputs.count()).size());
        float[] computed = new float[weights.length];
        gradient(mlp, mlp.gradientProgram(), false, loss, outputs, rows, weights, computed);
        JavaMlp reference = new JavaMlp(mlp, INPUTS, outputs.count());
        double[] parameters =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
        for (int i = 0; i < parameters.length; i++) {
            double there = parameters[i];
            parameters[i] = there + 1e-5;
            double above = rows.loss(rows.through(reference, parameters));
            parameters[i] = there - 1e-5;
            double below = rows.loss(rows.through(reference, parameters));
            parameters[i] = there;
            double derivative = (above - below) / 2e-5;
            assertEquals(derivative, computed[i], 1e-5 * (1 + Math.abs(derivative)), "parameter " + i);
        }
    }

    /** What does not count changes neither the loss nor the gradient. */
    @Test
    void maskedNumbersAndLabelsAreNotSeen() {
        Outputs outputs = new Outputs(2, 1, List.of(3));
        Rows rows = new Rows(new Deviance(), outputs, false);
        float[] weights = numbers(MLP.layout(INPUTS, outputs.count()).size());
        float[] before = new float[weights.length];
        double loss = gradient(MLP, MLP.gradientProgram(), false, new Deviance(), outputs, rows, weights, before);
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < 3; i++) {
                if (rows.data.get(1)[row * 3 + i] == 0) {
                    rows.data.get(0)[row * 3 + i] = i < 2 ? 7 : (rows.data.get(0)[row * 3 + i] + 1) % 3;
                }
            }
        }
        float[] after = new float[weights.length];
        assertEquals(loss, gradient(MLP, MLP.gradientProgram(), false, new Deviance(), outputs, rows, weights, after));
        assertArrayEquals(before, after);
    }

    /** Steps on one batch of labels and numbers: the first losses of both are the reference's, and the steps lead down. */
    @Test
    void theTrainingTakesLabels() {
        Outputs outputs = new Outputs(2, 1, List.of(3, 2));
        Rows rows = new Rows(new Deviance(), outputs, true);
        int steps = 200;
        TrainingSettings settings = TrainingSettings.defaults()
                .withBatchSize(ROWS)
                .withOptimiser(Optimiser.defaults().withLearningRate(0.02))
                .withEmaDecay(0);
        float[] weights = MLP.initialWeights(INPUTS, outputs.count(), 1);
        StepBlock block = new StepBlock(
                0,
                steps,
                ROWS,
                outputs.terms(),
                repeated(rows.x, steps),
                repeated(rows.t, steps),
                Map.of(
                        Loss.TARGET,
                        repeated(rows.data.get(0), steps),
                        Deviance.MASK,
                        repeated(rows.data.get(1), steps)),
                repeated(rows.roots, steps));
        double[] parameters =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
        double[] expected = rows.losses(rows.through(new JavaMlp(MLP, INPUTS, outputs.count()), parameters));
        for (int rowsPerCall : new int[] {Integer.MAX_VALUE, 4}) {
            try (TrainingProgram program = new TrainingProgram(
                    MLP,
                    INPUTS,
                    outputs,
                    new Deviance(),
                    weights,
                    new StepRates(settings, steps),
                    Device.CPU,
                    rowsPerCall)) {
                LossValues averaged = program.averagedLoss(block, Monitor.none());
                LossValues losses = program.run(block, Monitor.none());
                assertEquals(steps, losses.steps());
                for (int kind = 0; kind < 2; kind++) {
                    assertEquals(expected[kind], averaged.of(0, kind), 1e-5 * expected[kind], "kind " + kind);
                    assertEquals(expected[kind], losses.of(0, kind), 1e-5 * expected[kind], "kind " + kind);
                }
                assertEquals(expected[0] + expected[1], losses.total(0), 1e-5 * losses.total(0));
                assertTrue(
                        losses.total(steps - 1) < 0.2 * losses.total(0),
                        losses.total(0) + " to " + losses.total(steps - 1));
            }
        }
    }

    private static float[] repeated(float[] numbers, int times) {
        float[] all = new float[numbers.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(numbers, 0, all, i * numbers.length, numbers.length);
        }
        return all;
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static Program load(NetworkSpec network, List<Fragment> gradient, Loss loss, Outputs outputs) {
        return Program.load(
                new TestProgram()
                        .with(network.program(INPUTS, outputs.count()))
                        .with(gradient)
                        .with(loss.parts(outputs))
                        .calledBy(CALLS),
                Device.CPU);
    }

    private static double gradient(
            NetworkSpec network,
            List<Fragment> part,
            boolean recording,
            Loss loss,
            Outputs outputs,
            Rows rows,
            float[] weights,
            float[] gradient) {
        try (Program program = load(network, part, loss, outputs)) {
            Tensor taken = program.tensor(gradient, gradient.length);
            Argument[] arguments = {
                Argument.of(program.tensor(weights, weights.length)),
                Argument.of(taken),
                Argument.of(program.tensor(rows.x, ROWS, INPUTS)),
                Argument.of(program.tensor(rows.t, ROWS)),
                Argument.of(rows.compared().stream()
                        .map(matrix -> program.tensor(matrix, ROWS, matrix.length / ROWS))
                        .toList()),
                Argument.of(1.0 / ROWS / outputs.terms())
            };
            Tensor value =
                    (recording ? program.callRecording("gradient", arguments) : program.call("gradient", arguments))[0];
            taken.copyTo(gradient, 0);
            double sum = 0;
            for (float ofKind : value.floats()) {
                sum += ofKind;
            }
            return sum;
        }
    }

    private static double[][] outputsOf(NetworkSpec network, Loss loss, Outputs outputs, Rows rows, float[] weights) {
        try (Program program = load(network, network.gradientProgram(), loss, outputs)) {
            float[] y = program
                    .call(
                            "outputs",
                            Argument.of(program.tensor(weights, weights.length)),
                            Argument.of(program.tensor(rows.x, ROWS, INPUTS)),
                            Argument.of(program.tensor(rows.t, ROWS)))[0]
                    .floats();
            return IntStream.range(0, ROWS).mapToObj(row -> row(y, row)).toArray(double[][]::new);
        }
    }

    private static double[] row(float[] matrix, int row) {
        int columns = matrix.length / ROWS;
        return IntStream.range(row * columns, (row + 1) * columns)
                .mapToDouble(i -> matrix[i])
                .toArray();
    }

    /** Random rows; a quarter of the numbers and labels does not count. */
    private final class Rows {
        private final float[] x = numbers(ROWS * INPUTS);
        private final float[] t = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
        private final List<float[]> data;
        private final float[] roots;
        private final Loss loss;
        private final Outputs outputs;

        Rows(Loss loss, Outputs outputs, boolean weighted) {
            this.loss = loss;
            this.outputs = outputs;
            int terms = loss.width(0, outputs);
            float[] target = numbers(ROWS * terms);
            float[] mask = new float[ROWS * terms];
            for (int row = 0; row < ROWS; row++) {
                int at = row * terms + outputs.regressed();
                for (int levels : outputs.groups()) {
                    target[at++] = random.nextInt(levels);
                }
            }
            for (int i = 0; i < mask.length; i++) {
                mask[i] = i % 4 == 1 ? 0 : 1;
            }
            data = loss.data().contains(Deviance.MASK) ? List.of(target, mask) : List.of(target);
            roots = weighted ? new float[] {1, 0.5f, 2, 0, 1.5f, 0.25f} : new float[0];
        }

        List<float[]> compared() {
            return roots.length == 0
                    ? data
                    : Stream.concat(data.stream(), Stream.of(roots)).toList();
        }

        double[][] through(JavaMlp network, double[] parameters) {
            return IntStream.range(0, ROWS)
                    .mapToObj(row -> network.velocity(parameters, row(x, row), t[row]))
                    .toArray(double[][]::new);
        }

        /** By the reference, as a mean over rows and terms. */
        double loss(double[][] y) {
            return Arrays.stream(losses(y)).sum();
        }

        /** Of each kind. */
        double[] losses(double[][] y) {
            double[] sums = new double[Math.max(1, loss.kinds().size())];
            for (int r = 0; r < ROWS; r++) {
                int row = r;
                double weight = roots.length == 0 ? 1 : roots[row] * roots[row];
                double[][] of = data.stream().map(matrix -> row(matrix, row)).toArray(double[][]::new);
                double[] ofKinds = loss.ofKinds(outputs, y[row], of, new double[y[row].length]);
                for (int kind = 0; kind < sums.length; kind++) {
                    sums[kind] += weight * ofKinds[kind] / ROWS / outputs.terms();
                }
            }
            return sums;
        }
    }
}
