// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.RecordedGradient;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loss of a flow map and its gradient against the formulas in plain Java: what a step is compared with is held still, as those of the
 * network before a training step.
 */
class MapLossTest {
    private static final Mlp NETWORK = new Mlp(List.of(6, 5), Activation.SILU, new TimeFeatures.Fourier(1));
    private static final int ROWS = 7;
    private static final int NUMBERS = 2;
    /** A label of so many levels and a feature of a condition. */
    private static final int BETWEEN = 3;

    private static final int INPUTS = NUMBERS + BETWEEN + StepFeatures.COUNT;

    private static final String CALLS =
            """
            # fragment: calls
            # gives: gradient
            # needs: to_training, to_model, accumulate_gradient

            def gradient(
                self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, data: List[Tensor]) -> Tensor:
                inside = self.to_training(gradient)
                loss = self.accumulate_gradient(self.to_training(parameters), inside, x, t, data, 1.0, 0.0)
                changed = torch.copy_(gradient, self.to_model(inside))
                return torch.sum(loss)
            """;

    private final Random random = new Random(6);

    static Stream<Arguments> cases() {
        return Arrays.stream(MapRule.values())
                .flatMap(rule -> Stream.of(
                        Arguments.of(rule, false, false),
                        Arguments.of(rule, true, false),
                        Arguments.of(rule, false, true)));
    }

    /** Rows of a training: of the odd ones the step has no length. */
    private final class Rows {
        final boolean density;
        final Outputs outputs;
        final int width;
        final double[][] x = new double[ROWS][INPUTS];
        final double[] t = new double[ROWS];
        final double[] h = new double[ROWS];
        final double[][] given = new double[ROWS][];
        final double[][] signs = new double[ROWS][NUMBERS];
        final double[][] target;
        final double[][] mask;

        Rows(MapRule rule, boolean density, boolean labels) {
            this.density = density;
            outputs = new Outputs(NUMBERS, density ? 2 : 1, labels ? List.of(2) : List.of());
            width = outputs.regressed() + outputs.groups().size();
            target = new double[ROWS][width];
            mask = new double[ROWS][width];
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < NUMBERS + BETWEEN; i++) {
                    x[row][i] = (float) random.nextGaussian();
                }
                t[row] = (float) random.nextDouble();
                h[row] = row % 2 == 1 ? 0 : (float) (random.nextDouble() - 0.5);
                double[] features = h[row] == 0 ? new double[StepFeatures.COUNT] : StepFeatures.of(h[row]);
                for (int i = 0; i < features.length; i++) {
                    x[row][NUMBERS + BETWEEN + i] = (float) features[i];
                }
                given[row] =
                        Arrays.stream(rule.given(h[row])).map(v -> (float) v).toArray();
                for (int i = 0; i < NUMBERS; i++) {
                    signs[row][i] = random.nextBoolean() ? 1 : -1;
                    target[row][i] = (float) random.nextGaussian();
                }
                Arrays.fill(mask[row], 1);
                if (labels) {
                    target[row][NUMBERS] = random.nextInt(2);
                    mask[row][NUMBERS] = h[row] == 0 ? 1 : 0;
                    mask[row][row % 2] = row % 3 == 0 ? 0 : 1;
                }
            }
        }

        Loss loss() {
            return outputs.groups().isEmpty() ? new SquaredError() : new Deviance();
        }

        List<float[]> data() {
            float[] step = new float[0];
            for (int row = 0; row < ROWS; row++) {
                double[] of = joined(new double[] {h[row]}, given[row], density ? signs[row] : new double[0]);
                step = floats(step, of);
            }
            List<float[]> data = new ArrayList<>(List.of(step, flat(target)));
            if (!outputs.groups().isEmpty()) {
                data.add(flat(mask));
            }
            return data;
        }

        double loss(MapRule rule, double[] parameters, double[] fixed) {
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                double[] y = outputs(parameters, x[row], t[row]);
                double[] against = target[row].clone();
                if (h[row] == 0) {
                    if (density) {
                        double[] e = joined(signs[row], new double[INPUTS - NUMBERS]);
                        double[] along = along(fixed, x[row], t[row], e);
                        for (int i = 0; i < NUMBERS; i++) {
                            against[NUMBERS + i] = signs[row][i] * along[i];
                        }
                    }
                } else {
                    y = stepped(rule, parameters, row);
                    double[] reached = reached(rule, fixed, row);
                    double share = share(stepped(rule, fixed, row), reached);
                    for (int i = 0; i < outputs.regressed(); i++) {
                        y[i] *= share;
                        against[i] = share * reached[i];
                    }
                }
                double[][] of =
                        outputs.groups().isEmpty() ? new double[][] {against} : new double[][] {against, mask[row]};
                sum += loss().of(outputs, y, of, new double[y.length]);
            }
            return sum;
        }

        private double[] stepped(MapRule rule, double[] parameters, int row) {
            double[] y = outputs(parameters, x[row], t[row]);
            if (rule == MapRule.LAGRANGIAN) {
                double[] e = joined(new double[NUMBERS + BETWEEN], given[row]);
                double[] slope = along(parameters, x[row], t[row], e);
                for (int i = 0; i < y.length; i++) {
                    y[i] += h[row] * slope[i];
                }
            }
            return y;
        }

        private double share(double[] stepped, double[] reached) {
            double square = IntStream.range(0, outputs.regressed())
                    .mapToDouble(i -> Math.pow(stepped[i] - reached[i], 2))
                    .average()
                    .orElseThrow();
            return 1 / Math.sqrt(1 + square / 10);
        }

        private double[] reached(MapRule rule, double[] fixed, int row) {
            if (rule == MapRule.LAGRANGIAN) {
                double[] mean = outputs(fixed, x[row], t[row]);
                return outputs(
                        fixed, moved(row, x[row], mean, h[row], new double[StepFeatures.COUNT]), t[row] + h[row]);
            }
            double[] half = moved(row, x[row], new double[NUMBERS], 0, given[row]);
            double[] first = outputs(fixed, half, t[row]);
            double[] second = outputs(fixed, moved(row, half, first, h[row] / 2, given[row]), t[row] + h[row] / 2);
            return IntStream.range(0, first.length)
                    .mapToDouble(i -> (first[i] + second[i]) / 2)
                    .toArray();
        }

        private double[] moved(int row, double[] from, double[] v, double length, double[] features) {
            double[] to = from.clone();
            for (int i = 0; i < NUMBERS; i++) {
                to[i] += mask[row][i] * length * v[i];
            }
            System.arraycopy(features, 0, to, NUMBERS + BETWEEN, features.length);
            return to;
        }

        private double[] along(double[] parameters, double[] from, double at, double[] e) {
            double s = 1e-3;
            double[] a = outputs(parameters, shifted(from, e, s), at);
            double[] b = outputs(parameters, shifted(from, e, -s), at);
            double[] c = outputs(parameters, shifted(from, e, 2 * s), at);
            double[] d = outputs(parameters, shifted(from, e, -2 * s), at);
            return IntStream.range(0, a.length)
                    .mapToDouble(i -> (8 * (a[i] - b[i]) - (c[i] - d[i])) / (12 * s))
                    .toArray();
        }

        private double[] shifted(double[] from, double[] e, double s) {
            return IntStream.range(0, from.length)
                    .mapToDouble(i -> from[i] + s * e[i])
                    .toArray();
        }

        private double[] outputs(double[] parameters, double[] from, double at) {
            return new JavaMlp(NETWORK, INPUTS, outputs.count()).velocity(parameters, from, at);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientAreThoseOfTheFormulas(MapRule rule, boolean density, boolean labels) {
        Rows rows = new Rows(rule, density, labels);
        int outputs = rows.outputs.count();
        float[] weights = new float[NETWORK.layout(INPUTS, outputs).size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.6 * random.nextGaussian());
        }
        float[] computed = new float[weights.length];
        double loss = gradient(rule, rows, weights, computed);
        double[] parameters =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
        double[] fixed = parameters.clone();
        assertEquals(rows.loss(rule, parameters, fixed), loss, 1e-5 * loss);
        for (int i = 0; i < parameters.length; i++) {
            double there = parameters[i];
            parameters[i] = there + 1e-4;
            double above = rows.loss(rule, parameters, fixed);
            parameters[i] = there - 1e-4;
            double below = rows.loss(rule, parameters, fixed);
            parameters[i] = there;
            double derivative = (above - below) / 2e-4;
            assertEquals(derivative, computed[i], 2e-5 * (1 + Math.abs(derivative)), "parameter " + i);
        }
    }

    private double gradient(MapRule rule, Rows rows, float[] weights, float[] computed) {
        MapSettings map = new MapSettings(rule, 0.5, rows.density);
        boolean masked = !rows.outputs.groups().isEmpty();
        try (Program program = Program.load(
                new TestProgram()
                        .with(NETWORK.program(INPUTS, rows.outputs.count()))
                        .with(NETWORK.alongProgram())
                        .with(RecordedGradient.program(
                                RecordedGradient.Numbers.FLOAT32,
                                MapRegression.comparison(map, masked)
                                        .part(rows.outputs)
                                        .orElseThrow()))
                        .with(rows.loss().parts(rows.outputs))
                        .calledBy(CALLS),
                Device.CPU)) {
            Tensor gradient = program.tensor(computed, computed.length);
            List<Tensor> data = rows.data().stream()
                    .map(matrix -> program.tensor(matrix, ROWS, matrix.length / ROWS))
                    .toList();
            float loss = program.callRecording(
                            "gradient",
                            Argument.of(program.tensor(weights, weights.length)),
                            Argument.of(gradient),
                            Argument.of(program.tensor(flat(rows.x), ROWS, INPUTS)),
                            Argument.of(program.tensor(floats(new float[0], rows.t), ROWS)),
                            Argument.of(data))[0]
                    .floats()[0];
            gradient.copyTo(computed, 0);
            return loss;
        }
    }

    private static float[] flat(double[][] rows) {
        float[] all = new float[0];
        for (double[] row : rows) {
            all = floats(all, row);
        }
        return all;
    }

    private static float[] floats(float[] before, double[] row) {
        float[] all = Arrays.copyOf(before, before.length + row.length);
        for (int i = 0; i < row.length; i++) {
            all[before.length + i] = (float) row[i];
        }
        return all;
    }

    private static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }
}
