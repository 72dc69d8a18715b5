// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.engine.network.RecordedGradient.Numbers;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient by recording against the written-out ones, which other tests check against finite differences. */
class RecordedGradientTest {

    private static final int INPUTS = 6;
    private static final int OUTPUTS = 4;

    static Stream<NetworkSpec> networks() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(
                        new Mlp(List.of(9), activation, new TimeFeatures.Raw()),
                        new Mlp(List.of(16, 12, 8), activation, new TimeFeatures.Fourier(3)),
                        new ResidualMlp(2, 10, 6, activation, new TimeFeatures.Fourier(3))));
    }

    private final TestRows rows = new TestRows(50, INPUTS, OUTPUTS);

    @ParameterizedTest
    @MethodSource("networks")
    void recordingGivesTheWrittenOutGradient(NetworkSpec network) {
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] before = rows.numbers(weights.length);
        for (double keep : new double[] {0, 0.5}) {
            float[] written = before.clone();
            float loss = written(network, weights, written, keep);
            float[] recorded = before.clone();
            assertEquals(loss, recorded(network, Numbers.FLOAT32, weights, recorded, keep), 1e-6 * loss);
            for (int i = 0; i < weights.length; i++) {
                assertEquals(written[i], recorded[i], 1e-6 * (1 + Math.abs(written[i])), "parameter " + i);
            }
        }
    }

    /** bfloat16 has 8 significant bits: an element errs by up to 2^-9 per operation, their root mean square by less. */
    @ParameterizedTest
    @MethodSource("networks")
    void mixedPrecisionIsCloseAndNotTheSame(NetworkSpec network) {
        float[] weights = rows.numbers(network.layout(INPUTS, OUTPUTS).size());
        float[] written = new float[weights.length];
        float loss = written(network, weights, written, 0);
        float[] mixed = new float[weights.length];
        assertEquals(loss, recorded(network, Numbers.BFLOAT16, weights, mixed, 0), 0.01 * loss);
        double error = 0;
        double size = 0;
        for (int i = 0; i < weights.length; i++) {
            error += (mixed[i] - written[i]) * (mixed[i] - written[i]);
            size += written[i] * written[i];
        }
        double relative = Math.sqrt(error / size);
        assertTrue(relative > 1e-5 && relative < 0.02, "relative error of the gradient " + relative);
    }

    private float written(NetworkSpec network, float[] weights, float[] gradient, double keep) {
        try (Program program = GradientCalls.load(network, INPUTS, OUTPUTS, network.gradientProgram())) {
            Tensor tensor = program.tensor(gradient, gradient.length);
            float loss = program.call("gradient", GradientCalls.arguments(program, rows, weights, tensor, keep))[0]
                    .floats()[0];
            tensor.copyTo(gradient, 0);
            return loss;
        }
    }

    private float recorded(NetworkSpec network, Numbers numbers, float[] weights, float[] gradient, double keep) {
        try (Program program = GradientCalls.load(network, INPUTS, OUTPUTS, RecordedGradient.program(numbers))) {
            Tensor tensor = program.tensor(gradient, gradient.length);
            float loss = program.callRecording(
                            "gradient", GradientCalls.arguments(program, rows, weights, tensor, keep))[0]
                    .floats()[0];
            tensor.copyTo(gradient, 0);
            return loss;
        }
    }
}
