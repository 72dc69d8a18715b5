// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which cells are missing together: the total variation, 0 to 1, of the frequencies with which each set of columns is missing
 * in a row. Shares of missing cells alone do not say whether sensors fail together or one by one.
 */
public final class GapPatterns {
    private GapPatterns() {}

    /** @throws org.flowmatch.engine.FlowException when the columns differ or a sample is empty */
    public static double distance(MixedSample synthetic, MixedSample real) {
        MixedSample.checkComparable(synthetic, real, "pattern of missing cells");
        Map<BitSet, Integer> numbers = new HashMap<>();
        return TotalVariation.between(patterns(synthetic, numbers), patterns(real, numbers));
    }

    private static long[] patterns(MixedSample sample, Map<BitSet, Integer> numbers) {
        long[] patterns = new long[sample.rows()];
        for (int row = 0; row < patterns.length; row++) {
            BitSet missing = new BitSet();
            for (int c = 0; c < sample.values().length; c++) {
                missing.set(c, Double.isNaN(sample.values()[c][row]));
            }
            patterns[row] = numbers.computeIfAbsent(missing, pattern -> numbers.size());
        }
        return patterns;
    }
}
