// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The solve of a continuous flow in training and its gradient, in double precision, against Java and differences. */
class SolvedFlowTest {
    private static final int ROWS = 3;
    private static final int STEPS = 2;
    private static final double KINETIC = 0.25;
    private static final Mlp NETWORK = new Mlp(List.of(6, 5), Activation.SILU, new TimeFeatures.Fourier(1));

    private static final String CALLS =
            """
            # fragment: calls
            # gives: doubles, solved, loss, gradient
            # needs: compared, layers

            def doubles(self, parameters: Tensor) -> List[Tensor]:
                views = self.layers(torch.to(parameters, 7))
                leaves = annotate(List[Tensor], [])
                for i in range(len(views)):
                    leaves.append(torch.requires_grad_(torch.detach(views[i]), True))
                return leaves

            def solved(self, leaves: List[Tensor], x: Tensor, t: Tensor, e: Tensor) -> Tensor:
                y, rest, = self.compared(leaves, torch.to(x, 7), torch.to(t, 7), [torch.to(e, 7)])
                half = torch.size(y, 1) // 2
                squares = torch.sum(torch.square(torch.narrow(y, 1, 0, half)))
                return torch.sub(squares, torch.sum(torch.narrow(y, 1, half, half)), alpha=2.0)

            def loss(self, parameters: Tensor, x: Tensor, t: Tensor, e: Tensor) -> Tensor:
                return torch.to(self.solved(self.doubles(parameters), x, t, e), 6)

            def gradient(self, parameters: Tensor, x: Tensor, t: Tensor, e: Tensor) -> Tensor:
                leaves = self.doubles(parameters)
                total = self.solved(leaves, x, t, e)
                found = torch.grad([total], leaves, annotate(List[Optional[Tensor]], [None]))
                parts = annotate(List[Tensor], [])
                for i in range(len(found)):
                    parts.append(torch.reshape(unchecked_cast(Tensor, found[i]), [-1]))
                return torch.to(torch.cat(parts), 6)
            """;

    private final Random random = new Random(4);

    /** Few columns along all axes, more along one direction of 1 and -1; with and without a condition. */
    static Stream<Arguments> cases() {
        return Stream.of(Arguments.of(1, 0, 1), Arguments.of(2, 1, 2), Arguments.of(4, 0, 1), Arguments.of(5, 2, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLossIsTheReferencesAndItsGradientThatOfDifferences(int columns, int features, int directions) {
        int inputs = columns + features;
        float[] weights = numbers(NETWORK.layout(inputs, columns).size());
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 0.5f;
        }
        float[] x = numbers(ROWS * inputs);
        float[] e = new float[ROWS * directions * columns];
        for (int i = 0; i < e.length; i++) {
            boolean axis = i % (directions * columns) / columns == i % columns;
            e[i] = directions > 1 ? axis ? 1 : 0 : random.nextBoolean() ? 1 : -1;
        }
        double[] parameters = doubles(weights);
        JavaMlp network = new JavaMlp(NETWORK, inputs, columns);
        float[] loss = call("loss", columns, features, weights, x, e);
        double expected = loss(network, parameters, columns, features, x, e);
        assertEquals(expected, loss[0], 2e-6 * (1 + Math.abs(expected)));
        float[] gradient = call("gradient", columns, features, weights, x, e);
        double largest = 0;
        for (int i = 0; i < parameters.length; i++) {
            double there = parameters[i];
            parameters[i] = there + 1e-4;
            double above = loss(network, parameters, columns, features, x, e);
            parameters[i] = there - 1e-4;
            double below = loss(network, parameters, columns, features, x, e);
            parameters[i] = there;
            double derivative = (above - below) / 2e-4;
            assertEquals(derivative, gradient[i], 1e-5 * (1 + Math.abs(derivative)), "parameter " + i);
            largest = Math.max(largest, Math.abs(derivative));
        }
        assertTrue(largest > 0.1, "largest derivative " + largest);
    }

    private static float[] call(String method, int columns, int features, float[] weights, float[] x, float[] e) {
        int inputs = columns + features;
        try (Program program = Program.load(
                new TestProgram()
                        .with(NETWORK.program(inputs, columns))
                        .with(
                                NETWORK.alongProgram(),
                                new ContinuousLikelihood(STEPS, KINETIC)
                                        .comparison()
                                        .part(Outputs.ofNumbers(columns))
                                        .orElseThrow())
                        .calledBy(CALLS),
                Device.CPU)) {
            return program
                    .callRecording(
                            method,
                            Argument.of(program.tensor(weights, weights.length)),
                            Argument.of(program.tensor(x, ROWS, inputs)),
                            Argument.of(program.tensor(new float[ROWS], ROWS)),
                            Argument.of(program.tensor(e, ROWS, e.length / ROWS)))[0]
                    .floats();
        }
    }

    /** Of all rows |z|^2 + 2 integral of the divergence + KINETIC integral of |v|^2. */
    private static double loss(JavaMlp network, double[] parameters, int columns, int features, float[] x, float[] e) {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] state = new double[columns + 2];
            double[] c = new double[features];
            for (int i = 0; i < columns + features; i++) {
                double number = x[row * (columns + features) + i];
                if (i < columns) {
                    state[i] = number;
                } else {
                    c[i - columns] = number;
                }
            }
            int width = e.length / ROWS;
            double[] along = doubles(Arrays.copyOfRange(e, row * width, (row + 1) * width));
            double h = -1.0 / STEPS;
            for (int step = 0; step < STEPS; step++) {
                double t = 1 + h * step;
                double[] k1 = rate(network, parameters, state, c, t, along);
                double[] k2 = rate(network, parameters, moved(state, k1, h / 2), c, t + h / 2, along);
                double[] k3 = rate(network, parameters, moved(state, k2, h / 2), c, t + h / 2, along);
                double[] k4 = rate(network, parameters, moved(state, k3, h), c, t + h, along);
                for (int i = 0; i < state.length; i++) {
                    state[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
                }
            }
            for (int i = 0; i < columns; i++) {
                sum += state[i] * state[i];
            }
            // both integrals run from 1 to 0
            sum -= 2 * state[columns] + KINETIC * state[columns + 1];
        }
        return sum;
    }

    private static double[] moved(double[] state, double[] slope, double h) {
        return IntStream.range(0, state.length)
                .mapToDouble(i -> state[i] + h * slope[i])
                .toArray();
    }

    /** The velocity, e' J e summed over the directions, by differences, and |v|^2. */
    private static double[] rate(
            JavaMlp network, double[] parameters, double[] state, double[] c, double t, double[] along) {
        int columns = state.length - 2;
        double[] rate = new double[columns + 2];
        double[] velocity = network.velocity(parameters, input(state, c, new double[columns], 0), t);
        for (int i = 0; i < columns; i++) {
            rate[i] = velocity[i];
            rate[columns + 1] += velocity[i] * velocity[i];
        }
        for (int first = 0; first < along.length; first += columns) {
            double[] e = Arrays.copyOfRange(along, first, first + columns);
            double[] above = network.velocity(parameters, input(state, c, e, 1e-5), t);
            double[] below = network.velocity(parameters, input(state, c, e, -1e-5), t);
            for (int i = 0; i < columns; i++) {
                rate[columns] += e[i] * (above[i] - below[i]) / 2e-5;
            }
        }
        return rate;
    }

    private static double[] input(double[] state, double[] c, double[] e, double h) {
        double[] input = new double[e.length + c.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = i < e.length ? state[i] + h * e[i] : c[i - e.length];
        }
        return input;
    }

    private static double[] doubles(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
