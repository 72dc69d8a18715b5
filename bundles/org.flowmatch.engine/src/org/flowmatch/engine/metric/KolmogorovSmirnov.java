// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import org.flowmatch.engine.data.RowMatrix;

/** The two-sample Kolmogorov-Smirnov statistic: the largest difference of two empirical distribution functions, 0 to 1. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /**
     * @param a values [n], n at least 1
     * @param b values [m], m at least 1
     */
    public static double statistic(double[] a, double[] b) {
        double[] left = a.clone();
        double[] right = b.clone();
        Arrays.sort(left);
        Arrays.sort(right);
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

    /**
     * The statistic of each column of two samples [n, d] and [m, d].
     *
     * @throws org.flowmatch.engine.FlowException when a sample is empty or they have different numbers of columns
     */
    public static double[] byColumn(RowMatrix a, RowMatrix b) {
        Rows.checkComparable(a, b, "Kolmogorov-Smirnov statistic");
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
