// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import org.flowmatch.engine.comparison.ModelComparison;
import org.flowmatch.engine.comparison.ModelFigures;
import org.flowmatch.engine.comparison.ModelFigures.Run;

/**
 * The data of the view: {@code {"rows": n, "floor": w, "models": [{"name", "parameters", "training", "likelihood", "error", "runs":
 * [{"sampler", "nfe", "seconds", "w2", "auc"}]}]}}, with null for what is missing.
 */
final class ComparisonPicture {
    private ComparisonPicture() {}

    static String json(ModelComparison comparison) {
        JsonObject json = new JsonObject();
        json.addProperty("rows", comparison.rows());
        add(json, "floor", comparison.floor());
        JsonArray models = new JsonArray();
        comparison.models().forEach(model -> models.add(model(model)));
        json.add("models", models);
        return json.toString();
    }

    private static JsonObject model(ModelFigures model) {
        JsonObject json = new JsonObject();
        json.addProperty("name", model.name());
        json.addProperty("parameters", model.parameters());
        add(json, "training", model.trainingSeconds().orElse(Double.NaN));
        add(json, "likelihood", model.density().mean());
        add(json, "error", model.density().standardError());
        JsonArray runs = new JsonArray();
        for (Run run : model.runs()) {
            JsonObject one = new JsonObject();
            one.addProperty("sampler", run.sampler());
            add(one, "nfe", run.nfe());
            add(one, "seconds", run.seconds());
            add(one, "w2", run.distance());
            add(one, "auc", run.detection());
            runs.add(one);
        }
        json.add("runs", runs);
        return json;
    }

    private static void add(JsonObject json, String name, double number) {
        if (Double.isFinite(number)) {
            json.addProperty(name, number);
        } else {
            json.add(name, JsonNull.INSTANCE);
        }
    }
}
