// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptExportTest {
    private static final int ROWS = 200;

    @TempDir
    private Path folder;

    @Test
    void theArchiveHoldsTheProgramAndTheWeights() throws IOException {
        FlowModel model = TestModels.random(3);
        Path file = folder.resolve("velocity.pt");
        TorchScriptExport.write(model, file);
        Map<String, byte[]> parts = ZipParts.read(file);
        String code = ZipParts.text(file, "VelocityModel/code/__torch__.py");
        assertTrue(code.contains("def forward(self, x: Tensor, t: Tensor) -> Tensor:"), code);
        ByteBuffer weights = ByteBuffer.wrap(parts.get("VelocityModel/data/0")).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(model.weights().length * Float.BYTES, weights.remaining());
        assertEquals(model.weights()[5], weights.asFloatBuffer().get(5));
    }

    /** Where a Python with torch is installed: the same velocity to 1e-5. */
    @Test
    void pythonComputesTheSameVelocity() throws IOException, InterruptedException {
        Optional<Path> script = checkScript();
        Assumptions.assumeTrue(script.isPresent(), "tests/benchmarks is not beside these tests");
        Assumptions.assumeTrue(python("-c", "import torch") == 0, "no Python with torch here");
        FlowModel model = TestModels.random(3);
        Path file = folder.resolve("velocity.pt");
        TorchScriptExport.write(model, file);
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, rows(model));
        assertEquals(0, python(script.orElseThrow().toString(), file.toString(), rows.toString()));
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path elsewhere = folder.resolve("missing/velocity.pt");
        FlowException e =
                assertThrows(FlowException.class, () -> TorchScriptExport.write(TestModels.random(1), elsewhere));
        assertTrue(e.problem().startsWith("The exported network cannot be written to " + elsewhere), e.problem());
    }

    private static String rows(FlowModel model) {
        int d = model.columns();
        float[] x = SourceRows.gaussian(ROWS, d, 1, 1).toArray();
        float[] t = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            t[i] = (float) i / (ROWS - 1);
        }
        StringBuilder csv = new StringBuilder();
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            float[] v = velocity.at(t, x);
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < d; j++) {
                    csv.append(x[i * d + j]).append(',');
                }
                csv.append(t[i]);
                for (int j = 0; j < d; j++) {
                    csv.append(',').append(v[i * d + j]);
                }
                csv.append('\n');
            }
        }
        return csv.toString();
    }

    private int python(String... arguments) throws InterruptedException {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win") ? "python" : "python3";
        Path system = Path.of("/usr/bin/python3");
        String[] command = new String[arguments.length + 1];
        command[0] = Files.isExecutable(system) ? system.toString() : name;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("python.txt").toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return Assumptions.abort("no Python here: " + e.getMessage());
        }
    }

    private static Optional<Path> checkScript() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("tests/benchmarks/check_export.py");
            if (Files.exists(script)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }
}
