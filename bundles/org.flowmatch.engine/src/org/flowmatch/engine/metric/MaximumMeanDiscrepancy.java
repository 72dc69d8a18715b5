// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.torchscript.Argument;

/**
 * The maximum mean discrepancy of two samples x [n, d] and y [m, d] (Gretton and others 2012), the distance of their means in
 * the space of a kernel's features: MMD^2 = E k(x, x') - 2 E k(x, y) + E k(y, y'). The kernel is the mean of five Gaussian ones,
 * k(x, y) = 1/5 sum over s of exp(-|x - y|^2 / (2 s^2)) with s = 1/4, 1/2, 1, 2 and 4 times a bandwidth, so that it sees
 * differences of the whole and in detail (Li, Swersky and Zemel 2015); k(x, x) is 1. Computed as {@link PairSums} says; as narrow
 * kernels are powers of the widest one, the error of a mean of kernels is about 1e-9 + 3e-6 / sqrt(n m).
 *
 * @param biased the estimate of MMD^2 over all pairs, each row with itself among them, at least 0; for samples of one law
 *     (1/n + 1/m) (1 - E k(x, x')) on average
 * @param unbiased the estimate of MMD^2 without pairs of a row with itself, on average that of the laws: about 0 for samples
 *     of one law, and as often below; NaN when a sample has a single row
 */
public record MaximumMeanDiscrepancy(double biased, double unbiased) {
    private static final int KERNELS = 5;
    /** The widest bandwidth, in given ones; each of the others is half as wide as the one before. */
    private static final double WIDEST = 4;

    private static final int ROWS_OF_MEDIAN = 1000;

    /** sqrt of the biased estimate: like the floor of two real samples, which it is shown beside, never below 0. */
    public double distance() {
        return Math.sqrt(biased);
    }

    /** With the bandwidth that the {@linkplain #bandwidth median heuristic} gives for both samples together, on all cores. */
    public static MaximumMeanDiscrepancy between(RowMatrix a, RowMatrix b) {
        RowDistances.checkComparable(a, b, "maximum mean discrepancy");
        return between(a, b, bandwidth(a, b), Runtime.getRuntime().availableProcessors(), Monitor.none());
    }

    /**
     * @param a sample [n, d]
     * @param b sample [m, d]
     * @param bandwidth above 0; the same for numbers that are to be compared
     * @param threads at least 1; does not change the result
     * @throws FlowException when a sample is empty, they have different numbers of columns, or the bandwidth is not above 0
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or the thread interrupted
     */
    public static MaximumMeanDiscrepancy between(
            RowMatrix a, RowMatrix b, double bandwidth, int threads, Monitor monitor) {
        RowDistances.checkComparable(a, b, "maximum mean discrepancy");
        if (!(bandwidth > 0 && Double.isFinite(bandwidth))) {
            throw new FlowException(
                    "The bandwidth of the maximum mean discrepancy is " + bandwidth
                            + ", but must be above 0 and finite.",
                    "Use the median distance of the rows.");
        }
        double n = a.rows();
        double m = b.rows();
        double widest = WIDEST * bandwidth;
        try (PairSums pairs = new PairSums(a, b)) {
            PairSums.Sums sums = pairs.of(
                    "kernels", threads, monitor, Argument.of(1 / (2 * widest * widest)), Argument.of((long) KERNELS));
            double cross = 2 * sums.between() / (n * m) / KERNELS;
            double first = sums.within() / KERNELS;
            double second = sums.withinSecond() / KERNELS;
            return new MaximumMeanDiscrepancy(
                    Math.max(0, first / (n * n) + second / (m * m) - cross),
                    n < 2 || m < 2 ? Double.NaN : (first - n) / (n * (n - 1)) + (second - m) / (m * (m - 1)) - cross);
        }
    }

    /**
     * The median heuristic (Gretton and others 2012): the median distance between different rows of the samples together, of
     * up to {@value #ROWS_OF_MEDIAN} rows at even steps. Distances of 0 do not count; 1 when there are no others.
     */
    public static double bandwidth(RowMatrix... samples) {
        int all = Arrays.stream(samples).mapToInt(RowMatrix::rows).sum();
        int taken = Math.min(all, ROWS_OF_MEDIAN);
        int columns = samples[0].columns();
        float[] rows = new float[taken * columns];
        for (int i = 0; i < taken; i++) {
            int row = (int) ((long) i * all / taken);
            int sample = 0;
            while (row >= samples[sample].rows()) {
                row -= samples[sample++].rows();
            }
            samples[sample].copyRow(row, rows, i * columns);
        }
        double[] squared = new double[taken * (taken - 1) / 2];
        int count = 0;
        for (int i = 0; i < taken; i++) {
            for (int j = 0; j < i; j++) {
                double square = RowDistances.squaredDistance(rows, i, rows, j, columns);
                if (square > 0) {
                    squared[count++] = square;
                }
            }
        }
        Arrays.sort(squared, 0, count);
        return count == 0 ? 1 : Math.sqrt(squared[count / 2]);
    }
}
