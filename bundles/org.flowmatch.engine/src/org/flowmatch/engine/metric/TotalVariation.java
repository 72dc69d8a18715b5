// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;

/** Total variation of two samples of keys: half the sum, over all keys, of the difference of their shares; 0 to 1. */
final class TotalVariation {
    private TotalVariation() {}

    /** Tables of so many cells are counted in an array. */
    private static final long MOST_CELLS = 1 << 16;

    /**
     * Of pairs of levels, each from 0 on.
     *
     * @param firstOfA first levels of a sample [n]
     * @param secondOfA second levels [n]
     * @param firstOfB of the other sample [m]
     * @param secondOfB likewise
     */
    static double ofPairs(long[] firstOfA, long[] secondOfA, long[] firstOfB, long[] secondOfB) {
        long width = 1 + Math.max(largest(secondOfA), largest(secondOfB));
        long height = 1 + Math.max(largest(firstOfA), largest(firstOfB));
        if (width > MOST_CELLS || height > MOST_CELLS || width * height > MOST_CELLS) {
            return between(joined(firstOfA, secondOfA), joined(firstOfB, secondOfB));
        }
        double[] difference = new double[(int) (width * height)];
        for (int i = 0; i < firstOfA.length; i++) {
            difference[(int) (firstOfA[i] * width + secondOfA[i])] += firstOfB.length;
        }
        for (int i = 0; i < firstOfB.length; i++) {
            difference[(int) (firstOfB[i] * width + secondOfB[i])] -= firstOfA.length;
        }
        double sum = 0;
        for (double cell : difference) {
            sum += Math.abs(cell);
        }
        return sum / 2 / firstOfA.length / firstOfB.length;
    }

    private static long largest(long[] levels) {
        return Arrays.stream(levels).max().orElse(0);
    }

    private static long[] joined(long[] a, long[] b) {
        long[] keys = new long[a.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = a[row] << Integer.SIZE | b[row];
        }
        return keys;
    }

    /**
     * @param a keys [n], n at least 1
     * @param b keys [m], m at least 1
     */
    static double between(long[] a, long[] b) {
        long[] left = a.clone();
        long[] right = b.clone();
        Arrays.sort(left);
        Arrays.sort(right);
        double sum = 0;
        for (int i = 0, j = 0; i < left.length || j < right.length; ) {
            long key = j == right.length || i < left.length && left[i] < right[j] ? left[i] : right[j];
            int fromI = i;
            int fromJ = j;
            while (i < left.length && left[i] == key) {
                i++;
            }
            while (j < right.length && right[j] == key) {
                j++;
            }
            sum += Math.abs((double) (i - fromI) / left.length - (double) (j - fromJ) / right.length);
        }
        return sum / 2;
    }
}
