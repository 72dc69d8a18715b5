// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.fuzz.Mutations;
import org.flowmatch.engine.fuzz.Reading;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.ExpressionPath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files of which one part is changed; the checksums of zip and parts are right, so that the change is read. */
class FlowModelFileFuzzTest {
    private static final String JSON = "model.json";
    private static final String WEIGHTS = "weights.safetensors";

    @TempDir
    Path folder;

    private Path file;
    private List<Map<String, byte[]>> models;
    private int read;

    @BeforeEach
    void writeModels() throws IOException {
        file = folder.resolve("moons.flow");
        ResidualMlp residual = new ResidualMlp(1, 8, 4, Activation.GELU, new TimeFeatures.Raw());
        models = List.of(
                parts(TestModels.random(2)),
                parts(TestModels.random(2, residual, new ExpressionPath("t^2", "1 - t"), 1)),
                parts(TestModels.random(
                        1, residual, new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.GEOMETRIC), 1)));
    }

    private Map<String, byte[]> parts(FlowModel model) throws IOException {
        FlowModelFile.write(model, file);
        return ZipParts.read(file);
    }

    private void read(String what) {
        read += Reading.survives("moons.flow", what, () -> FlowModelFile.read(file)) ? 1 : 0;
    }

    @Test
    void whateverTheDescriptionHolds() throws Exception {
        for (int number = 0; number < Mutations.COUNT; number++) {
            Map<String, byte[]> parts = models.get(number % models.size());
            String changed = new Mutations(number).json(text(parts.get(JSON)));
            ZipParts.write(Map.of(JSON, bytes(changed), WEIGHTS, vouchingFor(changed, parts)), file);
            read("mutation " + number + ": " + changed);
        }
        assertTrue(read > 20, "some changes are harmless: " + read);
    }

    @Test
    void whateverTheHeaderOfTheWeightsHolds() throws Exception {
        for (int number = 0; number < Mutations.COUNT; number++) {
            Map<String, byte[]> parts = models.get(number % models.size());
            Mutations mutations = new Mutations(number);
            byte[] weights = parts.get(WEIGHTS);
            byte[] changed = mutations.below(4) == 0
                    ? mutations.bytes(weights)
                    : withHeader(mutations.json(header(weights)), data(weights));
            String document = withChecksumOf(changed, text(parts.get(JSON)));
            ZipParts.write(
                    Map.of(JSON, bytes(document), WEIGHTS, vouched(changed, text(parts.get(JSON)), document)), file);
            read("mutation " + number + ": " + header(changed));
        }
        assertTrue(read > 2, "some changes are harmless: " + read);
    }

    @Test
    void whateverTheZipHolds() throws IOException {
        byte[] zip = Files.readAllBytes(file);
        for (int number = 0; number < Mutations.COUNT; number++) {
            Files.write(file, new Mutations(number).bytes(zip));
            read("mutation " + number);
        }
        assertTrue(read > 2, "some bytes of a zip mean nothing: " + read);
    }

    /** The weights with the checksum of the description that stands beside them. */
    private static byte[] vouchingFor(String document, Map<String, byte[]> parts) throws Exception {
        return vouched(parts.get(WEIGHTS), text(parts.get(JSON)), document);
    }

    private static byte[] vouched(byte[] weights, String before, String after) throws Exception {
        String all = new String(weights, StandardCharsets.ISO_8859_1);
        return all.replace(sha256(bytes(before)), sha256(bytes(after))).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String withChecksumOf(byte[] weights, String document) throws Exception {
        return document.replaceFirst(
                "\"weightsSha256\":\"\\w+\"", "\"weightsSha256\":\"" + sha256(data(weights)) + "\"");
    }

    private static int headerLength(byte[] weights) {
        long length = weights.length < 8
                ? 0
                : ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return (int) Math.max(0, Math.min(length, weights.length - 8));
    }

    private static String header(byte[] weights) {
        return new String(weights, Math.min(weights.length, 8), headerLength(weights), StandardCharsets.UTF_8);
    }

    private static byte[] data(byte[] weights) {
        return Arrays.copyOfRange(weights, Math.min(weights.length, 8 + headerLength(weights)), weights.length);
    }

    private static byte[] withHeader(String header, byte[] data) {
        byte[] text = bytes(header);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
