// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import org.flowmatch.engine.geometry.Geodesic;
import org.flowmatch.engine.path.Schedule;

/** Angles on their way, of which the share a(t) of a schedule lies behind them at t. */
final class TorusPathSection implements Section {
    private static final Set<String> KEYS = Set.of("scheduler", "t", "x_t", "dx_t");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonObject expected = element.getAsJsonObject();
        Comparison.requireKnown("torus_path", expected, KEYS);
        Schedule schedule =
                ReferencePaths.of(expected.get("scheduler").getAsString()).schedule();
        double[] t = Comparison.flat(expected.get("t"));
        for (int i = 0; i < t.length; i++) {
            double[] end = new double[2];
            double[] speed = new double[2];
            for (int k = 0; k < 2; k++) {
                Geodesic way = Geodesic.between(
                        SpherePoints.circle(SpherePoints.ANGLES_FROM[i][k]),
                        SpherePoints.circle(SpherePoints.ANGLES_TO[i][k]),
                        new double[2]);
                double gone = schedule.a(t[i]);
                end[k] = SpherePoints.angle(way.at(gone));
                speed[k] = schedule.da(t[i]) * SpherePoints.along(end[k], way.velocity(gone));
            }
            comparison.numbers("torus_path.x_t", end, SpherePoints.row(expected, "x_t", i), FORMULA);
            comparison.numbers("torus_path.dx_t", speed, SpherePoints.row(expected, "dx_t", i), FORMULA);
        }
    }
}
