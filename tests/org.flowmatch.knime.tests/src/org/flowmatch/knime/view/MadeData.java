// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
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
                        ViewCase.ready(View.COLUMNS, "one", columns(1)),
                        ViewCase.ready(View.COLUMNS, "many", columns(100)),
                        ViewCase.empty(View.COLUMNS, columns(0)),
                        ViewCase.ready(View.DIAGNOSTICS, "one", diagnostics(1, 1)),
                        ViewCase.ready(View.DIAGNOSTICS, "many", diagnostics(100, 8)),
                        ViewCase.empty(View.DIAGNOSTICS, diagnostics(0, 0)),
                        ViewCase.error(View.LOSS),
                        ViewCase.error(View.COLUMNS),
                        ViewCase.error(View.DIAGNOSTICS))
                .toList();
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

    static JsonArray columns(int count) {
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
