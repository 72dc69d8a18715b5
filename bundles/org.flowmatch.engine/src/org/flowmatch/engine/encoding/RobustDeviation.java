// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.random.NormalQuantile;

/**
 * The robust standard deviation of a column: (Q(1 - a) - Q(a)) / (2 PhiInverse(1 - a)) with the empirical quantile function Q
 * and a = 1/4, which is the interquartile range / 1.349. Where so many values are equal that this is 0, a is halved until it is
 * not: 1/8, 1/16, ... For normal columns it is the standard deviation whatever a is; it grows with the column's unit.
 */
public final class RobustDeviation {
    private RobustDeviation() {}

    public static double of(RankTable ranks) {
        for (double share = 0.25; share * ranks.rows() > 0.5; share /= 2) {
            double half = half(ranks, share);
            if (half > 0) {
                return half / NormalQuantile.of(1 - share);
            }
        }
        int last = ranks.size() - 1;
        // halves do not overflow
        return (ranks.value(last) / 2 - ranks.value(0) / 2) / NormalQuantile.of(1 - 0.5 / ranks.rows());
    }

    private static double half(RankTable ranks, double share) {
        double rank = share * ranks.rows();
        int below = ranks.indexOfRank((long) rank);
        int above = ranks.indexOfRank((long) Math.ceil(ranks.rows() - rank) - 1);
        return ranks.value(above) / 2 - ranks.value(below) / 2;
    }
}
