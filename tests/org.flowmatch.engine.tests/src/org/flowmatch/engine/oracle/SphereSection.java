// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import org.flowmatch.engine.geometry.UnitSphere;

/** Exponential map, logarithm and distance of points of the sphere. */
final class SphereSection implements Section {
    private static final Set<String> KEYS = Set.of("a", "b", "log", "exp_log", "u", "exp", "dist");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonObject expected = element.getAsJsonObject();
        Comparison.requireKnown("sphere", expected, KEYS);
        double[][] a = Comparison.rows(expected.get("a"));
        double[][] b = Comparison.rows(expected.get("b"));
        double[][] u = Comparison.rows(expected.get("u"));
        double[] distances = Comparison.flat(expected.get("dist"));
        for (int i = 0; i < a.length; i++) {
            double[] log = UnitSphere.log(a[i], b[i], new double[a[i].length]);
            comparison.numbers(
                    "sphere.a", a[i], SpherePoints.rows(SpherePoints.FROM).get(i), FORMULA);
            comparison.numbers(
                    "sphere.b", b[i], SpherePoints.rows(SpherePoints.TO).get(i), FORMULA);
            comparison.numbers("sphere.log", log, SpherePoints.row(expected, "log", i), FORMULA);
            comparison.numbers(
                    "sphere.exp_log", UnitSphere.exp(a[i], log), SpherePoints.row(expected, "exp_log", i), FORMULA);
            comparison.numbers("sphere.exp", UnitSphere.exp(a[i], u[i]), SpherePoints.row(expected, "exp", i), FORMULA);
            comparison.numbers(
                    "sphere.u", UnitSphere.projected(a[i], u[i]), SpherePoints.row(expected, "u", i), FORMULA);
            comparison.number("sphere.dist", UnitSphere.distance(a[i], b[i]), distances[i], FORMULA);
        }
    }
}
