// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.score.ColumnBins;
import org.flowmatch.knime.table.EpochSeconds;

/**
 * Bins of a column in the data of a view: {@code {"labels": [text]}}, {@code {"values": [x]}} or {@code {"edges": [x]}}, the last two
 * with {@code "names": [text]} where their numbers are dates, times or booleans.
 */
public final class AxisTexts {
    private AxisTexts() {}

    /** Adds the bins to the data of a column. */
    public static void add(ColumnBins bins, ColumnKind kind, JsonObject json) {
        boolean few = bins.edges().isEmpty();
        List<Double> numbers = few ? bins.values() : bins.edges();
        if (numbers.isEmpty()) {
            JsonArray labels = new JsonArray();
            bins.labels().forEach(labels::add);
            json.add("labels", labels);
            return;
        }
        JsonArray all = new JsonArray();
        numbers.forEach(all::add);
        json.add(few ? "values" : "edges", all);
        if (!kind.quantity()) {
            JsonArray names = new JsonArray();
            numbers.forEach(number -> names.add(text(number, kind)));
            json.add("names", names);
        }
    }

    /** A number, or the text of a date, a time or a boolean. */
    public static JsonPrimitive cell(double number, ColumnKind kind) {
        return kind.quantity() ? new JsonPrimitive(number) : new JsonPrimitive(text(number, kind));
    }

    private static String text(double number, ColumnKind kind) {
        double within = Math.max(kind.lowest(), Math.min(kind.highest(), number));
        return switch (kind) {
            case BOOLEAN -> Boolean.toString(within != 0);
            case DATE -> LocalDate.ofEpochDay(Math.round(within)).toString();
            case TIME -> LocalTime.ofNanoOfDay(Math.round(within)).withNano(0).toString();
            case DATE_TIME -> EpochSeconds.at(within).withNano(0).toString().replace('T', ' ');
            default -> Double.toString(within);
        };
    }
}
