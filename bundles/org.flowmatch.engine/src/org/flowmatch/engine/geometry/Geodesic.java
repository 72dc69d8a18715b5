// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

/**
 * The shortest way between two points of the unit sphere at constant speed, t = 0 to 1: x_t = exp_x0(t log_x0(x1)), and its
 * velocity, which is tangent at x_t (Chen and Lipman 2024).
 *
 * @param from x0
 * @param tangent log_x0(x1)
 */
public record Geodesic(double[] from, double[] tangent) {

    /** @param turn as {@link UnitSphere#log} takes it */
    public static Geodesic between(double[] x0, double[] x1, double[] turn) {
        return new Geodesic(x0, UnitSphere.log(x0, x1, turn));
    }

    /** x_t. */
    public double[] at(double t) {
        double[] way = new double[from.length];
        for (int i = 0; i < way.length; i++) {
            way[i] = t * tangent[i];
        }
        return UnitSphere.exp(from, way);
    }

    /** d/dt x_t. */
    public double[] velocity(double t) {
        double length = UnitSphere.norm(tangent);
        double[] velocity = new double[from.length];
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = Math.cos(t * length) * tangent[i] - Math.sin(t * length) * length * from[i];
        }
        return velocity;
    }
}
