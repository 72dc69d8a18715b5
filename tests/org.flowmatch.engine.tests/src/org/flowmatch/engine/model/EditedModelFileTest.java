// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.json.ModelFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files whose parts were edited and zipped again, with valid zip checksums. */
class EditedModelFileTest {
    private static final String JSON = "model.json";
    private static final int NEWER = ModelFormat.last().number() + 1;
    private static final String WEIGHTS = "weights.safetensors";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAModel() {
        file = folder.resolve("moons.flow");
        FlowModelFile.write(TestModels.random(2), file);
    }

    private void assertRefused(String reason) {
        FlowException e = assertThrows(FlowException.class, () -> FlowModelFile.read(file));
        assertTrue(e.problem().contains(reason), e.problem());
        assertTrue(e.problem().contains("moons.flow"), e.problem());
    }

    @Test
    void zippingAgainDoesNoHarm() throws IOException {
        ZipParts.write(ZipParts.read(file), file);
        assertEquals(2, FlowModelFile.read(file).columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, WEIGHTS})
    void aMissingPartIsNamed(String part) throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        parts.remove(part);
        ZipParts.write(parts, file);
        assertRefused("has no part " + part);
    }

    @Test
    void aNewerVersionSaysUpdate() throws IOException {
        ZipParts.edit(file, JSON, "\"version\":2", "\"version\":" + NEWER);
        FlowException e = assertThrows(FlowException.class, () -> FlowModelFile.read(file));
        assertTrue(e.problem().contains("format version " + NEWER + " of a newer Flow Matching"), e.problem());
        assertTrue(e.remedy().contains("Update"), e.remedy());
    }

    /** A newer version may hold anything: it is told apart before its other fields are read. */
    @Test
    void aNewerVersionWithUnknownFieldsSaysUpdateToo() throws IOException {
        ZipParts.edit(file, JSON, "\"version\":2,", "\"version\":" + NEWER + ",\"geometry\":{},");
        assertRefused("newer Flow Matching");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flow-matching-model | another-model | does not say so",
                "\"steps\":500       | \"steps\":501 | model.json) of the flow model",
                "\"path\":{\"type\":\"linear\"} | \"path\":{\"type\":\"knot\"} | 'model.json.path.type' is 'knot'",
                "\"prediction\":\"VELOCITY\",   | ''   | 'model.json.prediction' is missing",
                "\"SILU\"            | \"TANH\"      | 'model.json.network.activation'",
                "\"widths\":[32,32]  | \"widths\":[32,0] | width",
                "\"widths\":[32,32]  | \"widths\":[32,33] | array layers.1.weight",
                "\"widths\":[32,32]  | \"widths\":\"32\" | 'model.json.network.widths' must be a list",
                "\"widths\":[32,32]  | \"widths\":[32,1e99] | 'model.json.network.widths[1]'",
                "{\"format\"         | {\"format        | not valid JSON"
            })
    void anEditedDescriptionIsRefused(String from, String to, String reason) throws IOException {
        ZipParts.edit(file, JSON, from, to);
        assertRefused(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"layers.0.bias\":{\"dtype\":\"F32\" | \"layers.0.bias\":{\"dtype\":\"F16\" | array layers.0.bias is",
                "\"shape\":[32,9]       | \"shape\":[9,32]       | array layers.0.weight is",
                "\"data_offsets\":[0,   | \"data_offsets\":[4,   | array layers.0.weight is",
                "\"layers.0.bias\"      | \"layers.9.bias\"      | layers.0.bias is missing",
                "\"__metadata__\"       | \"__METADATA__\"       | no array __METADATA__"
            })
    void anEditedHeaderOfTheWeightsIsRefused(String from, String to, String reason) throws IOException {
        ZipParts.edit(file, WEIGHTS, from, to);
        assertRefused(reason);
    }

    @Test
    void anEditedWeightIsRefused() throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        byte[] weights = parts.get(WEIGHTS);
        weights[weights.length - 1] ^= 1;
        ZipParts.write(parts, file);
        assertRefused("weights of the flow model");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 100_000, 1L << 62})
    void anImpossibleHeaderLengthIsRefused(long length) throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        ByteBuffer.wrap(parts.get(WEIGHTS)).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        ZipParts.write(parts, file);
        assertRefused("length of their header is " + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8})
    void weightsOfAFewBytesAreRefused(int length) throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        parts.put(WEIGHTS, new byte[length]);
        ZipParts.write(parts, file);
        assertRefused("weights");
    }

    @Test
    void missingNumbersAreCounted() throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        byte[] weights = parts.get(WEIGHTS);
        parts.put(WEIGHTS, Arrays.copyOf(weights, weights.length - 4));
        ZipParts.write(parts, file);
        assertRefused("bytes of numbers, but the network needs");
    }

    /** 100 million zeros zip to 100 kB. */
    @ParameterizedTest
    @ValueSource(strings = {JSON, WEIGHTS})
    void aZipBombIsNotUnpacked(String part) throws IOException {
        Map<String, byte[]> parts = ZipParts.read(file);
        parts.put(part, new byte[100_000_000]);
        ZipParts.write(parts, file);
        assertRefused("unpacks to more than");
    }
}
