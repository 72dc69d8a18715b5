// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

/** The costs c[i, j] of a transport problem, row by row, so that a large matrix need not be kept twice. */
public interface CostRows {

    int rows();

    int columns();

    /** The costs of row i to line[0 .. columns). */
    void row(int i, double[] line);

    /** @param cost [n, m] */
    static CostRows of(double[] cost, int n, int m) {
        if (n < 1 || m < 1 || cost.length != (long) n * m) {
            throw new IllegalArgumentException(cost.length + " costs are no matrix of " + n + " x " + m);
        }
        return new GivenCosts(cost, n, m);
    }

    /** Squared distances |a_i - b_j|^2 of rows [n, d] and [m, d], computed anew for each call. */
    static CostRows distances(float[] a, int n, float[] b, int m, int d) {
        return new Distances(a, n, SquaredDistances.columns(b, 0, m, d), new float[m]);
    }

    /** @param cost [rows, columns] */
    record GivenCosts(double[] cost, int rows, int columns) implements CostRows {
        @Override
        public void row(int i, double[] line) {
            System.arraycopy(cost, i * columns, line, 0, columns);
        }
    }

    /**
     * @param a [rows, d]
     * @param b [d][columns]
     * @param line takes a row in single precision
     */
    record Distances(float[] a, int rows, float[][] b, float[] line) implements CostRows {
        @Override
        public int columns() {
            return line.length;
        }

        @Override
        public void row(int i, double[] distances) {
            SquaredDistances.row(a, i, b, line, line.length);
            for (int j = 0; j < line.length; j++) {
                distances[j] = line[j];
            }
        }
    }
}
