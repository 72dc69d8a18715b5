// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mixer's programs against its formula in double precision. */
class SequenceMixerTest {
    private static final int NUMBERS = 2;
    private static final int LEVELS = 9;
    private static final int INPUTS = NUMBERS + LEVELS + 3;
    private static final int OUTPUTS = NUMBERS + LEVELS;
    private static final int ROWS = 5;
    private static final double ROUNDING = 3e-5;

    /** Three positions with both of two symbols each, and a label of three levels behind them. */
    private static final SequenceColumns ALIKE = new SequenceColumns(
            NUMBERS,
            LEVELS,
            IntStream.range(0, 3)
                    .mapToObj(p -> new SequenceColumns.Run(2 * p, p, 0, 2))
                    .toList());

    /** Two sequences around a label of one level; positions lack symbols. */
    private static final SequenceColumns DIFFERENT = new SequenceColumns(
            NUMBERS,
            LEVELS,
            List.of(
                    new SequenceColumns.Run(1, 0, 0, 1),
                    new SequenceColumns.Run(2, 0, 2, 2),
                    new SequenceColumns.Run(4, 1, 1, 2),
                    new SequenceColumns.Run(7, 2, 4, 2)));

    static Stream<SequenceMixer> networks() {
        return Stream.of(
                new SequenceMixer(2, 4, 3, Activation.SILU, new TimeFeatures.Raw()).with(ALIKE),
                new SequenceMixer(1, 5, 4, Activation.GELU, new TimeFeatures.Fourier(2))
                        .with(new Waves(NUMBERS, List.of(1, 6)))
                        .with(DIFFERENT));
    }

    private final TestRows rows = new TestRows(ROWS, INPUTS, OUTPUTS);

    @ParameterizedTest
    @MethodSource("networks")
    void velocityFollowsTheFormula(SequenceMixer network) {
        JavaSequenceMixer reference = new JavaSequenceMixer(network, INPUTS, OUTPUTS);
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        double[] parameters = TestRows.doubles(weights);
        try (Program program = GradientCalls.load(network, INPUTS, OUTPUTS, network.gradientProgram())) {
            Tensor vector = program.tensor(weights, weights.length);
            Tensor x = program.tensor(rows.x(), ROWS, INPUTS);
            float[] own = program
                    .call("rows", Argument.of(vector), Argument.of(x), Argument.of(program.tensor(rows.t(), ROWS)))[0]
                    .floats();
            float[] alike = program.call("one_time", Argument.of(vector), Argument.of(x), Argument.of(0.3))[0].floats();
            for (int row = 0; row < ROWS; row++) {
                double[] point = rows.matrixX()[row];
                double[] expected = reference.velocity(parameters, point, rows.t()[row]);
                double[] atOneTime = reference.velocity(parameters, point, 0.3);
                for (int i = 0; i < OUTPUTS; i++) {
                    assertEquals(expected[i], own[row * OUTPUTS + i], ROUNDING * (1 + Math.abs(expected[i])));
                    assertEquals(atOneTime[i], alike[row * OUTPUTS + i], ROUNDING * (1 + Math.abs(atOneTime[i])));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientIsTheDerivativeOfTheLoss(SequenceMixer network) {
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        double[] parameters = TestRows.doubles(weights);
        try (Program program = GradientCalls.load(network, INPUTS, OUTPUTS, network.gradientProgram())) {
            Tensor gradient = program.tensor(rows.numbers(weights.length), weights.length);
            float loss = GradientCalls.gradient(program, network, rows, weights, gradient, 0);
            assertEquals(loss(network, parameters), loss, ROUNDING * loss);
            float[] computed = gradient.floats();
            double step = 1e-5;
            for (int i = 0; i < weights.length; i++) {
                double there = parameters[i];
                parameters[i] = there + step;
                double above = loss(network, parameters);
                parameters[i] = there - step;
                double below = loss(network, parameters);
                parameters[i] = there;
                double byDifference = (above - below) / (2 * step);
                assertEquals(byDifference, computed[i], 3e-5 * (1 + Math.abs(byDifference)), "parameter " + i);
            }
        }
    }

    private double loss(SequenceMixer network, double[] parameters) {
        JavaSequenceMixer reference = new JavaSequenceMixer(network, INPUTS, OUTPUTS);
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] y = reference.velocity(parameters, rows.matrixX()[row], rows.t()[row]);
            double root = rows.roots()[row];
            sum += root
                    * root
                    * new SquaredError()
                            .of(
                                    Outputs.ofNumbers(OUTPUTS),
                                    y,
                                    new double[][] {rows.matrixTarget()[row]},
                                    new double[OUTPUTS]);
        }
        return sum / (ROWS * OUTPUTS);
    }

    /** Derivatives along the numbers by central differences of the reference. */
    @ParameterizedTest
    @MethodSource("networks")
    void tangentsAreTheDerivativesAlongTheirDirections(SequenceMixer network) {
        int directions = 3;
        JavaSequenceMixer reference = new JavaSequenceMixer(network, INPUTS, OUTPUTS);
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] e = rows.numbers(ROWS * directions * NUMBERS);
        TestProgram text =
                new TestProgram().with(network.program(INPUTS, OUTPUTS)).with(network.tangentProgram());
        try (Program program = Program.load(
                text.calledBy(
                        """
                # fragment: calls
                # gives: tangents
                # needs: tangents_at, layers

                def tangents(self, parameters: Tensor, x: Tensor, t: float, e: Tensor) -> List[Tensor]:
                    return self.tangents_at(self.layers(parameters), x, t, e)
                """),
                Device.CPU)) {
            Tensor[] both = program.call(
                    "tangents",
                    Argument.of(program.tensor(weights, weights.length)),
                    Argument.of(program.tensor(rows.x(), ROWS, INPUTS)),
                    Argument.of(0.7),
                    Argument.of(program.tensor(e, ROWS, directions, NUMBERS)));
            assertArrayEquals(new long[] {ROWS, directions, OUTPUTS}, both[1].shape());
            float[] values = both[0].floats();
            float[] tangents = both[1].floats();
            double[] parameters = TestRows.doubles(weights);
            for (int row = 0; row < ROWS; row++) {
                double[] x = rows.matrixX()[row];
                double[] y = reference.velocity(parameters, x, 0.7);
                for (int k = 0; k < directions; k++) {
                    int first = (row * directions + k) * NUMBERS;
                    double[] above = reference.velocity(parameters, moved(x, e, first, 1e-5), 0.7);
                    double[] below = reference.velocity(parameters, moved(x, e, first, -1e-5), 0.7);
                    for (int i = 0; i < OUTPUTS; i++) {
                        assertEquals(y[i], values[row * OUTPUTS + i], ROUNDING * (1 + Math.abs(y[i])));
                        double expected = (above[i] - below[i]) / 2e-5;
                        int at = (row * directions + k) * OUTPUTS + i;
                        assertEquals(expected, tangents[at], 5 * ROUNDING * (1 + Math.abs(expected)));
                    }
                }
            }
        }
    }

    private static double[] moved(double[] x, float[] e, int first, double step) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> i < NUMBERS ? x[i] + step * e[first + i] : x[i])
                .toArray();
    }

    /** Two flags behind the levels of a sequence are known: the bias takes them in. */
    @ParameterizedTest
    @MethodSource("networks")
    void knownInputsBehindASequenceBecomePartOfTheBias(SequenceMixer network) {
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        int from = NUMBERS + LEVELS;
        float[] narrow = KnownInputs.weights(network, weights, INPUTS, OUTPUTS, from, 0.5, -2);
        double[] x = rows.matrixX()[0];
        x[from] = 0.5;
        x[from + 1] = -2;
        double[] without = x.clone();
        System.arraycopy(x, from + 2, without, from, 1);
        assertArrayEquals(
                new JavaSequenceMixer(network, INPUTS, OUTPUTS).velocity(TestRows.doubles(weights), x, 0.4),
                new JavaSequenceMixer(network, INPUTS - 2, OUTPUTS)
                        .velocity(TestRows.doubles(narrow), Arrays.copyOf(without, INPUTS - 2), 0.4),
                1e-5);
    }

    /** One more input at the end does not matter. */
    @ParameterizedTest
    @MethodSource("networks")
    void furtherInputsDoNotMatterAtFirst(SequenceMixer network) {
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] wide = OtherColumns.widened(network, weights, INPUTS, OUTPUTS, INPUTS + 1, OUTPUTS);
        double[] x = rows.matrixX()[1];
        double[] more = Arrays.copyOf(x, INPUTS + 1);
        more[INPUTS] = 3;
        assertArrayEquals(
                new JavaSequenceMixer(network, INPUTS, OUTPUTS).velocity(TestRows.doubles(weights), x, 0.4),
                new JavaSequenceMixer(network, INPUTS + 1, OUTPUTS).velocity(TestRows.doubles(wide), more, 0.4),
                1e-12);
    }

    @Test
    void initialWeightsLetTheFlowBeginNearRest() {
        SequenceMixer network = new SequenceMixer(3, 32, 16, Activation.SILU, new TimeFeatures.Fourier(4)).with(ALIKE);
        float[] weights = network.initialWeights(INPUTS, OUTPUTS, 3);
        assertArrayEquals(weights, network.initialWeights(INPUTS, OUTPUTS, 3));
        double[] y = new JavaSequenceMixer(network, INPUTS, OUTPUTS)
                .velocity(TestRows.doubles(weights), rows.matrixX()[0], 0.5);
        for (double output : y) {
            assertTrue(Math.abs(output) < 0.7, "output " + output);
        }
    }

    @Test
    void placesThatDoNotFollowEachOtherAreRefused() {
        SequenceColumns.Run first = new SequenceColumns.Run(0, 0, 0, 2);
        for (SequenceColumns.Run wrong : List.of(
                new SequenceColumns.Run(1, 1, 0, 2),
                new SequenceColumns.Run(2, 2, 0, 2),
                new SequenceColumns.Run(8, 1, 0, 2))) {
            assertThrows(
                    IllegalArgumentException.class, () -> new SequenceColumns(NUMBERS, LEVELS, List.of(first, wrong)));
        }
        assertThrows(IllegalArgumentException.class, () -> new SequenceColumns.Run(0, 0, -1, 2));
        assertEquals(3, ALIKE.positions());
        assertEquals(2, ALIKE.symbols());
        assertEquals(7, DIFFERENT.count());
    }
}
