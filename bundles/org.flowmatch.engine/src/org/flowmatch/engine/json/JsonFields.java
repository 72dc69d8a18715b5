// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;

/**
 * Single JSON values read strictly: the value has the type asked for, or a {@link FlowException} names the field.
 * Numbers in quotes, fractions for whole numbers, NaN and infinities are refused.
 */
public final class JsonFields {
    static final String REMEDY = "The file was edited, damaged or written by another version: make it again.";

    private static final int LONGEST_SHOWN = 60;

    private JsonFields() {}

    /** Parses a text that must be one JSON object; for short texts. */
    public static JsonObject parse(String text, String where) {
        return parse(new StringReader(text), where);
    }

    /**
     * Parses a text, UTF-8, that must be one JSON object.
     *
     * @param bounds of what is read
     */
    public static JsonObject parse(InputStream text, JsonBounds bounds, String where) {
        return parse(bounds.around(new InputStreamReader(text, StandardCharsets.UTF_8), where), where);
    }

    private static JsonObject parse(Reader text, String where) {
        TypeAdapter<JsonElement> adapter = new Gson().getAdapter(JsonElement.class);
        JsonElement json;
        try (JsonReader reader = new JsonReader(text)) {
            reader.setStrictness(Strictness.STRICT);
            json = adapter.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw invalid(where, "is followed by other text");
            }
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new FlowException("The field '" + where + "' is not valid JSON.", REMEDY, e);
        }
        return object(json, where);
    }

    /** A field that must be there. */
    public static JsonElement field(JsonObject json, String name, String where) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw invalid(where + "." + name, "is missing");
        }
        return value;
    }

    public static JsonObject object(JsonElement json, String where) {
        if (!json.isJsonObject()) {
            throw invalid(where, "must be an object");
        }
        return json.getAsJsonObject();
    }

    public static JsonArray array(JsonElement json, String where) {
        if (!json.isJsonArray()) {
            throw invalid(where, "must be a list");
        }
        return json.getAsJsonArray();
    }

    public static String text(JsonElement json, String where) {
        if (!json.isJsonPrimitive() || !json.getAsJsonPrimitive().isString()) {
            throw invalid(where, "must be a text");
        }
        return json.getAsString();
    }

    public static boolean flag(JsonElement json, String where) {
        if (!json.isJsonPrimitive() || !json.getAsJsonPrimitive().isBoolean()) {
            throw invalid(where, "must be true or false");
        }
        return json.getAsBoolean();
    }

    /** A finite number. */
    public static double number(JsonElement json, String where) {
        requireNumber(json, where);
        double number = json.getAsDouble();
        if (!Double.isFinite(number)) {
            throw invalid(where, "must be a finite number");
        }
        return number;
    }

    /** A whole number from min to max. */
    public static long whole(JsonElement json, long min, long max, String where) {
        requireNumber(json, where);
        try {
            long number = json.getAsBigDecimal().longValueExact();
            if (number >= min && number <= max) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new FlowException("The field '" + where + "' must be a whole number.", REMEDY, e);
        }
        throw invalid(where, "must be from " + min + " to " + max);
    }

    static Object simple(JsonElement json, Class<?> type, String where) {
        if (type == double.class) {
            return number(json, where);
        } else if (type == int.class || type == Integer.class) {
            return (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, where);
        } else if (type == long.class || type == Long.class) {
            return whole(json, Long.MIN_VALUE, Long.MAX_VALUE, where);
        } else if (type == Double.class) {
            return number(json, where);
        } else if (type == boolean.class) {
            return flag(json, where);
        } else if (type == String.class) {
            return text(json, where);
        } else if (type == JsonObject.class) {
            return object(json, where).deepCopy();
        } else if (type.isEnum()) {
            return constant(json, type, where);
        }
        throw new IllegalArgumentException(where + " has a type that JSON records cannot hold: " + type);
    }

    private static Object constant(JsonElement json, Class<?> type, String where) {
        String name = text(json, where);
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", "));
        throw invalid(where, "is '" + shown(name) + "', but must be one of " + allowed);
    }

    private static void requireNumber(JsonElement json, String where) {
        if (!json.isJsonPrimitive() || !json.getAsJsonPrimitive().isNumber()) {
            throw invalid(where, "must be a number");
        }
    }

    /** A text of a file as part of a message. */
    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    static FlowException invalid(String where, String what) {
        return new FlowException("The field '" + where + "' " + what + ".", REMEDY);
    }
}
