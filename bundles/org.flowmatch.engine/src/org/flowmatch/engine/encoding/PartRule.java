// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * What a column of numbers is modelled as, by its values: a label where there are few of them, numbers with spikes where a
 * value stands out, else numbers.
 *
 * @param values [k], the distinct values in ascending order
 * @param counts [k], rows of each
 * @param missing rows without a value
 */
public record PartRule(double[] values, long[] counts, long missing) {
    /** The most values of a column that are levels of a label. */
    static final int MOST_LEVELS = 128;

    /** A column may have so many values however few rows there are. */
    static final int FEW_LEVELS = 8;

    /** Rows that a level of a label needs on average. */
    static final int ROWS_PER_LEVEL = 100;

    static final int MOST_SPIKES = 60;
    static final double SPIKE_SHARE = 0.005;

    /** A spike stands out by so many times the median share of the column's values; a grid does not. */
    static final double STANDS_OUT = 10;

    private static final int NEIGHBOURS = 10;

    /** @param column values, NaN for missing cells; is sorted */
    public static PartRule of(double[] column) {
        for (int i = 0; i < column.length; i++) {
            column[i] += 0.0; // -0.0 and 0.0 are one value
        }
        Arrays.sort(column);
        int present = column.length;
        while (present > 0 && Double.isNaN(column[present - 1])) {
            present--;
        }
        int distinct = 0;
        for (int i = 0; i < present; i++) {
            distinct += i == 0 || column[i] != column[i - 1] ? 1 : 0;
        }
        double[] values = new double[distinct];
        long[] counts = new long[distinct];
        int k = -1;
        for (int i = 0; i < present; i++) {
            if (i == 0 || column[i] != column[i - 1]) {
                values[++k] = column[i];
            }
            counts[k]++;
        }
        return new PartRule(values, counts, column.length - present);
    }

    public long rows() {
        return missing + Arrays.stream(counts).sum();
    }

    /** Whether the values are few enough to be levels. */
    public boolean few() {
        return values.length <= Math.min(MOST_LEVELS, Math.max(FEW_LEVELS, rows() / ROWS_PER_LEVEL));
    }

    /**
     * The values that stand out, at most {@link #MOST_SPIKES} of them, in ascending order: taken from the most frequent one on
     * as long as a value has {@link #STANDS_OUT} times the rows of the value that the median of the remaining rows has; and the
     * first and the last value, where codes and caps lie, if one has so many times the median rows of the {@value #NEIGHBOURS}
     * values next to it.
     */
    public double[] spikes() {
        int[] order = byFrequency();
        double fewest = SPIKE_SHARE * rows();
        long rest = Arrays.stream(counts).sum();
        BitSet spikes = new BitSet();
        int taken = 0;
        int median = order.length - 1;
        long behind = counts[order[median]];
        while (taken < Math.min(MOST_SPIKES, order.length - 1)) {
            long count = counts[order[taken]];
            rest -= count;
            // the rows that are left have fewer rows to a value, so the median only moves to rarer values
            while (median < order.length - 1 && 2 * (behind - counts[order[median]]) >= rest) {
                behind -= counts[order[median++]];
            }
            while (median > taken + 1 && 2 * behind < rest) {
                behind += counts[order[--median]];
            }
            if (count < fewest || count < STANDS_OUT * counts[order[median]]) {
                break;
            }
            spikes.set(order[taken++]);
        }
        int last = counts.length - 1;
        int neighbours = Math.min(last, NEIGHBOURS);
        for (int end = 0; end <= last && taken < MOST_SPIKES; end += Math.max(1, last)) {
            long beside = neighbours == 0 ? counts[end] : median(end == 0 ? 1 : last - neighbours, neighbours);
            if (!spikes.get(end) && counts[end] >= Math.max(fewest, STANDS_OUT * beside)) {
                spikes.set(end);
                taken++;
            }
        }
        return spikes.stream().mapToDouble(k -> values[k]).toArray();
    }

    /** The places of the values from the most frequent one on. */
    private int[] byFrequency() {
        long[] keys = new long[counts.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = counts[k] << Integer.SIZE | Integer.MAX_VALUE - k;
        }
        Arrays.sort(keys);
        return IntStream.range(0, keys.length)
                .map(i -> Integer.MAX_VALUE - (int) keys[keys.length - 1 - i])
                .toArray();
    }

    private long median(int from, int count) {
        long[] sorted = Arrays.copyOfRange(counts, from, from + count);
        Arrays.sort(sorted);
        return sorted[(count - 1) / 2];
    }
}
