// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * Normal scores of ranks: a value that holds the ranks [s, s + c) of n gets a score z = PhiInverse((s + c U) / n), with U
 * uniform in (0, 1), so that the scores of the fitted rows are standard normal even where values repeat. Decoding reads the
 * empirical quantile function as a function of z: every score inside a value's interval gives that value again.
 *
 * <p>Knots are distinct observed values, ascending, each with its interval of scores. Between the intervals of neighbouring
 * knots the value is linear in z. There is a gap between two intervals where values in between were not stored (columns with
 * very many distinct values), and, with {@code interpolate}, everywhere: the interval of a value then is
 * [(s + 1/2) / n, (s + c - 1/2) / n], a point for a value that was seen once (Hazen's plotting position).
 *
 * <p>Scores lie between those of 1/(2n) and 1 - 1/(2n). With {@code extrapolate}, decoding continues beyond these two ends
 * linearly in z, with the slope from the end to the knot nearest to the tenth of the scores there; encoding then does the
 * inverse with values beyond the observed range, which otherwise count as the smallest or largest one. A value inside the
 * range that was never observed is placed between the centres (without a gap) or the facing ends (with one) of its
 * neighbours' intervals, in proportion.
 */
public final class QuantileColumn implements ScalarEncoding {
    private static final double TAIL = 0.1;

    private final RankTable ranks;
    private final boolean extrapolate;
    private final float[] low;
    private final float[] high;
    private final double slopeBelow;
    private final double slopeAbove;

    public QuantileColumn(RankTable ranks, boolean interpolate, boolean extrapolate) {
        this.ranks = ranks;
        this.extrapolate = extrapolate;
        int knots = ranks.size();
        double margin = interpolate ? 0.5 : 0;
        low = new float[knots];
        high = new float[knots];
        for (int k = 0; k < knots; k++) {
            low[k] = score(ranks.start(k) + margin);
            high[k] = score(ranks.start(k) + ranks.count(k) - margin);
        }
        int tail = Math.max(1, ranks.indexOfRank((long) (TAIL * ranks.rows())));
        slopeBelow = (ranks.value(tail) - ranks.value(0)) / (centre(tail) - low[0]);
        int head = Math.min(knots - 2, ranks.indexOfRank((long) ((1 - TAIL) * ranks.rows())));
        slopeAbove = (ranks.value(knots - 1) - ranks.value(head)) / (high[knots - 1] - centre(head));
    }

    /** The observed values and their ranks. */
    public RankTable ranks() {
        return ranks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileColumn column
                && extrapolate == column.extrapolate
                && ranks.equals(column.ranks)
                && Arrays.equals(low, column.low);
    }

    @Override
    public int hashCode() {
        return ranks.hashCode();
    }

    @Override
    public float encode(double value, double tie) {
        int below = ranks.lastAtMost(value);
        if (below >= 0 && ranks.value(below) == value) {
            return within(below, tie);
        }
        int above = below + 1;
        if (above == 0) {
            return extrapolate ? (float) (low[0] + (value - ranks.value(0)) / slopeBelow) : within(0, tie);
        }
        if (above == ranks.size()) {
            return extrapolate ? (float) (high[below] + (value - ranks.value(below)) / slopeAbove) : within(below, tie);
        }
        boolean gap = high[below] < low[above];
        double from = gap ? high[below] : centre(below);
        double to = gap ? low[above] : centre(above);
        double share = (value - ranks.value(below)) / (ranks.value(above) - ranks.value(below));
        return (float) (from + share * (to - from));
    }

    @Override
    public double decode(float code, Resolution resolution) {
        int last = ranks.size() - 1;
        if (code <= low[0]) {
            boolean beyond = extrapolate && code < low[0];
            return beyond ? resolution.round(ranks.value(0) + (code - low[0]) * slopeBelow) : ranks.value(0);
        }
        if (code >= high[last]) {
            boolean beyond = extrapolate && code > high[last];
            return beyond ? resolution.round(ranks.value(last) + (code - high[last]) * slopeAbove) : ranks.value(last);
        }
        int k = lastAtMost(code);
        if (code <= high[k] || k == last) {
            return ranks.value(k);
        }
        double share = ((double) code - high[k]) / ((double) low[k + 1] - high[k]);
        return resolution.round((1 - share) * ranks.value(k) + share * ranks.value(k + 1));
    }

    /**
     * Another coordinate of the same value, where ties have several: the place among them is drawn anew.
     *
     * @param tie a number of (0, 1)
     */
    public float redraw(float code, double tie) {
        if (code < low[0] || code > high[high.length - 1]) {
            return code;
        }
        int k = lastAtMost(code);
        return code <= high[k] && ranks.count(k) > 1 ? within(k, tie) : code;
    }

    @Override
    public Optional<TieDraw> tieDraw() {
        return Optional.of((rows, at, tie) -> rows[at] = redraw(rows[at], tie));
    }

    @Override
    public ColumnDensity density() {
        return QuantileDensity.of(ranks);
    }

    /** The last knot whose scores begin at or below the code, which is above those of the first; without a branch that guesses. */
    private int lastAtMost(float code) {
        int k = 0;
        for (int length = low.length; length > 1; ) {
            int half = length >>> 1;
            k = low[k + half] <= code ? k + half : k;
            length -= half;
        }
        return k;
    }

    /** A score of the knot's interval, never one that rounding to float moves to the neighbour. */
    private float within(int k, double tie) {
        if (low[k] == high[k]) {
            return low[k];
        }
        float z = score(ranks.start(k) + tie * ranks.count(k));
        float ceiling = k + 1 < low.length && high[k] == low[k + 1] ? Math.nextDown(high[k]) : high[k];
        return Math.max(low[k], Math.min(ceiling, z));
    }

    private double centre(int k) {
        return score(ranks.start(k) + ranks.count(k) / 2.0);
    }

    private float score(double rank) {
        double inner = Math.max(0.5, Math.min(ranks.rows() - 0.5, rank));
        return (float) NormalQuantile.of(inner / ranks.rows());
    }
}
