// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;

/** The two-sample Kolmogorov-Smirnov statistic: the largest difference of two empirical distribution functions, 0 to 1. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /**
     * @param a values [n], n at least 1
     * @param b values [m], m at least 1
     * @throws FlowException when there are no values on a side, or one is NaN
     */
    public static double statistic(double[] a, double[] b) {
        double[] left = sorted(a);
        double[] right = sorted(b);
        double largest = 0;
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            double value = Math.min(left[i], right[j]);
            while (i < left.length && left[i] <= value) {
                i++;
            }
            while (j < right.length && right[j] <= value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / left.length - (double) j / right.length));
        }
        return largest;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // NaN is sorted to the end
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            throw new FlowException(
                    "The Kolmogorov-Smirnov statistic compares numbers, but a sample "
                            + (sorted.length == 0 ? "is empty." : "has a value that is NaN."),
                    "Give at least one row on each side, and leave out rows without a value.");
        }
        return sorted;
    }

    /**
     * The statistic of each column of two samples [n, d] and [m, d].
     *
     * @throws FlowException when a sample is empty or has NaN, or they have different numbers of columns
     */
    public static double[] byColumn(RowMatrix a, RowMatrix b) {
        RowDistances.checkComparable(a, b, "Kolmogorov-Smirnov statistic");
        double[] statistics = new double[a.columns()];
        Arrays.setAll(statistics, column -> statistic(column(a, column), column(b, column)));
        return statistics;
    }

    private static double[] column(RowMatrix matrix, int column) {
        double[] values = new double[matrix.rows()];
        Arrays.setAll(values, row -> matrix.get(row, column));
        return values;
    }
}
