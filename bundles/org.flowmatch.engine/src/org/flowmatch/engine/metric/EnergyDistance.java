// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The energy distance of two samples (Szekely and Rizzo 2013): 2 E|X - Y| - E|X - X'| - E|Y - Y'| with Euclidean norms,
 * the means taken over all pairs of rows, so that it is zero exactly for equal samples and never negative. For two samples of
 * one law it is (1/n + 1/m) E|X - X'| on average. Computed as {@link PairSums} says: to about 1e-6 / sqrt(n m) of E|X - Y|.
 */
public final class EnergyDistance {
    private EnergyDistance() {}

    /** As {@link #between(RowMatrix, RowMatrix, int, Monitor)} on all cores. */
    public static double between(RowMatrix a, RowMatrix b) {
        return between(a, b, Runtime.getRuntime().availableProcessors(), Monitor.none());
    }

    /**
     * @param a sample [n, d]
     * @param b sample [m, d]
     * @param threads at least 1; does not change the result
     * @throws org.flowmatch.engine.FlowException when a sample is empty or they have different numbers of columns
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or the thread interrupted
     */
    public static double between(RowMatrix a, RowMatrix b, int threads, Monitor monitor) {
        RowDistances.checkComparable(a, b, "energy distance");
        double n = a.rows();
        double m = b.rows();
        try (PairSums pairs = new PairSums(a, b)) {
            PairSums.Sums sums = pairs.of("distances", threads, monitor);
            return Math.max(0, 2 * sums.between() / (n * m) - sums.within() / (n * n) - sums.withinSecond() / (m * m));
        }
    }
}
