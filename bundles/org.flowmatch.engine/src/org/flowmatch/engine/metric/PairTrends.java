// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The error of each pair of columns: for two columns of numbers half the difference of their correlations (over the rows in
 * which both are there), otherwise the total variation of the contingency tables, where numbers are cut into ten bins of equal
 * width of the real column and a missing cell is a level of its own. The mean is one minus the "trend" score of the field
 * (Patki and others 2016, SDMetrics). Nearly blind to more than pairs; with many levels its floor is high.
 */
public final class PairTrends {
    private PairTrends() {}

    /**
     * @param first position of a column
     * @param second position of a later one
     * @param error 0 to 1
     */
    public record Pair(int first, int second, double error) {}

    /**
     * @return all pairs of columns; none for a single column
     * @throws org.flowmatch.engine.FlowException when the columns differ or a sample is empty
     */
    public static List<Pair> errors(MixedSample synthetic, MixedSample real) {
        MixedSample.checkComparable(synthetic, real, "trend of pairs of columns");
        int columns = real.columns().size();
        long[][] left = new long[columns][];
        long[][] right = new long[columns][];
        for (int c = 0; c < columns; c++) {
            left[c] = levels(synthetic, real, c);
            right[c] = levels(real, real, c);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            for (int j = i + 1; j < columns; j++) {
                boolean labels =
                        real.columns().get(i).nominal() || real.columns().get(j).nominal();
                pairs.add(new Pair(
                        i,
                        j,
                        labels
                                ? TotalVariation.ofPairs(left[i], left[j], right[i], right[j])
                                : Math.abs(correlation(synthetic, i, j) - correlation(real, i, j)) / 2));
            }
        }
        return pairs;
    }

    private static long[] levels(MixedSample sample, MixedSample real, int column) {
        double[] cells = sample.values()[column];
        return real.columns().get(column).nominal()
                ? Levels.ofLabels(cells)
                : Levels.ofNumbers(cells, real.values()[column]);
    }

    /** Pearson's correlation over the rows in which both are there; 0 where one of them does not vary. */
    private static double correlation(MixedSample sample, int i, int j) {
        double[] x = sample.values()[i];
        double[] y = sample.values()[j];
        double meanX = 0;
        double meanY = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        int count = 0;
        for (int row = 0; row < x.length; row++) {
            if (!Double.isNaN(x[row]) && !Double.isNaN(y[row])) {
                count++;
                double dx = x[row] - meanX;
                double dy = y[row] - meanY;
                meanX += dx / count;
                meanY += dy / count;
                xx += dx * (x[row] - meanX);
                yy += dy * (y[row] - meanY);
                xy += dx * (y[row] - meanY);
            }
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx) / Math.sqrt(yy) : 0;
    }
}
