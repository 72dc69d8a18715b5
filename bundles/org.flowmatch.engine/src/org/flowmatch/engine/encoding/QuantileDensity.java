// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;

/**
 * Which values of a quantile column are tied, so that they have a probability of their own, and which have a density.
 *
 * <p>A value is held when at least one row in twenty has it, {@value #FEWEST_HELD} rows at least. Where each of the other
 * values has {@value #ROWS_PER_VALUE} rows or more on average, all observed values are tied (whole numbers, coarse grids).
 * Otherwise only the held ones are: what repeats among the others repeats by rounding, and a probability per value would say
 * less than a density. Columns of more values than a {@link RankTable} keeps are of the second kind.
 */
final class QuantileDensity {
    private static final double HELD_SHARE = 0.05;
    private static final int FEWEST_HELD = 20;
    private static final int ROWS_PER_VALUE = 5;

    private QuantileDensity() {}

    static ColumnDensity of(RankTable ranks) {
        double unit = RobustDeviation.of(ranks);
        double fewest = Math.max(FEWEST_HELD, HELD_SHARE * ranks.rows());
        List<Integer> held = new ArrayList<>();
        long kept = 0;
        long others = 0;
        for (int k = 0; k < ranks.size(); k++) {
            kept += ranks.count(k);
            if (ranks.count(k) >= fewest) {
                held.add(k);
            } else {
                others += ranks.count(k);
            }
        }
        int values = ranks.size() - held.size();
        boolean complete = kept == ranks.rows();
        if (values < 2 || complete && others >= (long) ROWS_PER_VALUE * values) {
            return new TiedColumn(ranks, unit);
        }
        double[] heldValues = new double[held.size()];
        double[] shares = new double[held.size()];
        for (int i = 0; i < shares.length; i++) {
            heldValues[i] = ranks.value(held.get(i));
            shares[i] = (double) ranks.count(held.get(i)) / ranks.rows();
        }
        return new SmoothColumn(new SmoothDistribution(without(ranks, held)), heldValues, shares, unit);
    }

    /** The ranks of the rows that have other values; values that were not kept count to the ends where they lie beyond. */
    private static RankTable without(RankTable ranks, List<Integer> held) {
        if (held.isEmpty()) {
            return ranks;
        }
        int size = ranks.size() - held.size();
        double[] values = new double[size];
        long[] starts = new long[size];
        long[] counts = new long[size];
        long left = 0;
        int next = 0;
        for (int k = 0, i = 0; k < ranks.size(); k++) {
            if (next < held.size() && held.get(next) == k) {
                left += ranks.count(k);
                next++;
            } else {
                values[i] = ranks.value(k);
                starts[i] = ranks.start(k) - left;
                counts[i++] = ranks.count(k);
            }
        }
        long rows = ranks.rows() - left;
        counts[0] += starts[0];
        starts[0] = 0;
        counts[size - 1] = rows - starts[size - 1];
        return new RankTable(values, starts, counts, rows);
    }
}
