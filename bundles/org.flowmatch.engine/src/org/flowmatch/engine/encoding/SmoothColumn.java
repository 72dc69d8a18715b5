// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * A column with a density, and perhaps with single values that many rows hold (amounts that are often zero): the distribution
 * function is F(x) = (1 - s) G(x) + the shares of such values up to x, s in all, with G smooth. A value between has the score
 * z = PhiInverse(F(x)) and, beyond the range of G, the copula density of its whole tail; a held one has the ranks of its jump.
 * Lengths are in units of the column's {@link RobustDeviation}.
 */
final class SmoothColumn implements ColumnDensity {
    private final SmoothDistribution smooth;
    private final double[] held;
    /** Shares of the held values before each, [held + 1]. */
    private final double[] before;

    private final double weight;
    private final double unit;

    /**
     * @param smooth of the rows that do not have such values
     * @param held values that many rows hold, rising
     * @param shares of all rows that have them
     * @param unit robust standard deviation
     */
    SmoothColumn(SmoothDistribution smooth, double[] held, double[] shares, double unit) {
        this.smooth = smooth;
        this.held = held;
        before = new double[held.length + 1];
        for (int i = 0; i < held.length; i++) {
            before[i + 1] = before[i] + shares[i];
        }
        weight = 1 - before[held.length];
        this.unit = unit;
    }

    @Override
    public double unit() {
        return unit;
    }

    @Override
    public Place place(double value) {
        int found = Arrays.binarySearch(held, value + 0.0);
        if (found >= 0) {
            double low = before[found] + weight * smooth.below(held[found]);
            double share = before[found + 1] - before[found];
            return Place.mass(low, low + share, Math.log(share), 0);
        }
        int above = -found - 1;
        return smooth.within(value) ? point(value, above) : tail(value, above);
    }

    private Place point(double value, int above) {
        double score = smooth.score(value);
        double logSlope = smooth.logSlope(value) + Math.log(unit);
        if (held.length == 0) {
            return Place.point(score, logSlope);
        }
        double code = NormalQuantile.of(before[above] + weight * NormalDistribution.below(score));
        double logDensity = Math.log(weight) + NormalDistribution.logDensity(score) + logSlope;
        return Place.point(code, logDensity - NormalDistribution.logDensity(code));
    }

    /** The cell is the part of the tail between the held values to both sides. */
    private Place tail(double value, int above) {
        double from = above > 0 ? smooth.below(held[above - 1]) : 0;
        double to = above < held.length ? smooth.below(held[above]) : 1;
        if (value < smooth.smallest()) {
            to = Math.min(to, smooth.below(smooth.smallest()));
        } else {
            from = Math.max(from, smooth.below(smooth.largest()));
        }
        return Place.cell(
                before[above] + weight * from,
                before[above] + weight * to,
                Math.log(weight) + smooth.logTailDensity(value) + Math.log(unit),
                smooth.logBeyond(value));
    }
}
