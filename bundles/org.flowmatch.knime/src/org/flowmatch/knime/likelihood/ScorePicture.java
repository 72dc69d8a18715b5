// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * The data of the view:
 *
 * <pre>
 * {"rows": n, "scored": n, "quantiles": [x], "edges": [x], "counts": [n],
 *  "lowest": [{"row": ID, "score": x, "shares": [{"column": name, "share": x}]}]}
 * </pre>
 *
 * with the scores at equal steps of rank from the lowest to the highest, rows by bins of scores, of which those below all bins are in
 * the first one, and the columns that make a row unusual, where there are shares.
 */
final class ScorePicture {
    static final int QUANTILES = 1001;
    static final int LOWEST = 50;
    private static final int BINS = 60;
    private static final int SHARES = 3;
    /** The picture leaves out so much of the rows at its lower end, or one outlier would be its width. */
    private static final double BELOW = 0.002;

    private ScorePicture() {}

    /**
     * @param scored the table with the appended columns
     */
    static JsonObject of(RowScores scores, BufferedDataTable scored, ScoreColumns columns) {
        int rows = (int) scored.size();
        double[] sorted = IntStream.range(0, rows)
                .mapToDouble(row -> scores.get(row, 0))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        JsonObject json = new JsonObject();
        json.addProperty("rows", rows);
        json.addProperty("scored", sorted.length);
        json.add("quantiles", new JsonArray());
        json.add("edges", new JsonArray());
        json.add("counts", new JsonArray());
        json.add("lowest", new JsonArray());
        if (sorted.length > 0) {
            for (int i = 0; i < QUANTILES; i++) {
                json.getAsJsonArray("quantiles")
                        .add(sorted[(int) Math.round((double) i / (QUANTILES - 1) * (sorted.length - 1))]);
            }
            bins(sorted, json);
            lowest(sorted[Math.min(LOWEST, sorted.length) - 1], scores, scored, columns, json);
        }
        return json;
    }

    private static void bins(double[] sorted, JsonObject json) {
        double from = sorted[(int) (BELOW * (sorted.length - 1))];
        double to = sorted[sorted.length - 1];
        double width = to > from ? (to - from) / BINS : 1;
        int[] counts = new int[to > from ? BINS : 1];
        for (double score : sorted) {
            counts[(int) Math.max(0, Math.min(counts.length - 1, Math.floor((score - from) / width)))]++;
        }
        for (int bin = 0; bin <= counts.length; bin++) {
            json.getAsJsonArray("edges").add(from + bin * width);
        }
        Arrays.stream(counts).forEach(json.getAsJsonArray("counts")::add);
    }

    private static void lowest(
            double most, RowScores scores, BufferedDataTable scored, ScoreColumns columns, JsonObject json) {
        JsonObject[] found = new JsonObject[LOWEST];
        int count = 0;
        try (CloseableRowIterator iterator = scored.iterator()) {
            for (int row = 0; iterator.hasNext() && count < LOWEST; row++) {
                DataRow next = iterator.next();
                if (scores.get(row, 0) <= most) {
                    found[count++] = row(next.getKey().getString(), row, scores, columns);
                }
            }
        }
        Arrays.stream(found, 0, count)
                .sorted(Comparator.comparingDouble(row -> row.get("score").getAsDouble()))
                .forEach(json.getAsJsonArray("lowest")::add);
    }

    private static JsonObject row(String key, int row, RowScores scores, ScoreColumns columns) {
        JsonObject json = new JsonObject();
        json.addProperty("row", key);
        json.addProperty("score", scores.get(row, 0));
        JsonArray shares = new JsonArray();
        if (columns.shares()) {
            IntStream.range(0, columns.columns().size())
                    .filter(c -> !Double.isNaN(scores.get(row, columns.firstShare() + c)))
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer c) -> scores.get(row, columns.firstShare() + c))
                            .reversed())
                    .limit(SHARES)
                    .forEach(c -> {
                        JsonObject share = new JsonObject();
                        share.addProperty(
                                "column", columns.columns().get(c).name().strip());
                        share.addProperty("share", scores.get(row, columns.firstShare() + c));
                        shares.add(share);
                    });
        }
        json.add("shares", shares);
        return json;
    }
}
