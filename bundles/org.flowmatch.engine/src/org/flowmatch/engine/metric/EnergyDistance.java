// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.data.RowMatrix;

/**
 * The energy distance of two samples (Szekely and Rizzo 2013): 2 E|X - Y| - E|X - X'| - E|Y - Y'| with Euclidean norms,
 * the means taken over all pairs of rows, so that it is zero exactly for equal samples and never negative.
 */
public final class EnergyDistance {
    private EnergyDistance() {}

    /**
     * @param a sample [n, d]
     * @param b sample [m, d]
     */
    public static double between(RowMatrix a, RowMatrix b) {
        Rows.checkComparable(a, b, "energy distance");
        float[] left = a.toArray();
        float[] right = b.toArray();
        int columns = a.columns();
        return Math.max(
                0,
                2 * meanDistance(left, right, columns)
                        - meanDistance(left, left, columns)
                        - meanDistance(right, right, columns));
    }

    private static double meanDistance(float[] a, float[] b, int columns) {
        int n = a.length / columns;
        int m = b.length / columns;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                sum += Math.sqrt(Rows.squaredDistance(a, i, b, j, columns));
            }
        }
        return sum / n / m;
    }
}
