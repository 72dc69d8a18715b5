// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;

/**
 * Values that share one level of a label, because few rows have them: each has a part of [0, 1) that is as long as its share of
 * their rows. The part of a very rare one is {@value #SHORTEST} of it, so that single precision can tell it apart.
 */
public final class RareLevels {
    /** None. */
    public static final RareLevels NONE = new RareLevels(new double[0], new long[0]);

    private static final double SHORTEST = 0x1p-20;

    private final double[] values;
    private final long[] counts;
    private final double[] ends;

    /**
     * @param values [k], ascending
     * @param counts [k], rows of each
     */
    public RareLevels(double[] values, long[] counts) {
        LevelColumn.requireAscending(values, counts);
        this.values = values;
        this.counts = counts;
        ends = new double[values.length];
        double total = Arrays.stream(counts).asDoubleStream().sum();
        double end = 0;
        for (int j = 0; j < ends.length; j++) {
            end += Math.max(counts[j], SHORTEST * total);
            ends[j] = end;
        }
        for (int j = 0; j < ends.length; j++) {
            ends[j] /= end;
        }
    }

    double[] values() {
        return values;
    }

    long[] counts() {
        return counts;
    }

    int size() {
        return values.length;
    }

    /** The middle of the part of a value; negative where the value is none of them. */
    double fraction(double value) {
        int j = Arrays.binarySearch(values, value);
        return j < 0 ? -1 : ((j == 0 ? 0 : ends[j - 1]) + ends[j]) / 2;
    }

    /** The length of the part of a value; 0 where the value is none of them. */
    double share(double value) {
        int j = Arrays.binarySearch(values, value);
        return j < 0 ? 0 : ends[j] - (j == 0 ? 0 : ends[j - 1]);
    }

    /** @param fraction of [0, 1) */
    double value(double fraction) {
        int found = Arrays.binarySearch(ends, fraction);
        return values[Math.min(found < 0 ? -found - 1 : found + 1, values.length - 1)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RareLevels rare
                && Arrays.equals(values, rare.values)
                && Arrays.equals(counts, rare.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " rare ones";
    }
}
