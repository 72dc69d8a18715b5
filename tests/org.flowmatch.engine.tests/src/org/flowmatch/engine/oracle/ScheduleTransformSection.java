// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.ScheduleChange;
import org.flowmatch.engine.path.Prediction;

/** A velocity on one schedule followed on another one. */
final class ScheduleTransformSection implements Section {
    private static final Set<String> KEYS = Set.of("base", "from_", "to", "t", "x", "u");
    /** The known velocities, x times a power of t. */
    private static final Pattern BASE = Pattern.compile("u_t\\(x\\)=x\\*t(?:\\^(\\d+))?");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonArray cases = element.getAsJsonArray();
        for (int i = 0; i < cases.size(); i++) {
            String name = "schedule_transform[" + i + "]";
            JsonObject expected = cases.get(i).getAsJsonObject();
            Comparison.requireKnown(name, expected, KEYS);
            Matcher base = BASE.matcher(expected.get("base").getAsString());
            if (!base.matches()) {
                Comparison.unknown("the velocity " + expected.get("base"));
            }
            double power = base.group(1) == null ? 1 : Double.parseDouble(base.group(1));
            FieldTerms terms = ScheduleChange.of(
                            Prediction.VELOCITY,
                            ReferencePaths.of(expected.get("from_").getAsString()),
                            ReferencePaths.of(expected.get("to").getAsString()))
                    .velocity()
                    .at(expected.get("t").getAsDouble());
            double[] x = Comparison.flat(expected.get("x"));
            double[] u = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                double known = terms.inScale() * x[k] * Math.pow(terms.time(), power);
                u[k] = terms.xWeight() * x[k] + terms.outWeight() * known;
            }
            comparison.numbers(name + ".u", u, expected.get("u"), FORMULA);
        }
    }
}
