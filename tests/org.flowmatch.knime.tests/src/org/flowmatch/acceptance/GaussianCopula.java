// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.util.Arrays;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;

/**
 * The plain statistical model of a table that a flow has to beat: normal scores of the ranks, their correlation matrix,
 * and the empirical quantiles to come back.
 */
final class GaussianCopula {
    private final double[][] sorted;
    private final double[][] cholesky;

    GaussianCopula(RowMatrix training) {
        int n = training.rows();
        int d = training.columns();
        sorted = new double[d][n];
        double[][] scores = new double[d][n];
        for (int column = 0; column < d; column++) {
            int at = column;
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (i, j) -> Float.compare(training.get(i, at), training.get(j, at)));
            for (int rank = 0; rank < n; rank++) {
                sorted[column][rank] = training.get(order[rank], column);
                scores[column][order[rank]] = NormalQuantile.of((rank + 0.5) / n);
            }
        }
        cholesky = cholesky(correlations(scores));
    }

    RowMatrix sample(int rows, long seed) {
        int d = sorted.length;
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        float[] normal = new float[d];
        float[] values = new float[rows * d];
        for (int row = 0; row < rows; row++) {
            random.gaussians(row, 0, normal, 0, d);
            for (int i = 0; i < d; i++) {
                double score = 0;
                for (int j = 0; j <= i; j++) {
                    score += cholesky[i][j] * normal[j];
                }
                int n = sorted[i].length;
                values[row * d + i] = (float) sorted[i][Math.min(n - 1, (int) (rankOf(score) * n))];
            }
        }
        return RowMatrix.of(values, d);
    }

    /** Phi(score), by bisection of its inverse. */
    private static double rankOf(double score) {
        double low = 1e-12;
        double high = 1 - 1e-12;
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (NormalQuantile.of(middle) < score) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double[][] correlations(double[][] scores) {
        int d = scores.length;
        double[][] matrix = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double product = 0;
                double squares = 0;
                for (int row = 0; row < scores[i].length; row++) {
                    product += scores[i][row] * scores[j][row];
                    squares += scores[i][row] * scores[i][row];
                }
                matrix[i][j] = product / squares;
            }
        }
        return matrix;
    }

    private static double[][] cholesky(double[][] matrix) {
        int d = matrix.length;
        double[][] lower = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / lower[j][j];
            }
        }
        return lower;
    }
}
