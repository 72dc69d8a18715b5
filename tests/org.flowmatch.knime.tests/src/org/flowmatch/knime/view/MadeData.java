// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Data of views of any size, in the form in which the nodes give it. */
final class MadeData {
    private static final String[] SOLVERS = {"EULER", "MIDPOINT", "HEUN", "RK4", "DOPRI5", "AB2", "RALSTON"};
    private static final int VALIDATED = 10; // every so many steps

    private MadeData() {}

    static List<ViewCase> cases() {
        return Stream.of(
                        ViewCase.ready(View.LOSS, "one", loss(1, false)),
                        ViewCase.ready(View.LOSS, "many", loss(2000, true)),
                        ViewCase.empty(View.LOSS, loss(0, false)),
                        ViewCase.ready(View.COLUMNS, "one", coupling(1, true)),
                        ViewCase.ready(View.COLUMNS, "many", coupling(100, false)),
                        ViewCase.ready(View.COLUMNS, "noise", coupling(5, true)),
                        ViewCase.empty(View.COLUMNS, coupling(0, true)),
                        ViewCase.ready(View.DIAGNOSTICS, "one", diagnostics(1, 1)),
                        ViewCase.ready(View.DIAGNOSTICS, "many", diagnostics(100, 8)),
                        ViewCase.empty(View.DIAGNOSTICS, diagnostics(0, 0)),
                        ViewCase.error(View.LOSS),
                        ViewCase.error(View.COLUMNS),
                        ViewCase.error(View.DIAGNOSTICS),
                        ViewCase.ready(View.PATH, "one", path()),
                        ViewCase.empty(View.PATH, JsonNull.INSTANCE),
                        ViewCase.error(View.PATH),
                        ViewCase.ready(View.SCORES, "one", scores(1)),
                        ViewCase.ready(View.SCORES, "many", scores(100_000)),
                        ViewCase.empty(View.SCORES, scores(0)),
                        ViewCase.error(View.SCORES),
                        ViewCase.ready(View.ROUNDS, "one", rounds(1)),
                        ViewCase.ready(View.ROUNDS, "many", rounds(10)),
                        ViewCase.empty(View.ROUNDS, rounds(0)),
                        ViewCase.error(View.ROUNDS),
                        ViewCase.ready(View.COMPLETION, "one", completion(1)),
                        ViewCase.ready(View.COMPLETION, "many", completion(100)),
                        ViewCase.empty(View.COMPLETION, completion(0)),
                        ViewCase.error(View.COMPLETION),
                        ViewCase.ready(View.COMPARISON, "one", comparison(1, 1)),
                        ViewCase.ready(View.COMPARISON, "many", comparison(40, 8)),
                        ViewCase.empty(View.COMPARISON, comparison(0, 0)),
                        ViewCase.error(View.COMPARISON),
                        ViewCase.ready(View.REPORT, "one", report(1, 3)),
                        ViewCase.ready(View.REPORT, "many", report(100, 3)),
                        ViewCase.empty(View.REPORT, JsonNull.INSTANCE),
                        ViewCase.error(View.REPORT))
                .toList();
    }

    private static JsonArray array(int count, IntFunction<?> of) {
        return new Gson()
                .toJsonTree(IntStream.range(0, count).mapToObj(of).toList())
                .getAsJsonArray();
    }

    private static JsonObject object(Map<String, ?> fields) {
        return new Gson().toJsonTree(fields).getAsJsonObject();
    }

    private static JsonObject path() {
        return object(Map.of(
                "label", "brownian bridge",
                "formula", "x_t = t x1 + (1 - t) x0 + sigma sqrt(t (1 - t)) e",
                "noisy", true,
                "times", array(101, i -> i / 100.0),
                "a", array(101, i -> i / 100.0),
                "s", array(101, i -> 1 - i / 100.0),
                "noise", array(101, i -> Math.sqrt(i / 100.0 * (1 - i / 100.0)) / 2),
                "snr", array(100, i -> Math.pow(i / (100.0 - i), 2)),
                "pairs",
                        array(
                                5,
                                p -> Map.of(
                                        "x0",
                                        p - 2.5,
                                        "x1",
                                        1 - p / 2.0,
                                        "mean",
                                        array(101, i -> (1 - p / 2.0) * i / 100 + (p - 2.5) * (1 - i / 100.0))))));
    }

    /** Log-densities from -100 to 0, the denser the higher. */
    private static JsonObject scores(int rows) {
        int bins = rows == 0 ? 0 : rows == 1 ? 1 : 60;
        return object(Map.of(
                "rows", rows,
                "scored", rows,
                "quantiles", array(rows == 0 ? 0 : 1001, i -> rows == 1 ? -7 : -100 * Math.pow(1 - i / 1000.0, 2)),
                "edges", array(rows == 0 ? 0 : bins + 1, i -> rows == 1 ? -7.5 + i : -100 + 100.0 * i / bins),
                "counts", array(bins, i -> rows == 1 ? 1 : i * i),
                "lowest",
                        array(
                                Math.min(50, rows),
                                i -> Map.of(
                                        "row", "Row" + 137 * i,
                                        "score", -100.5 + i,
                                        "shares",
                                                array(
                                                        i % 4,
                                                        s -> Map.of(
                                                                "column",
                                                                "a column of some name " + s,
                                                                "share",
                                                                9.1 - s))))));
    }

    private static JsonObject rounds(int count) {
        return object(Map.of(
                "rounds",
                array(
                        count,
                        i -> Map.of(
                                "round",
                                i,
                                "straightness",
                                0.4 / (i + 1),
                                "distance",
                                0.06 + 0.3 / (i + 1),
                                "floor",
                                0.05))));
    }

    private static JsonObject completion(int count) {
        return object(Map.of(
                "rows",
                5000,
                "columns",
                array(
                        count,
                        i -> Map.of(
                                "name",
                                "column " + i,
                                "filled",
                                20 * i + 3,
                                "left",
                                i % 3,
                                i % 2 == 0 ? "edges" : "labels",
                                i % 2 == 0 ? array(41, e -> 0.25 * e) : array(40, l -> "a label of some length " + l),
                                "observed",
                                array(40, b -> (b + 1) / 820.0),
                                "imputed",
                                array(40, b -> (40 - b) / 820.0)))));
    }

    private static JsonObject comparison(int models, int runs) {
        return object(Map.of(
                "rows",
                1000,
                "floor",
                0.1,
                "models",
                array(
                        models,
                        m -> Map.of(
                                "name",
                                m % 5 == 1 ? "<flow matching>, optimal transport coupling, reflow " + m : "model " + m,
                                "parameters",
                                66_562 + m,
                                "training",
                                12.5 + m,
                                "likelihood",
                                -2.5 - 0.01 * m,
                                "error",
                                0.013,
                                "runs",
                                array(
                                        runs,
                                        r -> Map.of(
                                                "sampler",
                                                "predictor corrector",
                                                "nfe",
                                                1 << r,
                                                "seconds",
                                                0.01 * (1 << r),
                                                "w2",
                                                0.11 + (0.5 + 0.02 * m) / (1 << r),
                                                "auc",
                                                0.55))))));
    }

    private static final List<String> NAMES =
            List.of("flow", "<smote>", "copula_by_some_tool_with_a_long_name_2026_11");

    private static final List<String> KEYS = List.of(
            "DETECTION", "GLOBAL_UTILITY", "MEMBERSHIP", "SHAPE", "UTILITY", "DISTANCE", "TREND", "RARE", "COPIES");

    private static Map<String, Object> measure(int i, int table) {
        return Map.of(
                "key",
                KEYS.get(i),
                "measure",
                "detection by boosted trees (AUC)",
                "meaning",
                "how often trees put a synthetic row before a real one; 0.5 is a guess",
                "subject",
                List.of("LIKENESS", "USE", "PRIVACY").get(i % 3),
                "of",
                i % 2 == 0 ? "" : "column " + i,
                "value",
                List.of(0.6 + 0.01 * i, 0.55, 0.8),
                "floor",
                List.of(0.5, 0.49, 0.51),
                "worst",
                1,
                "share",
                0.05 * i + 0.2 * table,
                "grade",
                List.of("GOOD", "FAIR", "POOR").get((i + table) % 3));
    }

    /** A report on so many tables, at most three, of so many columns. */
    static JsonObject report(int columns, int tables) {
        List<Double> figure = List.of(0.51, 0.49, 0.53);
        Object shares = array(41, i -> 1 / 41.0);
        Object picture = array(41, i -> array(41, j -> (i + j) % 7 / 5000.0));
        Object plane = array(40, i -> array(40, j -> (i + j) % 7 / 5000.0));
        int pairs = columns * (columns - 1) / 2;
        List<int[]> all = IntStream.range(0, columns)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, columns).mapToObj(j -> new int[] {i, j}))
                .toList();
        Map<String, Object> table = new LinkedHashMap<>(Map.of(
                "name", "",
                "verdict",
                        Map.of(
                                "quality", "FAIR",
                                "privacy", "POOR",
                                "model", "GOOD",
                                "ofModel", "There is no sign that its model gives training rows away.",
                                "ofQuality",
                                        "The synthetic table can stand in for the real one where its faults do not"
                                                + " matter.",
                                "ofPrivacy", "It gives its training rows away and should not be handed over."),
                "measures", List.of(),
                "columns",
                        array(
                                columns,
                                i -> Map.of(
                                        "column", i,
                                        "shape", 0.2 - 0.001 * i,
                                        "shapeFloor", 0.01,
                                        "detection", figure,
                                        "detectionFloor", figure,
                                        "utility", Map.of("skill", figure, "ofReal", figure, "ratio", 0.9),
                                        "shares", shares)),
                "trends", array(pairs, i -> List.of(all.get(i)[0], all.get(i)[1], 0.3 / (i + 1), 0.01)),
                "scores", Map.of("synthetic", array(40, i -> 1 / 40.0), "real", array(40, i -> 1 / 40.0)),
                "privacy",
                        Map.of(
                                "risky",
                                3,
                                "copies",
                                figure,
                                "copiesOfHeldBack",
                                figure,
                                "secrets",
                                List.of(Map.of(
                                        "column", "income", "training", figure, "heldBack", figure, "gain", figure))),
                "rules",
                        array(
                                2,
                                i -> Map.of(
                                        "rule",
                                        "\"start\" is at most \"end\"",
                                        "heldBack",
                                        0,
                                        "independent",
                                        0.5,
                                        "synthetic",
                                        figure,
                                        "judged",
                                        90))));
        return object(Map.of(
                "split", true,
                "notes", List.of("No real rows were held back."),
                "comparison", List.of("Only \"flow\" can stand in for the real table.", "Most like it: \"flow\"."),
                "columns",
                        array(
                                columns,
                                i -> i % 9 == 4
                                        ? "a_rather_long_name_of_a_column_without_a_space_" + i
                                        : "column " + i),
                "bins",
                        array(
                                columns,
                                i -> i % 2 == 0
                                        ? Map.of("edges", array(41, e -> 0.25 * e))
                                        : Map.of("labels", array(40, l -> "label " + l))),
                "real", array(columns, i -> shares),
                "projection",
                        Map.of(
                                "x",
                                array(41, i -> i),
                                "y",
                                array(41, i -> i),
                                "explained",
                                List.of(0.3, 0.2),
                                "tables",
                                array(1 + tables, i -> plane)),
                "pairs",
                        array(
                                Math.min(40, pairs),
                                i -> Map.of(
                                        "first",
                                        all.get(i)[0],
                                        "second",
                                        all.get(i)[1],
                                        "tables",
                                        array(1 + tables, t -> picture))),
                "tables",
                        array(tables, i -> {
                            Map<String, Object> one = new LinkedHashMap<>(table);
                            one.put("name", NAMES.get(i));
                            one.put("measures", array(KEYS.size(), measure -> measure(measure, i)));
                            return one;
                        })));
    }

    /** Losses that fall as 2 / sqrt(step); the last validation is the best. */
    static JsonObject loss(int points, boolean ofLabels) {
        JsonArray steps = new JsonArray();
        JsonArray train = new JsonArray();
        JsonArray validation = new JsonArray();
        for (int i = 1; i <= points; i++) {
            double wave = 0.05 * Math.sin(i);
            steps.add(10L * i);
            train.add(0.5 + 2 / Math.sqrt(i) + wave);
            boolean validated = points == 1 || i % VALIDATED == 0;
            validation.add(validated ? new com.google.gson.JsonPrimitive(0.6 + 2 / Math.sqrt(i)) : JsonNull.INSTANCE);
        }
        JsonObject json = new JsonObject();
        json.add("steps", steps);
        json.add("train", train);
        json.add("validation", validation);
        json.add("bestStep", points == 0 ? JsonNull.INSTANCE : steps.get(points - 1));
        JsonArray kinds = new JsonArray();
        if (ofLabels) {
            kinds.add(kind("numbers", 0.4, train, validation));
            kinds.add(kind("labels", 0.6, train, validation));
        }
        json.add("kinds", kinds);
        return json;
    }

    private static JsonObject kind(String name, double share, JsonArray train, JsonArray validation) {
        JsonObject kind = new JsonObject();
        kind.addProperty("name", name);
        kind.add("train", scaled(share, train));
        kind.add("validation", scaled(share, validation));
        return kind;
    }

    private static JsonArray scaled(double factor, JsonArray values) {
        JsonArray scaled = new JsonArray();
        values.forEach(value -> {
            if (value.isJsonNull()) {
                scaled.add(value);
            } else {
                scaled.add(factor * value.getAsDouble());
            }
        });
        return scaled;
    }

    /** So many columns and pairs of them. */
    static JsonObject coupling(int columns, boolean noise) {
        JsonObject json = new JsonObject();
        json.add("columns", columns(columns));
        json.add("pairs", columns == 0 ? JsonNull.INSTANCE : pairs(columns, noise));
        json.add("rules", array(columns / 5, MadeData::rule));
        return json;
    }

    private static JsonObject rule(int i) {
        String state = List.of("kept", "can be kept", "cannot be kept").get(i % 3);
        return object(
                Map.of(
                        "rule",
                        i % 2 == 0
                                ? "\"column " + i + "\" <= \"a_rather_long_name_of_a_column_without_a_space_" + i + "\""
                                : "\"net " + i + "\" + \"tax\" = \"gross\"",
                        "state",
                        state,
                        "what",
                        state.equals("cannot be kept")
                                ? "Row 17 of the target table breaks the rule: it has 4, 3. So do 12 rows in all."
                                : "\"tax\" is modelled as a share of what is left: values on its decimal places, not only observed ones."));
    }

    private static JsonObject pairs(int columns, boolean noise) {
        int count = columns == 1 ? 1 : 120;
        return object(Map.of(
                "noise",
                noise,
                "pairs",
                count,
                "without",
                columns == 100 ? 7 : 0,
                "axes",
                array(columns, c -> axis(c, columns(columns).get(c).getAsJsonObject(), count, noise))));
    }

    private static JsonObject axis(int c, JsonObject column, int pairs, boolean noise) {
        boolean label = column.get("as").getAsString().equals("labels");
        JsonObject axis = new JsonObject();
        axis.add("name", column.get("column"));
        axis.addProperty("kind", label ? "label" : "number");
        axis.addProperty("gaps", c % 5 == 3);
        axis.add(
                "ticks",
                array(
                        7,
                        i -> List.of(
                                label ? i : i - 3,
                                label
                                        ? "a label of some length " + i
                                        : c % 2 == 0 ? "2026-11-0" + (i + 1) : 1000.5 * i)));
        JsonArray source = array(pairs, i -> label ? i % 7 : Math.sin(7.0 * i + c) * 3);
        axis.add("source", label && noise ? array(pairs, i -> JsonNull.INSTANCE) : source);
        axis.add("target", array(pairs, i -> label ? i % 3 : Math.cos(5.0 * i + c) * 2));
        if (!label) {
            if (!noise) {
                axis.add("sourceCells", array(pairs, i -> 1.5 * i));
            }
            axis.add("targetCells", array(pairs, i -> 2.5 * i));
        }
        return axis;
    }

    private static JsonArray columns(int count) {
        JsonArray columns = new JsonArray();
        for (int i = 0; i < count; i++) {
            boolean label = i % 3 == 1;
            boolean out = i % 11 == 10;
            JsonObject column = new JsonObject();
            column.addProperty(
                    "column", i % 7 == 3 ? "a_rather_long_name_of_a_column_without_a_space_" + i : "column " + i);
            column.addProperty("as", out ? "left out" : label ? "labels" : "numbers");
            column.addProperty("why", label ? "texts with few values" : "a decimal number with many values");
            column.addProperty("levels", label ? 1200 : 0);
            column.addProperty("missing", i % 5 == 0 ? 0.0123 * (i % 50) : 0);
            column.addProperty("warning", i % 9 == 8 ? "12 rows have a value that the others never have." : "");
            column.addProperty("modelled", !out);
            columns.add(column);
        }
        return columns;
    }

    /** Distances that fall with the evaluations to a floor of 0.05, the later the solver the slower. */
    static JsonObject diagnostics(int solvers, int evaluations) {
        JsonArray series = new JsonArray();
        for (int s = 0; s < solvers; s++) {
            JsonObject line = new JsonObject();
            line.addProperty(
                    "solver", SOLVERS[s % SOLVERS.length] + (s < SOLVERS.length ? "" : " " + s / SOLVERS.length));
            JsonArray nfe = new JsonArray();
            JsonArray w2 = new JsonArray();
            for (int e = 0; e < evaluations; e++) {
                nfe.add(1 << e);
                w2.add(0.052 + (0.3 + 0.02 * s) / (1 << e));
            }
            line.add("nfe", nfe);
            line.add("w2", w2);
            series.add(line);
        }
        JsonObject json = new JsonObject();
        json.addProperty("floor", 0.05);
        json.add("series", series);
        JsonArray geometry = new JsonArray();
        for (String name :
                List.of("path energy", "normalised path energy", "straightness", "transport cost of the coupling")) {
            JsonObject quantity = new JsonObject();
            quantity.addProperty("name", name);
            quantity.addProperty("value", 1.0 / 3);
            quantity.addProperty(
                    "meaning", "What " + name + " means, in a sentence that says <what> is 0 for an ideal flow.");
            geometry.add(quantity);
        }
        json.add("geometry", geometry);
        return json;
    }
}
