// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import org.flowmatch.engine.json.JsonFields;

/** The JSON form of {@link SourceLevels}: {"values": [...], "texts": [...], "others": flag, "missing": flag}. */
final class SourceLevelsJson {
    private static final String VALUES = "values";
    private static final String TEXTS = "texts";
    private static final String OTHERS = "others";
    private static final String MISSING = "missing";

    private SourceLevelsJson() {}

    static JsonObject write(SourceLevels levels) {
        JsonObject json = new JsonObject();
        NumberArrays.write(
                json,
                VALUES,
                levels.values().stream().mapToDouble(Double::doubleValue).toArray());
        JsonArray texts = new JsonArray();
        levels.texts().forEach(texts::add);
        json.add(TEXTS, texts);
        json.addProperty(OTHERS, levels.others());
        json.addProperty(MISSING, levels.missing());
        return json;
    }

    /** @throws org.flowmatch.engine.FlowException naming the field that is missing or wrong */
    static SourceLevels read(JsonElement element, String where) {
        JsonObject json = JsonFields.object(element, where);
        return new SourceLevels(
                Arrays.stream(NumberArrays.doubles(json, VALUES, where)).boxed().toList(),
                EncodingJson.texts(json, TEXTS, where),
                flag(json, OTHERS, where),
                flag(json, MISSING, where));
    }

    private static boolean flag(JsonObject json, String name, String where) {
        return JsonFields.flag(JsonFields.field(json, name, where), where + "." + name);
    }
}
