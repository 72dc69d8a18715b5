// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.path.ConditionalPath;

/**
 * The data of the view:
 *
 * <pre>
 * {"label": text, "formula": text, "noisy": true, "times": [t], "a": [x], "s": [x], "noise": [x], "snr": [x],
 *  "pairs": [{"x0": x, "x1": x, "mean": [x]}]}
 * </pre>
 *
 * over the times of the path. The signal-to-noise ratio is (a / spread)^2, null where it is infinite; the means are a x1 + s x0 of
 * pairs of one number, as each coordinate of a row has.
 */
final class PathPicture {
    private static final int TIMES = 101;

    /** Source and target values: each target from two sources, as far apart as normal numbers mostly are. */
    private static final double[][] PAIRS = {{-1.3, -0.8}, {0.9, -0.8}, {-0.4, 1}, {1.6, 1}, {0.2, 0.1}};

    private PathPicture() {}

    static JsonObject of(ConditionalPath path) {
        JsonObject json = new JsonObject();
        json.addProperty("label", path.label());
        json.addProperty("formula", path.formula());
        json.addProperty("noisy", path.noisy());
        json.add("times", over(path, t -> t));
        json.add("a", over(path, path.schedule()::a));
        json.add("s", over(path, path.schedule()::s));
        json.add("noise", over(path, path::noise));
        json.add("snr", over(path, t -> Math.pow(path.schedule().a(t) / path.spread(t), 2)));
        JsonArray pairs = new JsonArray();
        for (double[] pair : PAIRS) {
            JsonObject one = new JsonObject();
            one.addProperty("x0", pair[0]);
            one.addProperty("x1", pair[1]);
            one.add(
                    "mean",
                    over(
                            path,
                            t -> path.schedule().a(t) * pair[1]
                                    + path.schedule().s(t) * pair[0]));
            pairs.add(one);
        }
        json.add("pairs", pairs);
        return json;
    }

    private static JsonArray over(ConditionalPath path, DoubleUnaryOperator of) {
        JsonArray numbers = new JsonArray(TIMES);
        for (int i = 0; i < TIMES; i++) {
            double t = path.tMin() + (path.tMax() - path.tMin()) * i / (TIMES - 1);
            double number = of.applyAsDouble(t);
            JsonElement element = Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
            numbers.add(element);
        }
        return numbers;
    }
}
