// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The TorchScript of the residual network computes what its formula says, which {@link JavaResidualMlp} follows. */
class ResidualMlpProgramTest {

    private static final int INPUTS = 5;
    private static final int OUTPUTS = 3;
    private static final int ROWS = 7;

    /** Single precision through a few layers of some ten terms. */
    private static final double ROUNDING = 2e-5;

    static Stream<ResidualMlp> networks() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(
                        new ResidualMlp(1, 6, 3, activation, new TimeFeatures.Raw()),
                        new ResidualMlp(3, 4, 5, activation, new TimeFeatures.Fourier(2))));
    }

    private final TestRows rows = new TestRows(ROWS, INPUTS, OUTPUTS);

    @ParameterizedTest
    @MethodSource("networks")
    void velocityFollowsTheFormula(ResidualMlp network) {
        JavaResidualMlp reference = new JavaResidualMlp(network, INPUTS, OUTPUTS);
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        try (Program program = GradientCalls.load(network, INPUTS, OUTPUTS, network.gradientProgram())) {
            Tensor parameters = program.tensor(weights, weights.length);
            Tensor x = program.tensor(rows.x(), ROWS, INPUTS);
            float[] velocity = program
                    .call("rows", Argument.of(parameters), Argument.of(x), Argument.of(program.tensor(rows.t(), ROWS)))[
                    0]
                    .floats();
            float[] atOneTime =
                    program.call("one_time", Argument.of(parameters), Argument.of(x), Argument.of(0.3))[0].floats();
            for (int row = 0; row < ROWS; row++) {
                double[] point = TestRows.doubles(Arrays.copyOfRange(rows.x(), row * INPUTS, (row + 1) * INPUTS));
                for (int i = 0; i < OUTPUTS; i++) {
                    assertEquals(
                            reference.velocity(TestRows.doubles(weights), point, rows.t()[row])[i],
                            velocity[row * OUTPUTS + i],
                            ROUNDING);
                    assertEquals(
                            reference.velocity(TestRows.doubles(weights), point, 0.3)[i],
                            atOneTime[row * OUTPUTS + i],
                            ROUNDING);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientIsTheDerivativeOfTheLoss(ResidualMlp network) {
        JavaResidualMlp reference = new JavaResidualMlp(network, INPUTS, OUTPUTS);
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        double[] parameters = TestRows.doubles(weights);
        double[] squares = Arrays.stream(TestRows.doubles(rows.roots()))
                .map(root -> root * root)
                .toArray();
        try (Program program = GradientCalls.load(network, INPUTS, OUTPUTS, network.gradientProgram())) {
            Tensor gradient = program.tensor(rows.numbers(weights.length), weights.length);
            float loss = GradientCalls.gradient(program, network, rows, weights, gradient, 0);
            assertEquals(
                    reference.loss(parameters, rows.matrixX(), rows.times(), rows.matrixTarget(), squares),
                    loss,
                    ROUNDING * loss);
            float[] computed = gradient.floats();
            double step = 1e-5;
            for (int i = 0; i < weights.length; i++) {
                double there = parameters[i];
                parameters[i] = there + step;
                double above = reference.loss(parameters, rows.matrixX(), rows.times(), rows.matrixTarget(), squares);
                parameters[i] = there - step;
                double below = reference.loss(parameters, rows.matrixX(), rows.times(), rows.matrixTarget(), squares);
                parameters[i] = there;
                double byDifference = (above - below) / (2 * step);
                assertEquals(byDifference, computed[i], 1e-5 * (1 + Math.abs(byDifference)), "parameter " + i);
            }
        }
    }

    /** Derivatives along the columns by central differences of the reference. */
    @ParameterizedTest
    @MethodSource("networks")
    void tangentsAreTheDerivativesAlongTheirDirections(ResidualMlp network) {
        int d = OUTPUTS;
        int directions = 2;
        JavaResidualMlp reference = new JavaResidualMlp(network, INPUTS, OUTPUTS);
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] e = rows.numbers(ROWS * directions * d);
        TorchArchive archive = new TestProgram()
                .with(network.program(INPUTS, OUTPUTS))
                .with(network.tangentProgram())
                .calledBy(
                        """
                # fragment: calls
                # gives: tangents
                # needs: tangents_at, layers

                def tangents(self, parameters: Tensor, x: Tensor, t: float, e: Tensor) -> List[Tensor]:
                    return self.tangents_at(self.layers(parameters), x, t, e)
                """);
        try (Program program = Program.load(archive, Device.CPU)) {
            Tensor[] both = program.call(
                    "tangents",
                    Argument.of(program.tensor(weights, weights.length)),
                    Argument.of(program.tensor(rows.x(), ROWS, INPUTS)),
                    Argument.of(0.7),
                    Argument.of(program.tensor(e, ROWS, directions, d)));
            assertArrayEquals(new long[] {ROWS, directions, OUTPUTS}, both[1].shape());
            float[] values = both[0].floats();
            float[] tangents = both[1].floats();
            double[] parameters = TestRows.doubles(weights);
            for (int row = 0; row < ROWS; row++) {
                double[] x = rows.matrixX()[row];
                double[] y = reference.velocity(parameters, x, 0.7);
                for (int k = 0; k < directions; k++) {
                    int first = (row * directions + k) * d;
                    double step = 1e-5;
                    double[] above = reference.velocity(parameters, moved(x, e, first, step), 0.7);
                    double[] below = reference.velocity(parameters, moved(x, e, first, -step), 0.7);
                    for (int i = 0; i < OUTPUTS; i++) {
                        assertEquals(y[i], values[row * OUTPUTS + i], ROUNDING);
                        double expected = (above[i] - below[i]) / (2 * step);
                        assertEquals(expected, tangents[first + i], ROUNDING * (1 + Math.abs(expected)));
                    }
                }
            }
        }
    }

    private static double[] moved(double[] x, float[] e, int first, double step) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> i < OUTPUTS ? x[i] + step * e[first + i] : x[i])
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void initialFlowIsNearRestAndNotModulated(ResidualMlp network) {
        float[] weights = network.initialWeights(INPUTS, OUTPUTS, 3);
        assertArrayEquals(weights, network.initialWeights(INPUTS, OUTPUTS, 3));
        JavaResidualMlp reference = new JavaResidualMlp(network, INPUTS, OUTPUTS);
        List<ParameterLayout.Entry> entries = network.layout(INPUTS, OUTPUTS).entries();
        int bias = entries.get(entries.size() - 1).offset();
        for (int row = 0; row < ROWS; row++) {
            double[] x = rows.matrixX()[row];
            double[] early = reference.velocity(TestRows.doubles(weights), x, 0.1);
            assertArrayEquals(early, reference.velocity(TestRows.doubles(weights), x, 0.9), 1e-12);
            for (int i = 0; i < OUTPUTS; i++) {
                assertEquals(weights[bias + i], early[i], 1);
            }
        }
    }
}
