// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** The TorchScript of the MLP computes what the formulas say; expected values come from {@link JavaMlp}. */
class MlpProgramTest {

    private static final int COLUMNS = 3;
    private static final int ROWS = 7;

    /** Single precision through a few layers of some ten terms. */
    private static final double ROUNDING = 2e-6;

    private static final String CALLS =
            """
            # fragment: calls
            # gives: rows, one_time, gradient
            # needs: velocity, velocity_at, layers, to_training, to_model, accumulate_gradient

            def rows(self, parameters: Tensor, x: Tensor, t: Tensor) -> Tensor:
                return self.velocity(self.layers(parameters), x, t)

            def one_time(self, parameters: Tensor, x: Tensor, t: float) -> Tensor:
                return self.velocity_at(self.layers(parameters), x, t)

            def gradient(
                self, parameters: Tensor, x: Tensor, t: Tensor, target: Tensor, before: Tensor, keep: float) -> Tensor:
                scale = 1.0 / float(torch.numel(x))
                inside = self.to_training(before)
                loss = self.accumulate_gradient(
                    self.to_training(parameters), inside, x, t, [target], scale, keep)
                changed = torch.copy_(before, self.to_model(inside))
                return loss
            """;

    static Stream<Mlp> networks() {
        List<TimeFeatures> times = List.of(new TimeFeatures.Raw(), new TimeFeatures.Fourier(3));
        List<List<Integer>> widths = List.of(List.of(5), List.of(6, 4), List.of(4, 5, 6, 3));
        Stream<Mlp> plain = Stream.of(Activation.values()).flatMap(activation -> times.stream()
                .flatMap(time -> widths.stream().map(width -> new Mlp(width, activation, time))));
        Waves waves = new Waves(2, List.of(1, 6, 16));
        return Stream.concat(plain, times.stream().map(time -> new Mlp(List.of(6, 4), Activation.SILU, time, waves)));
    }

    private final Random random = new Random(7);
    private final float[] x = numbers(ROWS * COLUMNS);
    private final float[] target = numbers(ROWS * COLUMNS);
    private final float[] t = times();

    @ParameterizedTest
    @MethodSource("networks")
    void velocityFollowsTheFormula(Mlp network) {
        JavaMlp reference = new JavaMlp(network, COLUMNS);
        float[] weights = numbers(network.layout(COLUMNS, COLUMNS).size());
        try (Program program = load(network)) {
            Tensor parameters = program.tensor(weights, weights.length);
            Tensor rows = program.tensor(x, ROWS, COLUMNS);
            float[] velocity = program
                    .call("rows", Argument.of(parameters), Argument.of(rows), Argument.of(program.tensor(t, ROWS)))[0]
                    .floats();
            float[] atOneTime =
                    program.call("one_time", Argument.of(parameters), Argument.of(rows), Argument.of(0.3))[0].floats();
            for (int row = 0; row < ROWS; row++) {
                assertArrayEquals(
                        reference.velocity(doubles(weights), matrix(x)[row], t[row]),
                        matrix(velocity)[row],
                        20 * ROUNDING);
                assertArrayEquals(
                        reference.velocity(doubles(weights), matrix(x)[row], 0.3),
                        matrix(atOneTime)[row],
                        20 * ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientIsTheDerivativeOfTheLoss(Mlp network) {
        JavaMlp reference = new JavaMlp(network, COLUMNS);
        float[] weights = numbers(network.layout(COLUMNS, COLUMNS).size());
        double[] parameters = doubles(weights);
        double loss = reference.loss(parameters, matrix(x), doubles(t), matrix(target));
        double[] byChainRule = reference.gradient(parameters, matrix(x), doubles(t), matrix(target));
        double step = 1e-5;
        try (Program program = load(network)) {
            Tensor gradient = program.tensor(numbers(weights.length), weights.length);
            assertEquals(loss, gradient(program, weights, gradient, 0), 20 * ROUNDING * loss);
            float[] written = gradient.floats();
            for (int i = 0; i < weights.length; i++) {
                double there = parameters[i];
                parameters[i] = there + step;
                double above = reference.loss(parameters, matrix(x), doubles(t), matrix(target));
                parameters[i] = there - step;
                double below = reference.loss(parameters, matrix(x), doubles(t), matrix(target));
                parameters[i] = there;
                double byDifference = (above - below) / (2 * step);
                assertEquals(byDifference, byChainRule[i], 1e-7 * (1 + Math.abs(byDifference)), "reference, " + i);
                assertEquals(byDifference, written[i], 1e-5 * (1 + Math.abs(byDifference)), "parameter " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientAddsToWhatIsKept(Mlp network) {
        float[] weights = numbers(network.layout(COLUMNS, COLUMNS).size());
        float[] before = numbers(weights.length);
        try (Program program = load(network)) {
            Tensor fresh = program.tensor(before, weights.length);
            Tensor added = program.tensor(before, weights.length);
            gradient(program, weights, fresh, 0);
            gradient(program, weights, added, 0.5);
            for (int i = 0; i < before.length; i++) {
                assertEquals(
                        0.5 * before[i] + fresh.floats()[i],
                        added.floats()[i],
                        1e-5 * (1 + Math.abs(fresh.floats()[i])));
            }
        }
    }

    private double gradient(Program program, float[] weights, Tensor gradient, double keep) {
        return program.call(
                        "gradient",
                        Argument.of(program.tensor(weights, weights.length)),
                        Argument.of(program.tensor(x, ROWS, COLUMNS)),
                        Argument.of(program.tensor(t, ROWS)),
                        Argument.of(program.tensor(target, ROWS, COLUMNS)),
                        Argument.of(gradient),
                        Argument.of(keep))[0]
                .floats()[0];
    }

    private static Program load(Mlp network) {
        return Program.load(
                new TestProgram()
                        .with(network.program(COLUMNS, COLUMNS))
                        .with(network.gradientProgram())
                        .with(new SquaredError().parts(Outputs.ofNumbers(COLUMNS)))
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

    private static float[] times() {
        float[] times = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            times[row] = (float) row / (ROWS - 1);
        }
        return times;
    }

    private static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    private static double[][] matrix(float[] floats) {
        double[][] rows = new double[floats.length / COLUMNS][COLUMNS];
        for (int i = 0; i < floats.length; i++) {
            rows[i / COLUMNS][i % COLUMNS] = floats[i];
        }
        return rows;
    }
}
