// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Dictionary;
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
        if (rule.values().length > Dictionary.MOST_TEXTS) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "Column %s has %,d different values, too many to be levels of a label: at most %,d.",
                            Quoted.of(column.info().name()),
                            rule.values().length,
                            Dictionary.MOST_TEXTS),
                    "Model it as numbers.");
        }
        return LevelColumn.of(rule.values(), rule.counts(), rule.missing());
    }

    @Override
    public void write(LevelColumn encoding, JsonObject json) {
        NumberArrays.write(json, "values", encoding.values());
        NumberArrays.write(json, "counts", encoding.counts());
        json.addProperty("missing", encoding.missing());
        NumberArrays.write(json, "rare", encoding.rare().values());
        NumberArrays.write(json, "rareCounts", encoding.rare().counts());
    }

    @Override
    public LevelColumn read(JsonObject json, EncodingSettings settings, String where) {
        return new LevelColumn(
                NumberArrays.doubles(json, "values", where),
                NumberArrays.counts(json, "counts", where),
                JsonFields.whole(JsonFields.field(json, "missing", where), 0, Long.MAX_VALUE, where + ".missing"),
                new RareLevels(
                        NumberArrays.doubles(json, "rare", where), NumberArrays.counts(json, "rareCounts", where)));
    }
}
