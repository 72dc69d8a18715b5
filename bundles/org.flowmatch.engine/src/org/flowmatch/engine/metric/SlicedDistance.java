// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The one-dimensional W2 distances of two samples [n, d] along random directions. Rows are moved by the mean of the first
 * sample before they are projected, so that float32 rounds what is left of them; squares are summed in float64.
 */
final class SlicedDistance {
    /** Directions of one job. */
    private static final int GROUP = 8;

    /** [d][n]: a projection is a sum of columns. */
    private final float[][] left;

    private final float[][] right;
    private final int rows;
    private final KeyedRandom random;

    SlicedDistance(RowMatrix a, RowMatrix b, long seed) {
        rows = a.rows();
        random = new KeyedRandom(seed, Purpose.METRIC);
        double[] shift = ColumnMeans.of(a);
        left = columns(a, shift);
        right = columns(b, shift);
    }

    private static float[][] columns(RowMatrix matrix, double[] shift) {
        float[][] columns = new float[matrix.columns()][matrix.rows()];
        float[] row = new float[matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.copyRow(i, row, 0);
            for (int k = 0; k < row.length; k++) {
                columns[k][i] = (float) (row[k] - shift[k]);
            }
        }
        return columns;
    }

    /** The mean of the squared distances along the directions 0, 1, 2, ... of the seed. */
    double squared(int directions, int threads, Monitor monitor) {
        Jobs jobs = new Jobs("groups of directions");
        for (int first = 0; first < directions; first += GROUP) {
            int from = first;
            int to = Math.min(directions, first + GROUP);
            jobs.add(() -> sum(from, to));
        }
        return Arrays.stream(jobs.run(threads, monitor)).sum() / directions;
    }

    private double sum(int from, int to) throws InterruptedException {
        float[] direction = new float[left.length];
        float[] first = new float[rows];
        float[] second = new float[rows];
        FloatSort sort = new FloatSort(rows);
        double sum = 0;
        for (int k = from; k < to; k++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            random.gaussians(k, 0, direction, 0, direction.length);
            normalise(direction);
            project(left, direction, first);
            project(right, direction, second);
            sort.sort(first);
            sort.sort(second);
            sum += meanSquare(first, second);
        }
        return sum;
    }

    private static void normalise(float[] direction) {
        double norm = 0;
        for (float value : direction) {
            norm += value * value;
        }
        float scale = (float) (1 / Math.sqrt(norm));
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= scale;
        }
    }

    private static void project(float[][] columns, float[] direction, float[] projected) {
        Arrays.fill(projected, 0);
        for (int k = 0; k < columns.length; k++) {
            add(direction[k], columns[k], projected);
        }
    }

    /** A loop on its own, of one shape, which the compiler turns into vector instructions. */
    private static void add(float weight, float[] column, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * column[i];
        }
    }

    private static double meanSquare(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum / a.length;
    }
}
