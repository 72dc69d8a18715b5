// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;

/** The points of the reference's sections on manifolds, of which those on paths do not repeat them. */
final class SpherePoints {
    /** Source points on the sphere. */
    static final double[][] FROM = {unit(1, 2, 2), unit(3, -5, 9)};

    static final double[][] TO = {unit(-2, 1, 4), unit(7, 1, -2)};

    /** Source angles on the torus. */
    static final double[][] ANGLES_FROM = {{0.1, 6.0}, {3.0, 5.5}};

    static final double[][] ANGLES_TO = {{6.2, 0.2}, {0.2, 1.0}};

    private SpherePoints() {}

    private static double[] unit(double... direction) {
        double length = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
        return Arrays.stream(direction).map(v -> v / length).toArray();
    }

    static JsonArray rows(double[][] points) {
        return new Gson().toJsonTree(points).getAsJsonArray();
    }

    static JsonElement row(JsonObject of, String key, int row) {
        return of.getAsJsonArray(key).get(row);
    }

    /** An angle as a point of the circle. */
    static double[] circle(double angle) {
        return new double[] {Math.cos(angle), Math.sin(angle)};
    }

    /** What of a tangent at an angle leads to larger ones. */
    static double along(double angle, double[] tangent) {
        return -Math.sin(angle) * tangent[0] + Math.cos(angle) * tangent[1];
    }

    /** The angle of a point, of [0, 2 pi). */
    static double angle(double[] point) {
        double angle = Math.atan2(point[1], point[0]);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }
}
