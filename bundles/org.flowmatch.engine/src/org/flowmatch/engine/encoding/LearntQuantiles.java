// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.Optional;

/**
 * Quantiles of the column that an encoding was fitted on, as far as it keeps its law: that of ranks does, that of labels which are
 * numbers, and that of numbers beside spikes and gaps for these numbers. A mean with a deviation is no law.
 */
public final class LearntQuantiles {
    private LearntQuantiles() {}

    /**
     * @param shares of rows below, each within (0, 1)
     * @return the values at these shares, ascending with them; empty where the law is not kept, or the values are texts
     */
    public static Optional<double[]> of(FittedColumn column, double... shares) {
        if (!column.info().kind().numeric()) {
            return Optional.empty();
        }
        if (column.encoding() instanceof LevelColumn levels) {
            return Optional.of(of(levels.values(), levels.counts(), shares));
        }
        boolean spiked = column.encoding() instanceof SpikedColumn;
        ColumnEncoding numbers = spiked ? ((SpikedColumn) column.encoding()).rest() : column.encoding();
        if (numbers instanceof CircleColumn circle && circle.ranks().isPresent()) {
            numbers = circle.ranks().get();
        }
        return numbers instanceof QuantileColumn quantiles
                ? Optional.of(Arrays.stream(shares)
                        .map(share -> at(quantiles.ranks(), share))
                        .toArray())
                : Optional.empty();
    }

    private static double at(RankTable ranks, double share) {
        return ranks.value(ranks.indexOfRank((long) (share * ranks.rows())));
    }

    /** Rare values, which share a level, are left out. */
    private static double[] of(double[] values, long[] counts, double[] shares) {
        long rows = Arrays.stream(counts).sum();
        return Arrays.stream(shares)
                .map(share -> {
                    int k = 0;
                    for (long below = counts[0]; below <= share * rows && k < values.length - 1; below += counts[k]) {
                        k++;
                    }
                    return values[k];
                })
                .toArray();
    }
}
