// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;

/** Points and velocities of a pair on a path, and each prediction computed from each other one. */
final class AffinePathSection implements Section {
    private static final Map<String, Step> CONVERSIONS = Map.of(
            "target_to_velocity", new Step("x1", Prediction.TARGET, Prediction.VELOCITY),
            "epsilon_to_velocity", new Step("x0", Prediction.NOISE, Prediction.VELOCITY),
            "velocity_to_target", new Step("dx_t", Prediction.VELOCITY, Prediction.TARGET),
            "velocity_to_epsilon", new Step("dx_t", Prediction.VELOCITY, Prediction.NOISE),
            "epsilon_to_target", new Step("x0", Prediction.NOISE, Prediction.TARGET),
            "target_to_epsilon", new Step("x1", Prediction.TARGET, Prediction.NOISE),
            "score_from_eps", new Step("x0", Prediction.NOISE, Prediction.SCORE));
    private static final Set<String> POINTS = Set.of("t", "x0", "x1", "x_t", "dx_t");

    private record Step(String given, Prediction learnt, Prediction wanted) {}

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        for (String name : element.getAsJsonObject().keySet()) {
            ConditionalPath path = ReferencePaths.of(name);
            JsonArray cases = element.getAsJsonObject().getAsJsonArray(name);
            for (int i = 0; i < cases.size(); i++) {
                compare(
                        "affine_path." + name + "[" + i + "]",
                        path,
                        cases.get(i).getAsJsonObject(),
                        comparison);
            }
        }
    }

    private static void compare(String name, ConditionalPath path, JsonObject expected, Comparison comparison) {
        double t = expected.get("t").getAsDouble();
        PathPoint point = new PathPoint(
                path, t, Comparison.flat(expected.get("x0")), Comparison.flat(expected.get("x1")), new double[0]);
        point.compare(name, expected.get("x_t"), expected.get("dx_t"), FORMULA, comparison);
        double[] x = Comparison.flat(expected.get("x_t"));
        for (String key : expected.keySet()) {
            Step step = CONVERSIONS.get(key);
            if (step != null) {
                FieldTerms terms =
                        Conversion.of(step.learnt(), path).law(step.wanted()).at(t);
                double[] given = Comparison.flat(expected.get(step.given()));
                double[] values = new double[x.length];
                for (int k = 0; k < x.length; k++) {
                    values[k] = terms.xWeight() * x[k] + terms.outWeight() * given[k];
                }
                comparison.numbers(name + "." + key, values, expected.get(key), FORMULA);
            } else if (!POINTS.contains(key)) {
                Comparison.unknown(name + "." + key);
            }
        }
    }
}
