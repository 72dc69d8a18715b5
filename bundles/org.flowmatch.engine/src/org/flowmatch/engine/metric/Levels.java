// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;

/** Cells as levels from 0 on, of which 0 is the missing cell. */
final class Levels {
    private static final int BINS = 10;

    private Levels() {}

    /** @param cells numbers of labels, NaN for missing ones */
    static long[] ofLabels(double[] cells) {
        return Arrays.stream(cells)
                .mapToLong(cell -> Double.isNaN(cell) ? 0 : 1 + (long) cell)
                .toArray();
    }

    /**
     * Numbers in ten bins of equal width between the least and the largest number of the reference; numbers beyond belong
     * to the outermost bins.
     */
    static long[] ofNumbers(double[] cells, double[] reference) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : reference) {
            if (!Double.isNaN(value)) {
                least = Math.min(least, value);
                largest = Math.max(largest, value);
            }
        }
        double from = least;
        double width = (largest - least) / BINS;
        return Arrays.stream(cells)
                .mapToLong(cell -> Double.isNaN(cell) ? 0 : 1 + bin((cell - from) / width))
                .toArray();
    }

    private static long bin(double place) {
        return Double.isNaN(place) ? 0 : (long) Math.max(0, Math.min(BINS - 1, Math.floor(place)));
    }
}
