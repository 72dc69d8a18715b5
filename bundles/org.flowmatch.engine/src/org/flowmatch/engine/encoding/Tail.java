// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The law of how far values lie beyond the outermost observed one: the generalised Pareto distribution (Pickands, 1975),
 *
 * <pre>
 * P(beyond by more than y) = (1 + shape y / scale)^(-1 / shape)
 * </pre>
 *
 * fitted by probability-weighted moments (Hosking and Wallis, 1987) to the outermost tenth of the rows, at least {@value
 * #FEWEST_ROWS} of them, and moved to the outermost value, where it has the scale + shape times the distance. The shape lies
 * between {@value #LIGHTEST}, so that the density falls without an end, and {@value #HEAVIEST}; with fewer than {@value
 * #FEWEST_VALUES} different values out there it is the lightest.
 *
 * @param scale in the column's units
 */
public record Tail(double shape, double scale) {
    public static final double LIGHTEST = 0.1;
    public static final double HEAVIEST = 0.9;

    private static final double SHARE = 0.1;
    private static final int FEWEST_ROWS = 20;
    private static final int FEWEST_VALUES = 5;

    /** log of the density of the distance, at least 0, per unit of the column. */
    public double logDensity(double distance) {
        return -(1 / shape + 1) * logStretch(distance) - Math.log(scale);
    }

    /** log of the probability to lie farther out. */
    public double logBeyond(double distance) {
        return -logStretch(distance) / shape;
    }

    private double logStretch(double distance) {
        double reach = distance / scale;
        return reach < Double.MAX_VALUE
                ? Math.log1p(shape * reach)
                : Math.log(shape) + Math.log(Math.min(distance, Double.MAX_VALUE)) - Math.log(scale);
    }

    public static Tail above(RankTable ranks) {
        int last = ranks.size() - 1;
        int threshold = Math.min(last - 1, ranks.indexOfRank(ranks.rows() - 1 - rows(ranks)));
        double[] excess = new double[last - threshold];
        double[] weights = new double[excess.length];
        for (int i = 0; i < excess.length; i++) {
            int k = threshold + 1 + i;
            excess[i] = ranks.value(k) - ranks.value(threshold);
            weights[i] = ranks.start(k) + ranks.count(k) - (ranks.start(k - 1) + ranks.count(k - 1));
        }
        return fit(excess, weights);
    }

    public static Tail below(RankTable ranks) {
        int threshold = Math.max(1, ranks.indexOfRank(rows(ranks)));
        double[] excess = new double[threshold];
        double[] weights = new double[threshold];
        for (int i = 0; i < threshold; i++) {
            int k = threshold - 1 - i;
            excess[i] = ranks.value(threshold) - ranks.value(k);
            weights[i] = ranks.start(k + 1) - ranks.start(k);
        }
        return fit(excess, weights);
    }

    private static long rows(RankTable ranks) {
        return Math.min(ranks.rows() / 2, Math.max((long) (SHARE * ranks.rows()), FEWEST_ROWS));
    }

    /**
     * @param excess [k] beyond a threshold, rising
     * @param weights [k], rows of each
     */
    private static Tail fit(double[] excess, double[] weights) {
        double rows = 0;
        double sum = 0;
        double sumOfLower = 0;
        for (double weight : weights) {
            rows += weight;
        }
        double before = 0;
        for (int i = 0; i < excess.length; i++) {
            sum += weights[i] / rows * excess[i];
            sumOfLower += weights[i] / rows * excess[i] * (1 - (before + weights[i] / 2) / rows);
            before += weights[i];
        }
        double moments = 2 - sum / (sum - 2 * sumOfLower);
        double shape = excess.length < FEWEST_VALUES ? LIGHTEST : Math.max(LIGHTEST, Math.min(HEAVIEST, moments));
        // the mean of the excess is scale / (1 - shape)
        return new Tail(shape, sum * (1 - shape) + shape * excess[excess.length - 1]);
    }
}
