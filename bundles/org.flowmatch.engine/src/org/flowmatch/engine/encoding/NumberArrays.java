// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.flowmatch.engine.json.JsonFields;

/** Arrays of numbers among the fields of a column. */
final class NumberArrays {
    private NumberArrays() {}

    static void write(JsonObject json, String name, double[] numbers) {
        JsonArray array = new JsonArray();
        for (double number : numbers) {
            array.add(number);
        }
        json.add(name, array);
    }

    static void write(JsonObject json, String name, long[] numbers) {
        JsonArray array = new JsonArray();
        for (long number : numbers) {
            array.add(number);
        }
        json.add(name, array);
    }

    /** @throws org.flowmatch.engine.FlowException naming the field when it is missing or no array of numbers */
    static double[] doubles(JsonObject json, String name, String where) {
        JsonArray array = array(json, name, where);
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonFields.number(array.get(i), where + "." + name);
        }
        return numbers;
    }

    /** @throws org.flowmatch.engine.FlowException naming the field when it is missing or no array of whole numbers from 0 on */
    static long[] counts(JsonObject json, String name, String where) {
        JsonArray array = array(json, name, where);
        long[] longs = new long[array.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = JsonFields.whole(array.get(i), 0, Long.MAX_VALUE, where + "." + name);
        }
        return longs;
    }

    private static JsonArray array(JsonObject json, String name, String where) {
        return JsonFields.array(JsonFields.field(json, name, where), where + "." + name);
    }
}
