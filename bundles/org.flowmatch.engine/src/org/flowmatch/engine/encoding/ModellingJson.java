// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flowmatch.engine.json.JsonFields;

/**
 * The JSON form of what columns become: {"usual": role, "chosen": {column: role, ...}, "periods": {column: number, ...},
 * "sequences": [[column, ...], ...]}, the last two where there are any.
 */
final class ModellingJson {
    private static final String USUAL = "usual";
    private static final String CHOSEN = "chosen";
    private static final String PERIODS = "periods";
    private static final String SEQUENCES = "sequences";

    private ModellingJson() {}

    static JsonObject write(Modelling modelling) {
        JsonObject chosen = new JsonObject();
        new TreeMap<>(modelling.chosen()).forEach((column, role) -> chosen.addProperty(column, name(role)));
        JsonObject json = new JsonObject();
        json.addProperty(USUAL, name(modelling.usual()));
        json.add(CHOSEN, chosen);
        if (!modelling.periods().isEmpty()) {
            JsonObject periods = new JsonObject();
            new TreeMap<>(modelling.periods()).forEach(periods::addProperty);
            json.add(PERIODS, periods);
        }
        if (!modelling.sequences().isEmpty()) {
            JsonArray sequences = new JsonArray();
            for (List<String> columns : modelling.sequences()) {
                JsonArray names = new JsonArray();
                columns.forEach(names::add);
                sequences.add(names);
            }
            json.add(SEQUENCES, sequences);
        }
        return json;
    }

    /** @throws org.flowmatch.engine.FlowException naming the field that is missing or wrong */
    static Modelling read(JsonElement element, String where) {
        JsonObject json = JsonFields.object(element, where);
        JsonObject columns = JsonFields.object(JsonFields.field(json, CHOSEN, where), where + "." + CHOSEN);
        Map<String, Modelling.Role> chosen = new LinkedHashMap<>();
        columns.entrySet().forEach(entry -> chosen.put(entry.getKey(), role(entry.getValue(), where + "." + CHOSEN)));
        return new Modelling(
                role(JsonFields.field(json, USUAL, where), where + "." + USUAL),
                chosen,
                periods(json, where),
                sequences(json, where));
    }

    private static Map<String, Double> periods(JsonObject json, String where) {
        Map<String, Double> periods = new LinkedHashMap<>();
        if (json.has(PERIODS)) {
            String inside = where + "." + PERIODS;
            JsonFields.object(json.get(PERIODS), inside)
                    .entrySet()
                    .forEach(entry -> periods.put(entry.getKey(), JsonFields.number(entry.getValue(), inside)));
        }
        return periods;
    }

    private static List<List<String>> sequences(JsonObject json, String where) {
        List<List<String>> sequences = new ArrayList<>();
        if (json.has(SEQUENCES)) {
            String of = where + "." + SEQUENCES;
            for (JsonElement columns : JsonFields.array(json.get(SEQUENCES), of)) {
                List<String> names = new ArrayList<>();
                JsonFields.array(columns, of).forEach(name -> names.add(JsonFields.text(name, of)));
                sequences.add(names);
            }
        }
        return sequences;
    }

    private static Modelling.Role role(JsonElement json, String where) {
        String name = JsonFields.text(json, where);
        for (Modelling.Role role : Modelling.Role.values()) {
            if (name(role).equals(name)) {
                return role;
            }
        }
        throw ColumnForms.damaged(
                where,
                "must be one of "
                        + Arrays.stream(Modelling.Role.values())
                                .map(ModellingJson::name)
                                .collect(Collectors.joining(", ")));
    }

    private static String name(Modelling.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
