// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Arrays;

/**
 * Tells columns that look like identifiers (keys, running numbers) from quantities. Both may have hardly two equal values; what
 * tells them apart is whether equal values were to be expected.
 *
 * <p>Of numbers only whole ones can be identifiers. Where the values of a smooth law lie G apart on average, a share 1 / (1 + G) of
 * neighbours in order is equal by chance. A column of which far fewer are equal than the distances of its values let expect
 * was made of distinct numbers on purpose. Where the numbers are so far apart that no equal ones are expected, a column of
 * distinct values counts as one when they are evenly spread between the smallest and the largest, by the Kolmogorov-Smirnov
 * distance: amounts and measurements never are.
 */
public final class Identifier {
    private static final int FEWEST_ROWS = 16;
    private static final int LOOKED_AT_FIRST = 4096;
    private static final double MOST_REPEATED = 0.01;
    private static final double EXPECTED_REPEATS = 8;
    private static final double SHARE_OF_EXPECTED = 0.1;
    private static final int FEWEST_NEIGHBOURS = 8;

    /** With fewer rows many laws look even. */
    private static final int FEWEST_EVEN_ROWS = 200;
    /** The distance times the root of the number of rows that is exceeded by chance once in a hundred times. */
    private static final double EVEN = 1.63;

    /** Fewer texts may all be different by chance. */
    private static final int FEWEST_TEXTS = 20;
    /** Texts of which so many are different name things. */
    private static final double DIFFERENT_TEXTS = 0.9;

    private Identifier() {}

    /**
     * Whether texts name things, as nearly all of them are different.
     *
     * @param different texts among them
     * @param present cells with a text
     */
    public static boolean textsLookLikeOne(long different, long present) {
        return present >= FEWEST_TEXTS && different > DIFFERENT_TEXTS * present;
    }

    /** @param values finite; are sorted where the column may be an identifier */
    public static boolean looksLikeOne(double[] values) {
        if (values.length < FEWEST_ROWS || !whole(values) || repeatsSoon(values)) {
            return false;
        }
        Arrays.sort(values);
        int repeats = repeats(values);
        if (repeats > MOST_REPEATED * values.length) {
            return false;
        }
        double expected = expectedRepeats(values);
        return expected >= EXPECTED_REPEATS && repeats <= SHARE_OF_EXPECTED * expected
                || values.length >= FEWEST_EVEN_ROWS && repeats == 0 && even(values);
    }

    private static boolean whole(double[] values) {
        for (double value : values) {
            if (!ColumnKind.LONG.allows(value)) {
                return false;
            }
        }
        return true;
    }

    /** Spares most columns the sorting. */
    private static boolean repeatsSoon(double[] values) {
        double[] first = Arrays.copyOf(values, Math.min(values.length, LOOKED_AT_FIRST));
        Arrays.sort(first);
        return repeats(first) > MOST_REPEATED * values.length;
    }

    private static int repeats(double[] sorted) {
        int repeats = 0;
        for (int i = 1; i < sorted.length; i++) {
            repeats += sorted[i] == sorted[i - 1] ? 1 : 0;
        }
        return repeats;
    }

    /** By the mean distance among each run of neighbours, so that the law may be any smooth one. */
    private static double expectedRepeats(double[] sorted) {
        int neighbours = Math.max(FEWEST_NEIGHBOURS, (int) Math.sqrt(sorted.length));
        double expected = 0;
        for (int first = 0; first < sorted.length - 1; first += neighbours) {
            int last = Math.min(sorted.length - 1, first + neighbours);
            double distance = (sorted[last] - sorted[first]) / (last - first);
            expected += (last - first) / (1 + distance);
        }
        return expected;
    }

    private static boolean even(double[] sorted) {
        int rows = sorted.length;
        double smallest = sorted[0];
        double range = sorted[rows - 1] - smallest;
        double farthest = 0;
        for (int i = 0; i < rows; i++) {
            double share = (sorted[i] - smallest) / range;
            farthest = Math.max(farthest, Math.max(share - (double) i / rows, (i + 1.0) / rows - share));
        }
        return farthest * Math.sqrt(rows) <= EVEN;
    }
}
