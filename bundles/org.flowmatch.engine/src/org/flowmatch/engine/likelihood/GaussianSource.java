// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

/** The source N(0, scale^2 I). */
public final class GaussianSource {
    private GaussianSource() {}

    /** The log-density of one row of [n, columns]: -|x|^2 / (2 scale^2) - columns (log(2 pi) / 2 + log scale). */
    public static double logDensity(double[] rows, int row, int columns, double scale) {
        double squares = 0;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            squares += rows[i] * rows[i];
        }
        return -squares / (2 * scale * scale) - columns * (Math.log(2 * Math.PI) / 2 + Math.log(scale));
    }
}
