// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;

/**
 * The empirical distribution of a column: distinct values, ascending, with the first rank (from 0) and the number of rows of
 * each. Columns with at most {@link #LARGEST} distinct values are held exactly. Of others that many values are kept: the smallest and
 * largest, those that repeat often, and values at ranks evenly spaced in probability (half) and in normal score (so that the
 * tails are kept row by row); kept values have their exact ranks, so that gaps show where values were left out.
 *
 * <p>Arrays are taken over and must not be changed.
 *
 * @param values [k], ascending, at least 2
 * @param starts [k], ranks of the first row with the value
 * @param counts [k], at least 1
 * @param rows the number of rows n of the column
 */
public record RankTable(double[] values, long[] starts, long[] counts, long rows) {
    /** The most values that are kept. */
    public static final int LARGEST = 8192;

    public RankTable {
        int size = values.length;
        if (size < 2 || starts.length != size || counts.length != size) {
            throw new IllegalArgumentException("a table of ranks needs at least 2 values, each with start and count");
        }
        long reached = 0;
        for (int k = 0; k < size; k++) {
            boolean ascending = Double.isFinite(values[k]) && (k == 0 || values[k] > values[k - 1]);
            if (!ascending || starts[k] < reached || counts[k] < 1 || counts[k] > rows - starts[k]) {
                throw new IllegalArgumentException("value " + k + " of a table of ranks is out of order");
            }
            reached = starts[k] + counts[k];
        }
        if (starts[0] != 0 || reached != rows) {
            throw new IllegalArgumentException("a table of ranks does not cover its " + rows + " rows");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RankTable table
                && rows == table.rows
                && Arrays.equals(values, table.values)
                && Arrays.equals(starts, table.starts)
                && Arrays.equals(counts, table.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return size() + " values of " + rows + " rows";
    }

    public int size() {
        return values.length;
    }

    public double value(int k) {
        return values[k];
    }

    public long start(int k) {
        return starts[k];
    }

    public long count(int k) {
        return counts[k];
    }

    /** The last value at or below this one, or -1; without a branch that a processor would have to guess. */
    int lastAtMost(double value) {
        if (value < values[0]) {
            return -1;
        }
        int k = 0;
        for (int length = values.length; length > 1; ) {
            int half = length >>> 1;
            k = values[k + half] <= value ? k + half : k;
            length -= half;
        }
        return k;
    }

    /** The last value whose ranks start at or before this one. */
    public int indexOfRank(long rank) {
        int found = Arrays.binarySearch(starts, rank);
        return found >= 0 ? found : -found - 2;
    }

    /** @param column finite values, at least two distinct; is sorted */
    public static RankTable of(double[] column) {
        for (int i = 0; i < column.length; i++) {
            column[i] += 0.0; // -0.0 and 0.0 are one value
        }
        Arrays.sort(column);
        int distinct = 1;
        for (int i = 1; i < column.length; i++) {
            distinct += column[i] == column[i - 1] ? 0 : 1;
        }
        return distinct <= LARGEST ? all(column, distinct) : RankSelection.thin(column, LARGEST);
    }

    private static RankTable all(double[] sorted, int distinct) {
        double[] values = new double[distinct];
        long[] starts = new long[distinct];
        long[] counts = new long[distinct];
        int k = -1;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                k++;
                values[k] = sorted[i];
                starts[k] = i;
            }
            counts[k]++;
        }
        return new RankTable(values, starts, counts, sorted.length);
    }
}
