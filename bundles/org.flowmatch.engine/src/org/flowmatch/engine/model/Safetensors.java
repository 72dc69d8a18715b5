// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.file.FileContent;
import org.flowmatch.engine.json.JsonFields;
import org.flowmatch.engine.network.ParameterLayout;

/**
 * Weights in the safetensors format: the length of the header (8 bytes, little-endian), the header (JSON: for each array
 * its dtype, shape and [begin, end) among the data bytes, and a map of texts), the numbers (float32, little-endian,
 * row-major, without gaps). Exactly the arrays of one layout are written and read, in its order.
 */
final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final int LARGEST_HEADER = 1 << 20;
    private static final int LONGEST_SHOWN = 200;
    private static final String METADATA = "__metadata__";

    /** Weights [P] and the map of texts that came with them. */
    record Content(float[] weights, JsonObject metadata) {}

    private Safetensors() {}

    /** An upper bound of the bytes that a file of this layout has. */
    static long largestSize(ParameterLayout layout) {
        return LENGTH_BYTES + LARGEST_HEADER + (long) layout.size() * Float.BYTES;
    }

    static byte[] data(float[] weights) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(weights.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(weights);
        return data.array();
    }

    /** The bytes before the numbers: length and header, padded with blanks to a multiple of 8. */
    static byte[] head(ParameterLayout layout, JsonObject metadata) {
        JsonObject header = new JsonObject();
        header.add(METADATA, metadata);
        for (ParameterLayout.Entry entry : layout.entries()) {
            header.add(entry.name(), describe(entry));
        }
        String text = header.toString();
        byte[] bytes = (text + " ".repeat(Math.floorMod(-text.getBytes(StandardCharsets.UTF_8).length, LENGTH_BYTES)))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LENGTH_BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .array();
    }

    /** @throws FlowException when the bytes are not exactly the arrays of this layout */
    static Content read(byte[] file, ParameterLayout layout) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < LENGTH_BYTES) {
            throw invalid("they end within their first " + LENGTH_BYTES + " bytes");
        }
        long length = bytes.getLong();
        if (length < 2 || length > LARGEST_HEADER || length > file.length - LENGTH_BYTES) {
            throw invalid("the length of their header is " + length);
        }
        JsonObject header =
                JsonFields.parse(new String(file, LENGTH_BYTES, (int) length, StandardCharsets.UTF_8), "weights");
        JsonElement metadata = header.remove(METADATA);
        checkArrays(header, layout);
        bytes.position(LENGTH_BYTES + (int) length);
        if (bytes.remaining() != (long) layout.size() * Float.BYTES) {
            throw invalid("they hold " + bytes.remaining() + " bytes of numbers, but the network needs "
                    + (long) layout.size() * Float.BYTES);
        }
        float[] weights = new float[layout.size()];
        bytes.asFloatBuffer().get(weights);
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw invalid("one of them is " + weight);
            }
        }
        return new Content(
                weights, metadata == null ? new JsonObject() : JsonFields.object(metadata, "weights." + METADATA));
    }

    private static void checkArrays(JsonObject header, ParameterLayout layout) {
        List<String> names = new ArrayList<>();
        for (ParameterLayout.Entry entry : layout.entries()) {
            names.add(entry.name());
            JsonElement found = header.get(entry.name());
            if (found == null) {
                throw invalid("the array " + entry.name() + " is missing");
            }
            if (!found.equals(describe(entry))) {
                throw invalid(
                        "the array " + entry.name() + " is " + FileContent.shortened(found.toString(), LONGEST_SHOWN)
                                + ", but the network needs " + describe(entry));
            }
        }
        for (String name : header.keySet()) {
            if (!names.contains(name)) {
                throw invalid("the network has no array " + FileContent.shortened(name, LONGEST_SHOWN));
            }
        }
    }

    private static JsonObject describe(ParameterLayout.Entry entry) {
        JsonArray shape = new JsonArray();
        entry.shape().forEach(shape::add);
        JsonArray offsets = new JsonArray();
        offsets.add((long) entry.offset() * Float.BYTES);
        offsets.add((long) (entry.offset() + entry.size()) * Float.BYTES);
        JsonObject description = new JsonObject();
        description.addProperty("dtype", "F32");
        description.add("shape", shape);
        description.add("data_offsets", offsets);
        return description;
    }

    private static FlowException invalid(String reason) {
        return new FlowException(
                "The weights of the flow model do not fit its network: " + reason + ".", FlowModelFile.REMEDY);
    }
}
