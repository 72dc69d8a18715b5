// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import org.flowmatch.engine.geometry.Geodesic;

/** Points between those of {@link SpherePoints} at constant speed, and their velocities. */
final class SpherePathSection implements Section {
    private static final Set<String> KEYS = Set.of("t", "x_t", "dx_t");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonObject expected = element.getAsJsonObject();
        Comparison.requireKnown("sphere_path", expected, KEYS);
        double[] t = Comparison.flat(expected.get("t"));
        for (int i = 0; i < t.length; i++) {
            Geodesic way = Geodesic.between(SpherePoints.FROM[i], SpherePoints.TO[i], new double[3]);
            comparison.numbers("sphere_path.x_t", way.at(t[i]), SpherePoints.row(expected, "x_t", i), FORMULA);
            comparison.numbers("sphere_path.dx_t", way.velocity(t[i]), SpherePoints.row(expected, "dx_t", i), FORMULA);
        }
    }
}
