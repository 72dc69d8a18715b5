// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.Arrays;

/** Products of small square matrices [d, d], by row. */
final class Matrices {
    private Matrices() {}

    static double[][] copy(double[][] a) {
        return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    }

    static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                add(a[i][k], b[k], product[i]);
            }
        }
        return product;
    }

    /** The sum over k of values[k] v_k v_k^T, where row k of vectors is v_k. */
    static double[][] spectral(double[][] vectors, double[] values) {
        int d = values.length;
        double[][] sum = new double[d][d];
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                add(values[k] * vectors[k][i], vectors[k], sum[i]);
            }
        }
        return sum;
    }

    private static void add(double factor, double[] a, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * a[j];
        }
    }
}
