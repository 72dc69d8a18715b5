// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.MixedSample;

/**
 * Rows that equal a known one cell by cell. Rows are kept as numbers of 64 bits: of 10^5 rows beside 10^5 others two different ones
 * are taken for equal with a probability below 10^-9.
 */
final class ExactCopies {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] known;

    ExactCopies(MixedSample records) {
        known = keys(records);
        Arrays.sort(known);
    }

    /** The share of rows that are known. */
    Estimate share(MixedSample rows) {
        long copies = Arrays.stream(keys(rows))
                .filter(key -> Arrays.binarySearch(known, key) >= 0)
                .count();
        return Estimate.share(copies, rows.rows());
    }

    private static long[] keys(MixedSample rows) {
        long[] keys = new long[rows.rows()];
        for (double[] cells : rows.values()) {
            for (int row = 0; row < keys.length; row++) {
                keys[row] = mixed(keys[row] * MULTIPLIER + Double.doubleToLongBits(cells[row] + 0.0));
            }
        }
        return keys;
    }

    /** The finaliser of SplitMix64 (Steele and others 2014), a permutation of all numbers of 64 bits. */
    private static long mixed(long key) {
        long first = (key ^ key >>> 30) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
        return second ^ second >>> 31;
    }
}
