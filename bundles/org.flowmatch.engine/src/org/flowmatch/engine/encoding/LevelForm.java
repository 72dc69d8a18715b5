// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import org.flowmatch.engine.json.JsonFields;

/** Labels are stored as their values with the rows of each. */
final class LevelForm implements ColumnForm<LevelColumn> {
    static final String ID = "levels";

    @Override
    public Class<LevelColumn> type() {
        return LevelColumn.class;
    }

    @Override
    public LevelColumn fit(ColumnValues column) {
        PartRule rule = PartRule.of(column.values());
        return new LevelColumn(rule.values(), rule.counts(), rule.missing());
    }

    @Override
    public void write(LevelColumn encoding, JsonObject json) {
        NumberArrays.write(json, "values", encoding.values());
        NumberArrays.write(json, "counts", encoding.counts());
        json.addProperty("missing", encoding.missing());
    }

    @Override
    public LevelColumn read(JsonObject json, EncodingSettings settings, String where) {
        return new LevelColumn(
                NumberArrays.doubles(json, "values", where),
                NumberArrays.counts(json, "counts", where),
                JsonFields.whole(JsonFields.field(json, "missing", where), 0, Long.MAX_VALUE, where + ".missing"));
    }
}
