// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.Gson;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows on their way of any number, in the form in which Flow Sampler and Flow Reflow give them. */
final class MadeFlow {
    private static final int PLACES = 0x7FFE;
    private static final int NOTHING = 0x7FFF;
    private static final int OPEN = 0x8000;

    /** A cell of a row at a time: a number, NaN for nothing. */
    @FunctionalInterface
    interface Cell {
        double at(int row, double t);
    }

    private MadeFlow() {}

    static List<Double> times(int count) {
        return IntStream.range(0, count).mapToObj(i -> (double) i / (count - 1)).toList();
    }

    /** @param openUntil the time until which a label is not known; 0 for columns without labels */
    static Map<String, Object> column(
            String name, String kind, int rows, int times, double low, double high, double openUntil, Cell cell) {
        ByteBuffer packed = ByteBuffer.allocate(2 * rows * times).order(ByteOrder.LITTLE_ENDIAN);
        for (double t : times(times)) {
            for (int row = 0; row < rows; row++) {
                double value = cell.at(row, t);
                int place = Double.isNaN(value) ? NOTHING : (int) Math.round((value - low) / (high - low) * PLACES);
                packed.putShort((short) (t < openUntil ? place | OPEN : place));
            }
        }
        Map<String, Object> column = new HashMap<>(Map.of(
                "name", name,
                "kind", kind,
                "low", low,
                "high", high,
                "cells", Base64.getEncoder().encodeToString(packed.array())));
        if (kind.equals("DOUBLE")) {
            column.put("quantiles", List.of(-1.6, -0.7, 0.0, 0.7, 1.6));
        }
        return column;
    }

    static JsonObject of(int rows, int times, List<Map<String, Object>> columns, int ofTable) {
        List<Map<String, Object>> components = columns.size() < 2
                ? List.of()
                : IntStream.range(0, 2)
                        .mapToObj(k -> {
                            Map<String, Object> component = turned("", k, rows, times);
                            component.put("explained", 0.4 - 0.1 * k);
                            component.remove("quantiles");
                            return component;
                        })
                        .toList();
        return new Gson()
                .toJsonTree(Map.of(
                        "moved",
                        40 * rows,
                        "rows",
                        IntStream.range(0, rows).mapToObj(row -> "Row" + row).toList(),
                        "times",
                        times(times),
                        "columnsOfTable",
                        ofTable,
                        "columns",
                        columns,
                        "components",
                        components))
                .getAsJsonObject();
    }

    /** Points of a spiral that turns by two radians. */
    static Map<String, Object> turned(String name, int coordinate, int rows, int times) {
        return column(name, "DOUBLE", rows, times, -2.2, 2.2, 0, (row, t) -> {
            double radius = 0.2 + 2.0 * row / rows;
            double angle = 0.7 * row + 2 * t;
            return radius * (coordinate == 0 ? Math.cos(angle) : Math.sin(angle));
        });
    }

    private static JsonObject one() {
        return of(1, 2, List.of(turned("the only column", 0, 1, 2)), 1);
    }

    /** Numbers, one of them with a spike that is known from the middle on, labels, dates, gaps and a constant. */
    private static JsonObject many() {
        int rows = 500;
        int times = 40;
        List<Map<String, Object>> columns = new ArrayList<>();
        columns.add(turned("a_rather_long_name_of_a_column_without_a_space", 0, rows, times));
        Map<String, Object> spiked = column(
                "income", "DOUBLE", rows, times, -3, 3, 0.5, (row, t) -> t < 0.5 || row % 3 > 0 ? row / 250.0 - 1 : 0);
        spiked.put("spikes", List.of(0.0));
        columns.add(spiked);
        Map<String, Object> labels =
                column("product", "TEXT", rows, times, 0, 39, 0.3, (row, t) -> t < 0.3 ? Double.NaN : row % 40);
        labels.put(
                "labels",
                IntStream.range(0, 40)
                        .mapToObj(l -> "a label of some length " + l)
                        .toList());
        columns.add(labels);
        columns.add(column("day", "DATE", rows, times, 19000, 20000, 0, (row, t) -> 19000 + 2 * row * t));
        columns.add(column("gaps", "INT", rows, times, 0, 500, 0, (row, t) -> row % 2 == 0 ? Double.NaN : row));
        while (columns.size() < 32) {
            columns.add(turned("column " + columns.size(), columns.size() % 2, rows, times));
        }
        return of(rows, times, columns, 100);
    }

    static List<ViewCase> cases() {
        return List.of(
                ViewCase.ready(View.FLOW, "one", one()),
                ViewCase.ready(View.FLOW, "many", many()),
                ViewCase.empty(View.FLOW, JsonNull.INSTANCE),
                ViewCase.error(View.FLOW),
                ViewCase.ready(View.PAIRS, "many", many()),
                ViewCase.empty(View.PAIRS, JsonNull.INSTANCE));
    }
}
