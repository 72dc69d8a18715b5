// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with conditions, score head and one step: its file and its export. */
class WideModelTest {
    private static final int COLUMNS = 2;
    private static final Mlp NETWORK = new Mlp(List.of(6, 5), Activation.SILU, new TimeFeatures.Fourier(2));
    private static final ConditionEncoding CONDITIONS = new ConditionEncoding(List.of(
            new FittedCondition.Number("income", 2, 0.5, 0, 9),
            new FittedCondition.Nominal("sex", List.of("female", "male"))));
    /** 2 columns, the flag, one number and two labels. */
    private static final int INPUTS = COLUMNS + 4;

    private static final int OUTPUTS = 2 * COLUMNS;

    @TempDir
    private Path folder;

    private static FlowModel model() {
        return new FlowModel(
                NETWORK,
                NETWORK.initialWeights(INPUTS, OUTPUTS, 3),
                new OneStepMap(new AffineVelocity(new TubePath(0.2), Prediction.VELOCITY, true)),
                TestModels.encoding(COLUMNS),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()),
                CONDITIONS);
    }

    @Test
    void inputsAndOutputsAreCounted() {
        assertEquals(INPUTS, model().inputs());
        assertEquals(OUTPUTS, model().outputs());
        assertEquals(COLUMNS, model().columns());
    }

    @Test
    void everythingComesBackFromTheFile() {
        Path file = folder.resolve("wide.flow");
        FlowModelFile.write(model(), file);
        FlowModel read = FlowModelFile.read(file);
        assertArrayEquals(model().weights(), read.weights());
        assertEquals(CONDITIONS, read.conditions());
        OneStepMap map = assertInstanceOf(OneStepMap.class, read.dynamics());
        assertTrue(map.velocity().scoreHead());
        assertEquals(model().dynamics(), map);
    }

    /** The text and the weights of the archive, run by libtorch, against the network in Java. */
    @Test
    void theExportTakesConditions() throws IOException {
        Path file = folder.resolve("wide.pt");
        TorchScriptExport.write(model(), file);
        Map<String, byte[]> parts = ZipParts.read(file);
        String code = ZipParts.text(file, "VelocityModel/code/__torch__.py");
        String methods = code.substring(code.indexOf("  def "))
                .lines()
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        float[] weights = new float[NETWORK.layout(INPUTS, OUTPUTS).size()];
        ByteBuffer.wrap(parts.get("VelocityModel/data/0"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(weights);
        TorchArchive archive = new TorchArchive(
                "VelocityModel", List.of(methods), Map.of("weights", new TorchArchive.Buffer(weights, weights.length)));
        float[] x = {0.5f, -1, 2, 0.25f};
        float[] t = {0.1f, 0.9f};
        float[] c = {1, -0.5f, 0, 1, 0, 0, 0, 0};
        try (Program program = Program.load(archive, Device.CPU)) {
            Tensor predicted = program.call(
                            "forward",
                            Argument.of(program.tensor(x, 2, COLUMNS)),
                            Argument.of(program.tensor(t, 2)),
                            Argument.of(program.tensor(c, 2, 4)))[0];
            float[] numbers = predicted.floats();
            JavaMlp reference = new JavaMlp(NETWORK, INPUTS, OUTPUTS);
            double[] parameters = IntStream.range(0, weights.length)
                    .mapToDouble(i -> weights[i])
                    .toArray();
            for (int row = 0; row < 2; row++) {
                double[] input = new double[INPUTS];
                for (int i = 0; i < INPUTS; i++) {
                    input[i] = i < COLUMNS ? x[row * COLUMNS + i] : c[row * 4 + i - COLUMNS];
                }
                double[] expected = reference.velocity(parameters, input, t[row]);
                for (int i = 0; i < OUTPUTS; i++) {
                    assertEquals(expected[i], numbers[row * OUTPUTS + i], 1e-5);
                }
            }
        }
    }
}
