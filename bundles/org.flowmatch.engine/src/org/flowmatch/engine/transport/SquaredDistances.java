// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * The matrix of squared distances c[i, j] = |a_i - b_j|^2 in float32. Differences are squared, not expanded into products, so
 * that nothing cancels for rows that are close to each other but far from zero. An interrupt of the thread ends the work by a
 * {@link java.util.concurrent.CancellationException}.
 */
public final class SquaredDistances {
    private static final int BLOCK = 1024;

    private SquaredDistances() {}

    /**
     * @param a [n, d]
     * @param b [m, d]
     * @return [n, m]
     * @throws IllegalArgumentException when the matrix would have 2^31 cells or more
     */
    public static float[] between(float[] a, int n, float[] b, int m, int d) {
        if ((long) n * m > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(n + " x " + m + " distances do not fit into one array");
        }
        float[] distances = new float[n * m];
        fill(a, n, b, m, d, distances);
        return distances;
    }

    /** As {@link #between}, into the first n * m cells of distances. */
    public static void fill(float[] a, int n, float[] b, int m, int d, float[] distances) {
        float[] sums = new float[Math.min(BLOCK, m)];
        for (int first = 0; first < m; first += BLOCK) {
            int count = Math.min(BLOCK, m - first);
            float[][] columns = columns(b, first, count, d);
            for (int i = 0; i < n; i++) {
                Interrupts.check("computation of distances");
                row(a, i, columns, sums, count);
                System.arraycopy(sums, 0, distances, i * m + first, count);
            }
        }
    }

    /** The columns [d][count] of the rows first, first + 1, ... of b [m, d]. */
    static float[][] columns(float[] b, int first, int count, int d) {
        float[][] columns = new float[d][count];
        for (int j = 0; j < count; j++) {
            for (int k = 0; k < d; k++) {
                columns[k][j] = b[(first + j) * d + k];
            }
        }
        return columns;
    }

    /** The distances of row i of a to the rows whose columns are given, to distances[0 .. count). */
    static void row(float[] a, int i, float[][] columns, float[] distances, int count) {
        Arrays.fill(distances, 0, count, 0);
        int d = columns.length;
        int k = 0;
        for (; k + 3 < d; k += 4) {
            int at = i * d + k;
            addFour(
                    a[at],
                    columns[k],
                    a[at + 1],
                    columns[k + 1],
                    a[at + 2],
                    columns[k + 2],
                    a[at + 3],
                    columns[k + 3],
                    distances,
                    count);
        }
        for (; k < d; k++) {
            add(a[i * d + k], columns[k], distances, count);
        }
    }

    /** Loops on their own, of one shape, which the compiler turns into vector instructions. */
    private static void add(float x, float[] line, float[] sums, int count) {
        for (int j = 0; j < count; j++) {
            float difference = x - line[j];
            sums[j] += difference * difference;
        }
    }

    /** As four times {@link #add}, bit by bit, with a quarter of the traffic. */
    private static void addFour(
            float x0,
            float[] line0,
            float x1,
            float[] line1,
            float x2,
            float[] line2,
            float x3,
            float[] line3,
            float[] sums,
            int count) {
        for (int j = 0; j < count; j++) {
            float d0 = x0 - line0[j];
            float d1 = x1 - line1[j];
            float d2 = x2 - line2[j];
            float d3 = x3 - line3[j];
            sums[j] = sums[j] + d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
        }
    }
}
