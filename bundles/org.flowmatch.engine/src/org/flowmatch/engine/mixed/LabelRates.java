// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;

/**
 * Formulas of a flow of labels whose network tells the logits of what a label becomes in the end, p (Campbell, Yim, Barzilay, Rainforth
 * and Jaakkola 2024; Gat and others 2024).
 */
public final class LabelRates {
    private LabelRates() {}

    /** log softmax of logits [L]. */
    public static double[] logSoftmax(double[] logits) {
        double total = logSum(logits);
        return Arrays.stream(logits).map(logit -> logit - total).toArray();
    }

    /** log of the sum of exponentials. */
    static double logSum(double[] logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        return largest
                + Math.log(
                        Arrays.stream(logs).map(log -> Math.exp(log - largest)).sum());
    }

    /**
     * The rates [L] at which a label jumps from its level to others, rate (p - delta of the level): they add up to 0.
     *
     * @param logits [L]
     * @param rate kappa' / (1 - kappa) at the time
     */
    public static double[] jumps(double[] logits, int level, double rate) {
        double[] jumps = Arrays.stream(logSoftmax(logits)).map(Math::exp).toArray();
        jumps[level] -= 1;
        for (int l = 0; l < jumps.length; l++) {
            jumps[l] *= rate;
        }
        return jumps;
    }

    /**
     * The generalised KL divergence of a label's rates from those of the path that ends at a level, whose mean over times and points of the
     * path bounds -log p of that level,
     *
     * <pre>
     * rate (1{now = end} - p(now) - (1 - 1{now = end}) log p(end)),
     * </pre>
     *
     * 0 or more.
     *
     * @param logits [L]
     * @param now the level at the time
     * @param end the level of the target
     * @param rate kappa' / (1 - kappa) at the time
     */
    public static double divergence(double[] logits, int now, int end, double rate) {
        double[] log = logSoftmax(logits);
        return rate * (now == end ? -Math.expm1(log[now]) : -Math.exp(log[now]) - log[end]);
    }
}
