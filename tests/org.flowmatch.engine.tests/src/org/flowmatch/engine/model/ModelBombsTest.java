// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.fuzz.Reading;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that ask for much memory. */
class ModelBombsTest {
    private static final String JSON = "model.json";
    private static final String WEIGHTS = "weights.safetensors";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAModel() {
        file = folder.resolve("moons.flow");
        FlowModelFile.write(TestModels.random(2), file);
    }

    private String refused() {
        assertFalse(Reading.survives("moons.flow", "the bomb", () -> FlowModelFile.read(file)));
        return assertThrows(FlowException.class, () -> FlowModelFile.read(file)).problem();
    }

    /** Random hexadecimal digits, which hardly shrink, let the many values after them pass for a table that does. */
    @Test
    void jsonThatBecomesManyTimesItsLength() throws IOException {
        byte[] digits = new byte[600_000];
        new Random(1).nextBytes(digits);
        StringBuilder hex = new StringBuilder();
        for (byte digit : digits) {
            hex.append(Character.forDigit(digit & 15, 16)).append(Character.forDigit(digit >> 4 & 15, 16));
        }
        byte[] weights = ZipParts.read(file).get(WEIGHTS);
        byte[] ones = "1,".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
        for (int mebibytes : new int[] {25, 100}) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(JSON));
                zip.write(("{\"format\":\"flow-matching-model\",\"version\":2,\"a\":[\"" + hex + "\",")
                        .getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < mebibytes; i++) {
                    zip.write(ones);
                }
                zip.write("1]}".getBytes(StandardCharsets.UTF_8));
                zip.putNextEntry(new ZipEntry(WEIGHTS));
                zip.write(weights);
            }
            String problem = refused();
            assertTrue(problem.contains(mebibytes == 25 ? "holds more than" : "unpacks to more than"), problem);
        }
    }

    @Test
    void weightsThatBecomeAGigabyte() throws IOException {
        widths("[" + "4096,".repeat(15) + "4096]");
        assertEquals(
                "The flow model " + file
                        + " cannot be read. Its network needs 1007075336 bytes of weights, far more than"
                        + " the file holds.",
                refused());
    }

    /** 400 MB in 4: of each 64 KiB hardly more than the 360 bytes that are random remain. */
    @Test
    void weightsThatUnpackToAHundredTimesTheirLength() throws IOException {
        widths("[" + "4096,".repeat(15) + "4096]");
        byte[] json = ZipParts.read(file).get(JSON);
        byte[] zeros = new byte[1 << 16];
        Random random = new Random(1);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(JSON));
            zip.write(json);
            zip.putNextEntry(new ZipEntry(WEIGHTS));
            zip.write(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
            for (int i = 0; i < 6400; i++) {
                byte[] some = new byte[360];
                random.nextBytes(some);
                System.arraycopy(some, 0, zeros, 0, some.length);
                zip.write(zeros);
            }
        }
        assertTrue(Files.size(file) < 8 << 20, Files.size(file) + " bytes");
        assertTrue(refused().contains("far more than the file holds"), refused());
    }

    @Test
    void aNetworkBeyondOneVector() throws IOException {
        String conditions = Stream.iterate(0, i -> i + 1)
                .limit(3000)
                .map(column -> "{\"type\":\"nominal\",\"name\":\"" + column + "\",\"categories\":"
                        + Stream.iterate(0, i -> i + 1)
                                .limit(250)
                                .map(i -> "\"" + i + "\"")
                                .collect(Collectors.joining(",", "[", "]"))
                        + "}")
                .collect(Collectors.joining(",", "{\"columns\":[", "]}"));
        ZipParts.edit(file, JSON, "\"conditions\":{\"columns\":[]}", "\"conditions\":" + conditions);
        widths("[4096]");
        String problem = refused();
        assertTrue(problem.contains("more than 2147483631 weights"), problem);
    }

    /** Sizes of 8 bytes, as zips of more than 4 GB have them. */
    @Test
    void aSizeBeyondAllFiles() throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        byte[] extra = new byte[20];
        ByteBuffer.wrap(extra)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0xCAFE)
                .putShort((short) 16);
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40}) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                    ZipEntry entry = new ZipEntry(part.getKey());
                    entry.setExtra(extra);
                    zip.putNextEntry(entry);
                    zip.write(part.getValue());
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            String all = new String(bytes, StandardCharsets.ISO_8859_1);
            int centre = all.indexOf("PK\001\002");
            int field = all.indexOf("\u00fe\u00ca", centre);
            zip.putInt(centre + 20, -1).putInt(centre + 24, -1);
            zip.putShort(field, (short) 1).putLong(field + 4, size).putLong(field + 12, size);
            Files.write(file, bytes);
            Reading.survives("moons.flow", "a size of " + size, () -> FlowModelFile.read(file));
        }
    }

    /** What a real table needs stays readable: 60 columns of 8,192 values. */
    @Test
    void aLargeTableIsNoBomb() {
        int columns = 60;
        int rows = 9000;
        List<ColumnInfo> infos = Stream.iterate(0, i -> i + 1)
                .limit(columns)
                .map(c -> new ColumnInfo("c" + c, c % 2 == 0 ? ColumnKind.DOUBLE : ColumnKind.INT))
                .toList();
        double[][] values = new double[columns][rows];
        for (int c = 0; c < columns; c++) {
            for (int row = 0; row < rows; row++) {
                values[c][row] = c % 2 == 0 ? Math.sin(row + 100.0 * c) : row % 8192;
            }
        }
        Mlp network = new Mlp(List.of(8), Activation.SILU, new TimeFeatures.Raw());
        FlowModel model = new FlowModel(
                network,
                network.initialWeights(columns, columns, 1),
                new AffineVelocity(new LinearPath(), Prediction.VELOCITY),
                TableEncoding.fit(new Table(infos, values, rows), EncodingSettings.defaults(), Monitor.none()),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()));
        FlowModelFile.write(model, file);
        assertEquals(columns, FlowModelFile.read(file).columns());
    }

    private void widths(String widths) throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        String json = new String(parts.get(JSON), StandardCharsets.UTF_8);
        parts.put(
                JSON, json.replace("\"widths\":[32,32]", "\"widths\":" + widths).getBytes(StandardCharsets.UTF_8));
        ZipParts.write(parts, file);
    }
}
