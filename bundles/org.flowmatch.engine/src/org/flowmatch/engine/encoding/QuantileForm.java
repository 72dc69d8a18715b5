// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import org.flowmatch.engine.json.JsonFields;

/** Quantile columns are stored as the table of their ranks; how they decode follows from the settings. */
final class QuantileForm implements ColumnForm<QuantileColumn> {
    @Override
    public Class<QuantileColumn> type() {
        return QuantileColumn.class;
    }

    @Override
    public QuantileColumn fit(ColumnValues column) {
        return of(RankTable.of(column.values()), column.settings());
    }

    private static QuantileColumn of(RankTable ranks, EncodingSettings settings) {
        return new QuantileColumn(ranks, settings.interpolate(), !settings.limitToObserved());
    }

    @Override
    public void write(QuantileColumn encoding, JsonObject json) {
        RankTable ranks = encoding.ranks();
        json.addProperty("rows", ranks.rows());
        NumberArrays.write(json, "values", ranks.values());
        NumberArrays.write(json, "starts", ranks.starts());
        NumberArrays.write(json, "counts", ranks.counts());
    }

    @Override
    public QuantileColumn read(JsonObject json, EncodingSettings settings, String where) {
        RankTable ranks = new RankTable(
                NumberArrays.doubles(json, "values", where),
                NumberArrays.counts(json, "starts", where),
                NumberArrays.counts(json, "counts", where),
                JsonFields.whole(
                        JsonFields.field(json, "rows", where), Long.MIN_VALUE, Long.MAX_VALUE, where + ".rows"));
        return of(ranks, settings);
    }
}
