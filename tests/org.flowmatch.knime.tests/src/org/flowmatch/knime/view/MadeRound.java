// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;

/** Pairs whose columns go round or are positions, in the form in which Flow Coupling gives them. */
final class MadeRound {
    private static final int PAIRS = 120;
    private static final int ROWS = 40;
    private static final int TIMES = 11;
    private static final double HOUR = 3600e9;

    private MadeRound() {}

    static List<ViewCase> cases() {
        return List.of(
                ViewCase.ready(View.COLUMNS, "clock", coupling(true, List.of(hours()), List.of())),
                ViewCase.ready(View.COLUMNS, "week", coupling(false, List.of(weekdays()), List.of())),
                ViewCase.ready(View.COLUMNS, "torus", coupling(false, List.of(hours(), bearings()), List.of())),
                ViewCase.ready(View.COLUMNS, "map", map()),
                ViewCase.ready(View.FLOW, "hours", flow(List.of(moving()), List.of())),
                ViewCase.ready(
                        View.FLOW,
                        "positions",
                        flow(
                                List.of(
                                        degrees("latitude", (row, t) -> 60 - row * t),
                                        degrees("longitude", (row, t) -> east(170 + 20 * t + 3 * row))),
                                List.of(Map.of("latitude", 0, "longitude", 1)))));
    }

    private static JsonObject flow(List<Map<String, Object>> columns, List<Map<String, Integer>> positions) {
        JsonObject flow = MadeFlow.of(ROWS, TIMES, columns, columns.size());
        flow.add("positions", new Gson().toJsonTree(positions));
        return flow;
    }

    private static Map<String, Object> rounded(Map<String, Object> column, double start, double period) {
        column.put("circle", Map.of("start", start, "period", period));
        column.remove("quantiles");
        return column;
    }

    /** Rows that go from about 23 o'clock to about 1. */
    private static Map<String, Object> moving() {
        return rounded(
                MadeFlow.column("hour", "DOUBLE", ROWS, TIMES, 0, 24, 0, (row, t) -> (23 + 2 * t + row / 100.0) % 24),
                0,
                24);
    }

    private static Map<String, Object> degrees(String name, MadeFlow.Cell cell) {
        Map<String, Object> column = MadeFlow.column(name, "DOUBLE", ROWS, TIMES, -180, 180, 0, cell);
        column.remove("quantiles");
        return name.equals("longitude") ? rounded(column, -180, 360) : column;
    }

    private static double east(double longitude) {
        return longitude - 360 * Math.floor((longitude + 180) / 360);
    }

    /** @param positions places of latitude and longitude among the axes */
    static JsonObject coupling(boolean noise, List<Map<String, Object>> axes, List<Map<String, Integer>> positions) {
        List<Map<String, Object>> columns = new ArrayList<>();
        axes.forEach(axis -> {
            Map<String, Object> column = new HashMap<>();
            column.put("column", axis.get("name"));
            column.put("as", axis.get("kind").equals("circle") ? "circle" : "position");
            column.put("why", "chosen");
            column.put("levels", 0);
            column.put("missing", 0.0);
            column.put("warning", "");
            column.put("modelled", true);
            columns.add(column);
        });
        Map<String, Object> pairs = new HashMap<>(
                Map.of("noise", noise, "pairs", PAIRS, "without", 0, "axes", axes, "positions", positions));
        return new Gson().toJsonTree(Map.of("columns", columns, "pairs", pairs)).getAsJsonObject();
    }

    private static List<Double> values(IntToDoubleFunction of) {
        return IntStream.range(0, PAIRS).mapToObj(of::applyAsDouble).toList();
    }

    static Map<String, Object> circle(
            String name,
            String kind,
            double start,
            double period,
            IntToDoubleFunction source,
            IntToDoubleFunction way) {
        Map<String, Object> axis = new HashMap<>(Map.of(
                "name", name, "kind", "circle", "of", kind, "start", start, "period", period, "gaps", false, "noise",
                true));
        axis.put("source", values(source));
        axis.put("way", values(way));
        axis.put("target", values(i -> {
            double turned = (source.applyAsDouble(i) + way.applyAsDouble(i) - start) % period;
            return start + (turned < 0 ? turned + period : turned);
        }));
        return axis;
    }

    /** Sources all around, targets about midnight: the half of them before it. */
    private static Map<String, Object> hours() {
        return circle("pick-up time", "TIME", 0, 24 * HOUR, i -> 24 * HOUR * even(i), i -> {
            double target = 3 * HOUR * Math.sin(5.0 * i);
            double way = target - 24 * HOUR * even(i);
            return way < -12 * HOUR ? way + 24 * HOUR : way;
        });
    }

    private static Map<String, Object> weekdays() {
        return circle("weekday", "INT", 1, 7, i -> 1 + i % 7, i -> i % 3 == 0 ? -3 : i % 2);
    }

    private static Map<String, Object> bearings() {
        return circle("wind direction", "DOUBLE", 0, 360, i -> 360 * even(i + 9), i -> 170 * Math.sin(3.0 * i));
    }

    private static double even(int i) {
        return i * 0.6180339887498949 % 1;
    }

    private static Map<String, Object> degrees(String name, double[] source, double[] target) {
        Map<String, Object> axis = new HashMap<>(Map.of("name", name, "kind", "number", "gaps", false));
        axis.put("source", values(i -> source[i]));
        axis.put("target", values(i -> target[i]));
        axis.put("sourceCells", values(i -> source[i]));
        axis.put("targetCells", values(i -> target[i]));
        return axis;
    }

    private static JsonObject map() {
        Table from = ExampleDistribution.SPHERE.sample(PAIRS, 0, 2, 3);
        Table to = ExampleDistribution.SPHERE.sample(PAIRS, 0, 2, 4);
        return coupling(
                false,
                List.of(
                        degrees("latitude", from.column(0), to.column(0)),
                        degrees("longitude", from.column(1), to.column(1))),
                List.of(Map.of("latitude", 0, "longitude", 1)));
    }
}
