// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.flowmatch.engine.gpu.Device;
import org.junit.jupiter.api.Test;

class TorchArchiveTest {

    private static final String METHOD =
            """
            # twice x, and the weights
            def forward(self, x: Tensor) -> Tensor:
                return torch.add(torch.mul(x, 2.0), self.weight)
            """;

    private static TorchArchive archive() {
        Map<String, TorchArchive.Buffer> buffers = new LinkedHashMap<>();
        buffers.put("bias", new TorchArchive.Buffer(new float[] {7}, 1));
        buffers.put("weight", new TorchArchive.Buffer(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        return new TorchArchive("Doubler", List.of(METHOD), buffers);
    }

    @Test
    void libtorchReadsProgramAndBuffers() {
        try (Program program = Program.load(archive(), Device.CPU)) {
            Tensor x = program.tensor(new float[] {10, 20, 30, 40, 50, 60}, 2, 3);
            Tensor result = program.call("forward", Argument.of(x))[0];
            assertArrayEquals(new float[] {21, 42, 63, 84, 105, 126}, result.floats());
            assertArrayEquals(new long[] {2, 3}, result.shape());
        }
    }

    @Test
    void theSameModuleGivesTheSameBytes() {
        assertArrayEquals(archive().bytes(), archive().bytes());
    }

    /** What PyTorch's own archives hold, and stored without compression, which its reader requires. */
    @Test
    void entriesAreThoseOfAnArchive() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(archive().bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
                names.add(entry.getName());
                if (entry.getName().endsWith("__torch__.py")) {
                    assertEquals(archive().code(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertEquals(
                List.of(
                        "Doubler/data.pkl",
                        "Doubler/code/__torch__.py",
                        "Doubler/data/0",
                        "Doubler/data/1",
                        "Doubler/constants.pkl",
                        "Doubler/version",
                        "Doubler/byteorder"),
                names);
        assertTrue(
                archive().code().contains("  __buffers__ = [\"bias\", \"weight\", ]\n"),
                archive().code());
    }
}
