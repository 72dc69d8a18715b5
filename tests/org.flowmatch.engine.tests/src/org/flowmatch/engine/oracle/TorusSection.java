// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import org.flowmatch.engine.geometry.UnitSphere;

/** Exponential map and logarithm of angles, each on a circle of its own. */
final class TorusSection implements Section {
    private static final Set<String> KEYS = Set.of("a", "b", "log", "exp_log");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonObject expected = element.getAsJsonObject();
        Comparison.requireKnown("torus", expected, KEYS);
        double[][] a = Comparison.rows(expected.get("a"));
        double[][] b = Comparison.rows(expected.get("b"));
        for (int i = 0; i < a.length; i++) {
            double[] log = new double[a[i].length];
            double[] end = new double[a[i].length];
            for (int k = 0; k < log.length; k++) {
                double[] from = SpherePoints.circle(a[i][k]);
                double[] tangent = UnitSphere.log(from, SpherePoints.circle(b[i][k]), new double[2]);
                log[k] = SpherePoints.along(a[i][k], tangent);
                end[k] = SpherePoints.angle(UnitSphere.exp(from, tangent));
            }
            comparison.numbers(
                    "torus.a", a[i], SpherePoints.rows(SpherePoints.ANGLES_FROM).get(i), FORMULA);
            comparison.numbers(
                    "torus.b", b[i], SpherePoints.rows(SpherePoints.ANGLES_TO).get(i), FORMULA);
            comparison.numbers("torus.log", log, SpherePoints.row(expected, "log", i), FORMULA);
            comparison.numbers("torus.exp_log", end, SpherePoints.row(expected, "exp_log", i), FORMULA);
        }
    }
}
