// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
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
        JsonArray values = new JsonArray();
        JsonArray starts = new JsonArray();
        JsonArray counts = new JsonArray();
        for (int k = 0; k < ranks.size(); k++) {
            values.add(ranks.value(k));
            starts.add(ranks.start(k));
            counts.add(ranks.count(k));
        }
        json.addProperty("rows", ranks.rows());
        json.add("values", values);
        json.add("starts", starts);
        json.add("counts", counts);
    }

    @Override
    public QuantileColumn read(JsonObject json, EncodingSettings settings, String where) {
        RankTable ranks = new RankTable(
                numbers(json, "values", where),
                longs(json, "starts", where),
                longs(json, "counts", where),
                JsonFields.whole(
                        JsonFields.field(json, "rows", where), Long.MIN_VALUE, Long.MAX_VALUE, where + ".rows"));
        return of(ranks, settings);
    }

    private static double[] numbers(JsonObject json, String name, String where) {
        JsonArray array = array(json, name, where);
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonFields.number(array.get(i), where + "." + name);
        }
        return numbers;
    }

    private static long[] longs(JsonObject json, String name, String where) {
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
