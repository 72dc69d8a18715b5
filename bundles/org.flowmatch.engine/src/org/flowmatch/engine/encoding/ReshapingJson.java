// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.json.JsonRecords;

/** The JSON form of a reshaping: {"columns": [name of each column of the table], "groups": [group, ...], "codes": [code, ...]}. */
final class ReshapingJson {
    private static final JsonRecords RECORDS = new JsonRecords();

    private record Stored(
            List<String> columns,
            List<ColumnGroup> groups,
            @JsonDefault(value = "[]", omitted = true) List<CodeColumn> codes) {}

    private ReshapingJson() {}

    static JsonObject write(Reshaping reshaping) {
        return RECORDS.write(new Stored(
                reshaping.columns().stream().map(ColumnInfo::name).toList(), reshaping.groups(), reshaping.codes()));
    }

    /**
     * @param modelled the columns that are modelled
     * @throws org.flowmatch.engine.FlowException naming the field that is missing or wrong
     */
    static Reshaping read(JsonElement json, List<ColumnInfo> modelled, String where) {
        Stored stored = RECORDS.read(json, Stored.class, where);
        Map<String, ColumnInfo> known = new HashMap<>();
        modelled.forEach(column -> known.put(column.name(), column));
        stored.groups().forEach(group -> group.columns().forEach(column -> known.put(column.name(), column.info())));
        stored.codes().forEach(code -> known.put(code.name(), code.info()));
        List<ColumnInfo> columns = new ArrayList<>();
        for (String name : stored.columns()) {
            if (!known.containsKey(name)) {
                throw ColumnForms.damaged(where + ".columns", "names no known column " + name);
            }
            columns.add(known.get(name));
        }
        try {
            Reshaping reshaping = new Reshaping(columns, stored.groups(), stored.codes());
            if (reshaping.modelled().equals(modelled)) {
                return reshaping;
            }
        } catch (IllegalArgumentException e) {
            throw ColumnForms.damaged(where, "does not fit together: " + e.getMessage());
        }
        throw ColumnForms.damaged(where, "does not fit the modelled columns");
    }
}
