// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;

/** Total variation of two samples of keys: half the sum, over all keys, of the difference of their shares; 0 to 1. */
final class TotalVariation {
    private TotalVariation() {}

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
