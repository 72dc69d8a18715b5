// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives along a direction of the inputs, and their gradients, in double precision. */
class AlongTest {
    private static final int ROWS = 5;
    private static final int INPUTS = 4;
    private static final int OUTPUTS = 3;

    /** Float parameters, computed with in double precision. */
    private static final String CALLS =
            """
            # fragment: calls
            # gives: doubles, flat, outputs, slopes, written, recorded
            # needs: along, velocity, layers

            def doubles(self, parameters: Tensor) -> List[Tensor]:
                views = self.layers(torch.to(parameters, 7))
                leaves = annotate(List[Tensor], [])
                for i in range(len(views)):
                    leaves.append(torch.requires_grad_(torch.detach(views[i]), True))
                return leaves

            def outputs(self, parameters: Tensor, x: Tensor, t: Tensor, e: Tensor) -> Tensor:
                y, dy, = self.along(self.doubles(parameters), torch.to(x, 7), torch.to(t, 7), torch.to(e, 7))
                return torch.to(y, 6)

            def slopes(self, parameters: Tensor, x: Tensor, t: Tensor, e: Tensor) -> Tensor:
                y, dy, = self.along(self.doubles(parameters), torch.to(x, 7), torch.to(t, 7), torch.to(e, 7))
                return torch.to(dy, 6)

            def flat(self, found: List[Optional[Tensor]]) -> Tensor:
                parts = annotate(List[Tensor], [])
                for i in range(len(found)):
                    parts.append(torch.reshape(unchecked_cast(Tensor, found[i]), [-1]))
                return torch.to(torch.cat(parts), 6)

            # The gradient of g . y + g . dy.
            def written(self, parameters: Tensor, x: Tensor, t: Tensor, e: Tensor, g: Tensor) -> Tensor:
                leaves = self.doubles(parameters)
                y, dy, = self.along(leaves, torch.to(x, 7), torch.to(t, 7), torch.to(e, 7))
                g = torch.to(g, 7)
                slope = annotate(List[Optional[Tensor]], [g, g])
                return self.flat(torch.grad([y, dy], leaves, slope))

            # The same by recording the derivative of the velocity in its inputs, as they are moved along e by s.
            def recorded(self, parameters: Tensor, x: Tensor, t: Tensor, e: Tensor, g: Tensor) -> Tensor:
                leaves = self.doubles(parameters)
                e = torch.to(e, 7)
                x = torch.requires_grad_(torch.to(x, 7), True)
                g = torch.to(g, 7)
                y = self.velocity(leaves, x, torch.to(t, 7))
                found = torch.grad([y], [x], annotate(List[Optional[Tensor]], [g]), None, True)
                total = torch.sum(torch.mul(unchecked_cast(Tensor, found[0]), e))
                total = torch.add(total, torch.sum(torch.mul(y, g)))
                return self.flat(torch.grad([total], leaves, annotate(List[Optional[Tensor]], [None])))
            """;

    static Stream<NetworkSpec> networks() {
        Stream<NetworkSpec> plain = Arrays.stream(Activation.values())
                .flatMap(activation -> Stream.of(
                        new Mlp(List.of(6, 5), activation, new TimeFeatures.Fourier(2)),
                        new ResidualMlp(2, 6, 3, activation, new TimeFeatures.Fourier(1))));
        return Stream.concat(
                plain,
                Stream.of(
                        new Mlp(List.of(7), Activation.SILU, new TimeFeatures.Raw()),
                        new Mlp(List.of(6, 4), Activation.GELU, new TimeFeatures.Raw(), new Waves(2, List.of(1, 6))),
                        new SequenceMixer(2, 4, 3, Activation.SILU, new TimeFeatures.Fourier(1))
                                .with(new Waves(1, List.of(2)))
                                .with(new SequenceColumns(
                                        1,
                                        2,
                                        List.of(
                                                new SequenceColumns.Run(0, 0, 0, 1),
                                                new SequenceColumns.Run(1, 1, 0, 1))))));
    }

    private final Random random = new Random(4);
    private final float[] x = numbers(ROWS * INPUTS);
    private final float[] t = numbers(ROWS);
    private final float[] e = numbers(ROWS * INPUTS);
    private final float[] g = numbers(ROWS * OUTPUTS);

    @ParameterizedTest
    @MethodSource("networks")
    void slopesAreDifferences(NetworkSpec network) {
        float[] weights = numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] outputs = call(network, "outputs", weights, false);
        float[] slopes = call(network, "slopes", weights, false);
        double[] parameters = doubles(weights);
        for (int row = 0; row < ROWS; row++) {
            double[] there = reference(network, parameters, row, 0);
            double[] slope = slope(network, parameters, row);
            for (int i = 0; i < OUTPUTS; i++) {
                assertEquals(there[i], outputs[row * OUTPUTS + i], 1e-6 * (1 + Math.abs(there[i])));
                assertEquals(slope[i], slopes[row * OUTPUTS + i], 1e-6 * (1 + Math.abs(slope[i])));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theirGradientIsTheRecordedOneAndThatOfDifferences(NetworkSpec network) {
        float[] weights = numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] written = call(network, "written", weights, true);
        float[] recorded = call(network, "recorded", weights, true);
        double[] parameters = doubles(weights);
        for (int i = 0; i < weights.length; i++) {
            assertEquals(recorded[i], written[i], 1e-6 * (1 + Math.abs(recorded[i])), "parameter " + i);
            double there = parameters[i];
            parameters[i] = there + 1e-4;
            double above = total(network, parameters);
            parameters[i] = there - 1e-4;
            double below = total(network, parameters);
            parameters[i] = there;
            double difference = (above - below) / 2e-4;
            assertEquals(difference, written[i], 1e-5 * (1 + Math.abs(difference)), "parameter " + i);
        }
    }

    private double total(NetworkSpec network, double[] parameters) {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] there = reference(network, parameters, row, 0);
            double[] slope = slope(network, parameters, row);
            for (int i = 0; i < OUTPUTS; i++) {
                sum += g[row * OUTPUTS + i] * (there[i] + slope[i]);
            }
        }
        return sum;
    }

    /** By a difference of fourth order. */
    private double[] slope(NetworkSpec network, double[] parameters, int row) {
        double h = 1e-3;
        double[] a = reference(network, parameters, row, h);
        double[] b = reference(network, parameters, row, -h);
        double[] c = reference(network, parameters, row, 2 * h);
        double[] d = reference(network, parameters, row, -2 * h);
        return IntStream.range(0, OUTPUTS)
                .mapToDouble(i -> (8 * (a[i] - b[i]) - (c[i] - d[i])) / (12 * h))
                .toArray();
    }

    private double[] reference(NetworkSpec network, double[] parameters, int row, double h) {
        double[] at = IntStream.range(row * INPUTS, (row + 1) * INPUTS)
                .mapToDouble(i -> x[i] + h * e[i])
                .toArray();
        if (network instanceof SequenceMixer mixer) {
            return new JavaSequenceMixer(mixer, INPUTS, OUTPUTS).velocity(parameters, at, t[row]);
        }
        return network instanceof Mlp mlp
                ? new JavaMlp(mlp, INPUTS, OUTPUTS).velocity(parameters, at, t[row])
                : new JavaResidualMlp((ResidualMlp) network, INPUTS, OUTPUTS).velocity(parameters, at, t[row]);
    }

    private float[] call(NetworkSpec network, String method, float[] weights, boolean gradient) {
        try (Program program = Program.load(
                new TestProgram()
                        .with(network.program(INPUTS, OUTPUTS))
                        .with(network.alongProgram())
                        .calledBy(CALLS),
                Device.CPU)) {
            List<Argument> arguments = new ArrayList<>(List.of(
                    Argument.of(program.tensor(weights, weights.length)),
                    Argument.of(program.tensor(x, ROWS, INPUTS)),
                    Argument.of(program.tensor(t, ROWS)),
                    Argument.of(program.tensor(e, ROWS, INPUTS))));
            if (gradient) {
                arguments.add(Argument.of(program.tensor(g, ROWS, OUTPUTS)));
            }
            Argument[] given = arguments.toArray(Argument[]::new);
            return program.callRecording(method, given)[0].floats();
        }
    }

    private static double[] doubles(float[] weights) {
        return IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (0.6 * random.nextGaussian());
        }
        return numbers;
    }
}
