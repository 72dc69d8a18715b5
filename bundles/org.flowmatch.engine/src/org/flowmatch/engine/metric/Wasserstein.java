// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.transport.Assignment;
import org.flowmatch.engine.transport.SquaredDistances;

/**
 * Wasserstein-2 distances between two samples [n, d] of the same size: the root of the least mean squared distance over
 * all pairings of their rows.
 */
public final class Wasserstein {
    /** The largest sample whose n x n cost matrix is built. */
    public static final int LARGEST_EXACT = 5_000;

    private Wasserstein() {}

    /**
     * The exact distance, W2 = sqrt(min over pairings of mean |a_i - b_p(i)|^2), by an exact assignment.
     *
     * @throws FlowException when the samples differ in size or columns, are empty, or have more than
     *     {@value #LARGEST_EXACT} rows
     */
    public static double exact(RowMatrix a, RowMatrix b) {
        checkSameSize(a, b);
        int n = a.rows();
        if (n > LARGEST_EXACT) {
            throw new FlowException(
                    "The exact Wasserstein distance takes at most " + LARGEST_EXACT + " rows, but got " + n + ".",
                    "Draw fewer rows or use the sliced distance.");
        }
        float[] left = a.toArray();
        float[] right = b.toArray();
        int[] partner = Assignment.solve(SquaredDistances.between(left, n, right, n, a.columns()), n);
        double sum = 0;
        for (int row = 0; row < n; row++) {
            sum += RowDistances.squaredDistance(left, row, right, partner[row], a.columns());
        }
        return Math.sqrt(sum / n);
    }

    /** As {@link #sliced(RowMatrix, RowMatrix, int, long, int, Monitor)} on all cores. */
    public static double sliced(RowMatrix a, RowMatrix b, int directions, long seed) {
        return sliced(a, b, directions, seed, Runtime.getRuntime().availableProcessors(), Monitor.none());
    }

    /**
     * The sliced distance (Bonneel and others 2015): the root mean square, over random directions, of the
     * one-dimensional W2 distances of the projected samples. On average at most the exact distance divided by sqrt(d). For
     * samples of any size: takes time n log n and memory for six copies of the rows.
     *
     * @param directions number of random directions, at least 1
     * @param threads at least 1; does not change the result
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or the thread interrupted
     */
    public static double sliced(RowMatrix a, RowMatrix b, int directions, long seed, int threads, Monitor monitor) {
        checkSameSize(a, b);
        Range.atLeast(1).check("The number of directions", directions, "Use 100 directions.");
        return Math.sqrt(new SlicedDistance(a, b, seed).squared(directions, threads, monitor));
    }

    private static void checkSameSize(RowMatrix a, RowMatrix b) {
        RowDistances.checkComparable(a, b, "Wasserstein distance");
        if (a.rows() != b.rows()) {
            throw new FlowException(
                    "The Wasserstein distance pairs samples of the same size, but got " + a.rows() + " and " + b.rows()
                            + " rows.",
                    "Draw the same number of rows from both.");
        }
    }
}
