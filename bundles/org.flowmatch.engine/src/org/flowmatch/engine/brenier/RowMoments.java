// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Mean [d] and covariance [d, d] (divisor n) of rows, which must not be changed.
 *
 * @param covariance symmetric, positive semidefinite
 */
record RowMoments(double[] mean, double[][] covariance) {
    private static final int ROWS_AT_ONCE = 4096;

    @FunctionalInterface
    private interface Row {
        void take(float[] rows, int at);
    }

    /** Those of N(0, I). */
    static RowMoments standardNormal(int columns) {
        double[][] identity = new double[columns][columns];
        for (int k = 0; k < columns; k++) {
            identity[k][k] = 1;
        }
        return new RowMoments(new double[columns], identity);
    }

    /** @param rows [n, d], at least one; read twice */
    static RowMoments of(RowMatrix rows, Monitor monitor) {
        int d = rows.columns();
        double[] mean = new double[d];
        forEach(rows, monitor.part(0, 0.3), (block, at) -> {
            for (int k = 0; k < d; k++) {
                mean[k] += block[at + k];
            }
        });
        for (int k = 0; k < d; k++) {
            mean[k] /= rows.rows();
        }
        double[][] products = new double[d][d];
        double[] centred = new double[d];
        forEach(rows, monitor.part(0.3, 1), (block, at) -> {
            for (int k = 0; k < d; k++) {
                centred[k] = block[at + k] - mean[k];
            }
            for (int k = 0; k < d; k++) {
                double[] line = products[k];
                for (int l = 0; l <= k; l++) {
                    line[l] += centred[k] * centred[l];
                }
            }
        });
        for (int k = 0; k < d; k++) {
            for (int l = 0; l <= k; l++) {
                products[k][l] /= rows.rows();
                products[l][k] = products[k][l];
            }
        }
        return new RowMoments(mean, products);
    }

    private static void forEach(RowMatrix rows, Monitor monitor, Row row) {
        int d = rows.columns();
        float[] block = new float[Math.min(ROWS_AT_ONCE, rows.rows()) * d];
        for (int first = 0; first < rows.rows(); first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.rows() - first);
            rows.copyRows(first, count, block);
            for (int i = 0; i < count; i++) {
                if (i % 64 == 0) {
                    monitor.check();
                }
                row.take(block, i * d);
            }
            monitor.report((double) (first + count) / rows.rows(), "Means and covariances of rows");
        }
    }

    int columns() {
        return mean.length;
    }

    /** E|x - y|^2 of independent rows. */
    double independentCost(RowMoments other) {
        double sum = 0;
        for (int k = 0; k < mean.length; k++) {
            double shift = other.mean[k] - mean[k];
            sum += shift * shift + covariance[k][k] + other.covariance[k][k];
        }
        return sum;
    }
}
