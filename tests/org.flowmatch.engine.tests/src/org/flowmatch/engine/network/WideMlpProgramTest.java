// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks with condition features behind the columns, a head behind the outputs and weights of rows; and derivatives with
 * respect to the row. Expected values are those of {@link JavaMlp} and its central differences.
 */
class WideMlpProgramTest {

    private static final int ROWS = 5;
    private static final int COLUMNS = 2;
    private static final int INPUTS = COLUMNS + 3;
    private static final int OUTPUTS = 2 * COLUMNS;

    private static final String CALLS =
            """
            # fragment: calls
            # gives: gradient, tangents
            # needs: to_training, to_model, accumulate_gradient, tangents_at, layers

            def gradient(
                self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, target: Tensor, roots: Tensor) -> Tensor:
                scale = 1.0 / float(torch.numel(target))
                inside = self.to_training(gradient)
                loss = self.accumulate_gradient(
                    self.to_training(parameters), inside, x, t, [target, roots], scale, 0.0)
                changed = torch.copy_(gradient, self.to_model(inside))
                return loss

            def tangents(self, parameters: Tensor, x: Tensor, t: float, e: Tensor) -> List[Tensor]:
                return self.tangents_at(self.layers(parameters), x, t, e)
            """;

    static Stream<Mlp> networks() {
        Stream<Mlp> plain = Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(
                        new Mlp(List.of(6), activation, new TimeFeatures.Raw()),
                        new Mlp(List.of(5, 7, 4), activation, new TimeFeatures.Fourier(2))));
        // of fewer numbers than there are columns, of as many, and of more
        return Stream.concat(
                plain,
                IntStream.of(1, COLUMNS, INPUTS)
                        .mapToObj(numbers -> new Mlp(
                                List.of(6, 4),
                                Activation.SILU,
                                new TimeFeatures.Fourier(1),
                                new Waves(numbers, List.of(2, 7)))));
    }

    private final Random random = new Random(3);
    private final float[] x = numbers(ROWS * INPUTS);
    private final float[] target = numbers(ROWS * OUTPUTS);
    private final float[] t = {0, 0.2f, 0.5f, 0.7f, 1};
    private final double[] weights = {1, 0, 2.25, 0.25, 4};

    @ParameterizedTest
    @MethodSource("networks")
    void gradientOfTheWeightedLossOfTwoHeads(Mlp network) {
        JavaMlp reference = new JavaMlp(network, INPUTS, OUTPUTS);
        float[] start = numbers(network.layout(INPUTS, OUTPUTS).size());
        double[] parameters = doubles(start);
        float[] roots = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            roots[row] = (float) Math.sqrt(weights[row]);
        }
        try (Program program = load(network)) {
            Tensor gradient = program.zeros(start.length);
            double loss = program.call(
                            "gradient",
                            Argument.of(program.tensor(start, start.length)),
                            Argument.of(gradient),
                            Argument.of(program.tensor(x, ROWS, INPUTS)),
                            Argument.of(program.tensor(t, ROWS)),
                            Argument.of(program.tensor(target, ROWS, OUTPUTS)),
                            Argument.of(program.tensor(roots, ROWS, 1)))[0]
                    .floats()[0];
            assertEquals(loss(reference, parameters), loss, 1e-5 * loss);
            float[] written = gradient.floats();
            double step = 1e-5;
            for (int i = 0; i < written.length; i++) {
                double there = parameters[i];
                parameters[i] = there + step;
                double above = loss(reference, parameters);
                parameters[i] = there - step;
                double below = loss(reference, parameters);
                parameters[i] = there;
                double expected = (above - below) / (2 * step);
                assertEquals(expected, written[i], 1e-5 * (1 + Math.abs(expected)), "parameter " + i);
            }
        }
    }

    private double loss(JavaMlp reference, double[] parameters) {
        return reference.loss(parameters, rows(x, INPUTS), doubles(t), rows(target, OUTPUTS), weights);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void tangentsAreTheDerivativesAlongTheirDirections(Mlp network) {
        JavaMlp reference = new JavaMlp(network, INPUTS, OUTPUTS);
        float[] parameters = numbers(network.layout(INPUTS, OUTPUTS).size());
        int k = 3;
        float[] e = numbers(ROWS * k * COLUMNS);
        double time = 0.4;
        try (Program program = load(network)) {
            Tensor[] results = program.call(
                    "tangents",
                    Argument.of(program.tensor(parameters, parameters.length)),
                    Argument.of(program.tensor(x, ROWS, INPUTS)),
                    Argument.of(time),
                    Argument.of(program.tensor(e, ROWS, k, COLUMNS)));
            assertArrayEquals(new long[] {ROWS, k, OUTPUTS}, results[1].shape());
            float[] out = results[0].floats();
            float[] derivatives = results[1].floats();
            double step = 1e-5;
            for (int row = 0; row < ROWS; row++) {
                double[] point = rows(x, INPUTS)[row];
                assertArrayEquals(reference.velocity(doubles(parameters), point, time), rows(out, OUTPUTS)[row], 2e-5);
                for (int direction = 0; direction < k; direction++) {
                    double[] above = point.clone();
                    double[] below = point.clone();
                    for (int c = 0; c < COLUMNS; c++) {
                        above[c] += step * e[(row * k + direction) * COLUMNS + c];
                        below[c] -= step * e[(row * k + direction) * COLUMNS + c];
                    }
                    double[] up = reference.velocity(doubles(parameters), above, time);
                    double[] down = reference.velocity(doubles(parameters), below, time);
                    for (int o = 0; o < OUTPUTS; o++) {
                        double expected = (up[o] - down[o]) / (2 * step);
                        assertEquals(
                                expected,
                                derivatives[(row * k + direction) * OUTPUTS + o],
                                2e-5 * (1 + Math.abs(expected)));
                    }
                }
            }
        }
    }

    private static Program load(Mlp network) {
        return Program.load(
                new TestProgram()
                        .with(network.program(INPUTS, OUTPUTS))
                        .with(network.gradientProgram())
                        .with(new SquaredError().parts(Outputs.ofNumbers(OUTPUTS)))
                        .with(network.tangentProgram())
                        .calledBy(CALLS),
                Device.CPU);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() / 2;
        }
        return numbers;
    }

    private static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    private static double[][] rows(float[] floats, int columns) {
        return IntStream.range(0, floats.length / columns)
                .mapToObj(row -> Arrays.copyOfRange(doubles(floats), row * columns, (row + 1) * columns))
                .toArray(double[][]::new);
    }
}
