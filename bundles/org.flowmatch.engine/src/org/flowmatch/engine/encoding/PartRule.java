// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a column of numbers is modelled as, by its values: a label where there are few of them, numbers with spikes where a
 * value stands out, else numbers.
 *
 * @param values [k], the distinct values in ascending order
 * @param counts [k], rows of each
 * @param missing rows without a value
 */
record PartRule(double[] values, long[] counts, long missing) {
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

    /** @param column values, NaN for missing cells; is sorted */
    static PartRule of(double[] column) {
        for (int i = 0; i < column.length; i++) {
            column[i] += 0.0; // -0.0 and 0.0 are one value
        }
        Arrays.sort(column);
        int present = column.length;
        while (present > 0 && Double.isNaN(column[present - 1])) {
            present--;
        }
        List<Double> values = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < present; i++) {
            int last = values.size() - 1;
            if (i == 0 || column[i] != column[i - 1]) {
                values.add(column[i]);
                counts.add(1L);
            } else {
                counts.set(last, counts.get(last) + 1);
            }
        }
        return new PartRule(
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                counts.stream().mapToLong(Long::longValue).toArray(),
                column.length - present);
    }

    long rows() {
        return missing + Arrays.stream(counts).sum();
    }

    /** Whether the values are few enough to be levels. */
    boolean few() {
        return values.length <= Math.min(MOST_LEVELS, Math.max(FEW_LEVELS, rows() / ROWS_PER_LEVEL));
    }

    /**
     * The values that stand out, at most {@link #MOST_SPIKES} of them, in ascending order: taken from the most frequent one on
     * as long as a value has {@link #STANDS_OUT} times the rows of the value that the median of the remaining rows has.
     */
    double[] spikes() {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Long.compare(counts[b], counts[a]));
        long rest = Arrays.stream(counts).sum();
        int spikes = 0;
        int median = order.length - 1;
        long behind = counts[order[median]];
        while (spikes < Math.min(MOST_SPIKES, order.length - 1)) {
            long count = counts[order[spikes]];
            rest -= count;
            // the rows that are left have fewer rows to a value, so the median only moves to rarer values
            while (median < order.length - 1 && 2 * (behind - counts[order[median]]) >= rest) {
                behind -= counts[order[median++]];
            }
            while (median > spikes + 1 && 2 * behind < rest) {
                behind += counts[order[--median]];
            }
            if (count < SPIKE_SHARE * rows() || count < STANDS_OUT * counts[order[median]]) {
                break;
            }
            spikes++;
        }
        return Arrays.stream(order, 0, spikes)
                .mapToDouble(k -> values[k])
                .sorted()
                .toArray();
    }
}
