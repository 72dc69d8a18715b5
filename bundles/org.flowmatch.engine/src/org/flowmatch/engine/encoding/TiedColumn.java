// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * A column whose values repeat, such as whole numbers: each observed value has the probability of its ranks. A little of it,
 * at most an eighth of a rank for each side and a quarter for an end, is left to the values that were not observed: it is
 * spread evenly from the value halfway to its neighbours, and by a {@link Tail} beyond the ends. Such a value has the copula
 * density of the nearest observed one.
 *
 * <p>The density of what was not observed is per {@link RobustDeviation} of the column, and at most 1 / (4 n), below the
 * probability of every observed value, which is 5 / (8 n) at least. It is as much less as a gap is wider than one deviation.
 */
final class TiedColumn implements ColumnDensity {
    private static final double SIDE = 1 / 8.0;
    private static final double END = 1 / 4.0;

    private final RankTable ranks;
    private final double unit;
    private final Tail tailBelow;
    private final Tail tailAbove;

    /** @param unit robust standard deviation */
    TiedColumn(RankTable ranks, double unit) {
        this.ranks = ranks;
        this.unit = unit;
        tailBelow = Tail.below(ranks);
        tailAbove = Tail.above(ranks);
    }

    @Override
    public double unit() {
        return unit;
    }

    @Override
    public Place place(double value) {
        int last = ranks.size() - 1;
        int below = ranks.lastAtMost(value);
        if (below >= 0 && ranks.value(below) == value) {
            return cell(below, Math.log(ranks.count(below) - left(below - 1) - left(below)), 0);
        }
        if (below < 0) {
            return beyond(0, -1, tailBelow, ranks.value(0) - value);
        }
        if (below == last) {
            return beyond(last, last, tailAbove, value - ranks.value(last));
        }
        boolean nearer = value / 2 - ranks.value(below) / 2 <= ranks.value(below + 1) / 2 - value / 2;
        return cell(nearer ? below : below + 1, Math.log(left(below)) - Math.log(halfGap(below) / unit), 0);
    }

    private Place beyond(int k, int gap, Tail tail, double distance) {
        double logDensity = tail.logDensity(distance) + Math.log(unit);
        return cell(k, Math.log(left(gap)) + logDensity, tail.logBeyond(distance));
    }

    /** @param logRanks log of the ranks that the value has, or of their density */
    private Place cell(int k, double logRanks, double logBeyond) {
        double rows = ranks.rows();
        return Place.mass(
                ranks.start(k) / rows, (ranks.start(k) + ranks.count(k)) / rows, logRanks - Math.log(rows), logBeyond);
    }

    /** The ranks that a value leaves to its side of the gap after value k; those beyond the ends are -1 and the last. */
    private double left(int k) {
        if (k < 0 || k == ranks.size() - 1) {
            return END * Math.min(1, (k < 0 ? tailBelow : tailAbove).scale() / unit);
        }
        return SIDE * Math.min(1, 2 * (halfGap(k) / unit));
    }

    private double halfGap(int k) {
        return ranks.value(k + 1) / 2 - ranks.value(k) / 2;
    }
}
