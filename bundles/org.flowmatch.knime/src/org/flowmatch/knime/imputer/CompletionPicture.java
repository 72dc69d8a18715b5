// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.score.ColumnBins;
import org.flowmatch.knime.view.AxisTexts;

/**
 * The data of the view: of each column with missing cells how many were filled, and the laws of observed and filled cells.
 *
 * <pre>
 * {"rows": n, "columns": [{"name": text, "filled": n, "left": n, ..., bins as of {@link AxisTexts},
 *                          "observed": [share], "imputed": [share]}]}
 * </pre>
 */
final class CompletionPicture {
    private final Table given;
    private final List<ColumnInfo> columns;
    private Optional<JsonObject> seen = Optional.empty();

    /**
     * @param given the table with its missing cells
     * @param columns those that are shown
     */
    CompletionPicture(Table given, List<ColumnInfo> columns) {
        this.given = given;
        this.columns = columns;
    }

    /** Takes the same rows with cells filled; of several draws the first one counts. */
    void see(Table completed) {
        if (seen.isEmpty()) {
            seen = Optional.of(of(completed));
        }
    }

    /** The data; null in JSON where no rows were seen. */
    String json() {
        return seen.map(JsonObject::toString).orElse("null");
    }

    private JsonObject of(Table completed) {
        JsonArray shown = new JsonArray();
        for (ColumnInfo column : columns) {
            double[] before = given.column(given.indexOf(column.name()));
            double[] after = completed.column(completed.indexOf(column.name()));
            if (Arrays.stream(before).anyMatch(Double::isNaN)) {
                shown.add(column(column, before, after, completed));
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("rows", given.rows());
        json.add("columns", shown);
        return json;
    }

    private JsonObject column(ColumnInfo column, double[] before, double[] after, Table completed) {
        boolean labels = !column.kind().numeric();
        Map<String, Integer> places = new HashMap<>();
        double[] observed = new double[before.length];
        double[] imputed = new double[before.length];
        int filled = 0;
        int seen = 0;
        int left = 0;
        for (int row = 0; row < before.length; row++) {
            if (!Double.isNaN(before[row])) {
                observed[seen++] = labels ? place(given, column, before[row], places) : before[row];
            } else if (Double.isNaN(after[row])) {
                left++;
            } else {
                imputed[filled++] = labels ? place(completed, column, after[row], places) : after[row];
            }
        }
        double[] real = Arrays.copyOf(observed, seen);
        double[] made = Arrays.copyOf(imputed, filled);
        double[] all =
                DoubleStream.concat(Arrays.stream(real), Arrays.stream(made)).toArray();
        String[] texts = new String[places.size()];
        places.forEach((text, place) -> texts[place] = text);
        ColumnBins.Fitted fitted =
                labels ? ColumnBins.ofLabels(List.of(texts), real, all) : ColumnBins.ofNumbers(real, all);
        JsonObject json = new JsonObject();
        json.addProperty("name", column.name().strip());
        json.addProperty("filled", filled);
        json.addProperty("left", left);
        AxisTexts.add(fitted.bins(), column.kind(), json);
        json.add("observed", shares(fitted, real));
        json.add("imputed", shares(fitted, made));
        return json;
    }

    private static double place(Table table, ColumnInfo column, double code, Map<String, Integer> places) {
        String text = table.dictionary(table.indexOf(column.name())).text((int) code);
        return places.computeIfAbsent(text, unseen -> places.size());
    }

    private static JsonArray shares(ColumnBins.Fitted fitted, double[] cells) {
        double[] shares = new double[fitted.bins().count()];
        for (byte bin : fitted.codes(cells)) {
            shares[bin] += 1.0 / cells.length;
        }
        return numbers(Arrays.stream(shares));
    }

    private static JsonArray numbers(DoubleStream numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }
}
