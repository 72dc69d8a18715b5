// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import org.flowmatch.engine.Monitor;

/**
 * The optimal transport map between normal distributions of given means and covariances,
 *
 * <pre>
 * T(x) = m1 + L (x - m0),   L = A^(-1/2) (A^(1/2) B A^(1/2))^(1/2) A^(-1/2)
 * cost = |m1 - m0|^2 + tr A + tr B - 2 tr (A^(1/2) B A^(1/2))^(1/2)
 * </pre>
 *
 * (Dowson and Landau 1982). L is symmetric and positive, so that the map is optimal from any law to what it makes of it; and no plan
 * between laws with these moments costs less (Gelbrich 1990). Where A has no spread, L is 0.
 *
 * @param from m0 [d]
 * @param to m1 [d]
 * @param matrix L [d, d]
 */
record AffineMap(double[] from, double[] to, double[][] matrix, double cost) {

    /** From rows with the first moments to rows with the second. */
    static AffineMap between(RowMoments a, RowMoments b, Monitor monitor) {
        SymmetricRoots source = SymmetricRoots.of(a.covariance(), monitor);
        SymmetricRoots middle = SymmetricRoots.of(
                Matrices.product(Matrices.product(source.root(), b.covariance()), source.root()), monitor);
        double[][] matrix = Matrices.product(Matrices.product(source.inverse(), middle.root()), source.inverse());
        return new AffineMap(a.mean(), b.mean(), matrix, Math.max(0, a.independentCost(b) - 2 * middle.trace()));
    }

    int columns() {
        return from.length;
    }

    /** T(x) of the row at x[at ..] to y[to .. to + d). */
    void apply(float[] x, int at, double[] y, int to) {
        int d = from.length;
        System.arraycopy(this.to, 0, y, to, d);
        for (int k = 0; k < d; k++) {
            double centred = x[at + k] - from[k];
            // symmetric: row k is column k
            double[] line = matrix[k];
            for (int l = 0; l < d; l++) {
                y[to + l] += centred * line[l];
            }
        }
    }

    /** T of rows x [n, d]. */
    float[] apply(float[] x) {
        int d = from.length;
        double[] y = new double[d];
        float[] mapped = new float[x.length];
        for (int at = 0; at < x.length; at += d) {
            apply(x, at, y, 0);
            for (int k = 0; k < d; k++) {
                mapped[at + k] = (float) y[k];
            }
        }
        return mapped;
    }
}
