// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

/**
 * The unit sphere of R^k as a Riemannian manifold, its points being unit vectors of k coordinates and its tangents vectors
 * perpendicular to their point (Absil, Mahony and Sepulchre 2008, "Optimization algorithms on matrix manifolds"; Chen and Lipman
 * 2024). Of two coordinates it is the circle.
 */
public final class UnitSphere {
    private UnitSphere() {}

    /** The length of the shortest way between two points, 0 to pi; exact to rounding for near points and antipodes, too (Kahan). */
    public static double distance(double[] x, double[] y) {
        double apart = 0;
        double together = 0;
        for (int i = 0; i < x.length; i++) {
            apart += (x[i] - y[i]) * (x[i] - y[i]);
            together += (x[i] + y[i]) * (x[i] + y[i]);
        }
        return 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together));
    }

    /** Where one arrives from x along the tangent v: cos |v| x + sin |v| v / |v|. */
    public static double[] exp(double[] x, double[] v) {
        double length = norm(v);
        double along = length == 0 ? 1 : Math.sin(length) / length;
        double[] end = new double[x.length];
        for (int i = 0; i < end.length; i++) {
            end[i] = Math.cos(length) * x[i] + along * v[i];
        }
        return end;
    }

    /**
     * The tangent at x whose way is the shortest one to y, as long as their distance.
     *
     * @param turn [k], a direction in which to set out where y is the antipode of x, to which all ways are as short
     */
    public static double[] log(double[] x, double[] y, double[] turn) {
        double[] v = projected(x, y);
        double distance = distance(x, y);
        if (Math.PI - distance < NEAR_ANTIPODE) {
            v = projected(x, turn);
        }
        double length = norm(v);
        double factor = length == 0 ? 0 : distance / length;
        for (int i = 0; i < v.length; i++) {
            v[i] *= factor;
        }
        return v;
    }

    /** Nearer to the antipode, the way to y is rounding. */
    private static final double NEAR_ANTIPODE = 1e-7;

    /** What of a vector is tangent at x: v - (x'v) x. */
    public static double[] projected(double[] x, double[] v) {
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            along += x[i] * v[i];
        }
        double[] tangent = new double[x.length];
        for (int i = 0; i < tangent.length; i++) {
            tangent[i] = v[i] - along * x[i];
        }
        return tangent;
    }

    /** Makes a unit vector of x in its place; nothing of a vector of zeros. */
    public static void normalise(double[] x) {
        double length = norm(x);
        for (int i = 0; i < x.length && length > 0; i++) {
            x[i] /= length;
        }
    }

    /** The log of the area of the unit sphere of R^k, k at least 1: 2 pi^(k/2) / Gamma(k/2); of two points 2. */
    public static double logArea(int k) {
        double log = Math.log(k % 2 == 1 ? 2 : 2 * Math.PI);
        for (int width = k % 2 == 1 ? 3 : 4; width <= k; width += 2) {
            log += Math.log(2 * Math.PI / (width - 2));
        }
        return log;
    }

    static double norm(double[] v) {
        double squares = 0;
        for (double each : v) {
            squares += each * each;
        }
        return Math.sqrt(squares);
    }
}
