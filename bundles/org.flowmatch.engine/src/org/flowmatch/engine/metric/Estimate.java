// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;

/**
 * A figure with its 95% interval. An interval that cannot be told is infinitely wide or as wide as the figure can be.
 *
 * @param value NaN where there is none
 * @param low lower end of the interval
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
    /** How many standard errors a 95% interval reaches to either side. */
    public static final double REACH = 1.959963984540054;

    /** A figure that was counted or computed from all rows, not estimated. */
    public static Estimate exact(double value) {
        return new Estimate(value, value, value);
    }

    /** By the normal law: value +- 1.96 standard errors, within what the figure can be. */
    public static Estimate normal(double value, double standardError, double least, double most) {
        double reach = Double.isNaN(standardError) ? Double.POSITIVE_INFINITY : REACH * standardError;
        return new Estimate(value, Math.max(least, value - reach), Math.min(most, value + reach));
    }

    /**
     * A share of independent rows, by Wilson's score interval (1927).
     *
     * @param hits may be halves, of ties
     * @param rows at least 1
     */
    public static Estimate share(double hits, double rows) {
        double share = hits / rows;
        double z = REACH * REACH / rows;
        double middle = (share + z / 2) / (1 + z);
        double reach = Math.sqrt(share * (1 - share) * z + z * z / 4) / (1 + z);
        return new Estimate(share, Math.max(0, middle - reach), Math.min(1, middle + reach));
    }

    /** The difference of two shares of independent rows, by Newcombe's hybrid of their score intervals (1998, method 10). */
    public static Estimate difference(Estimate a, Estimate b) {
        double value = a.value - b.value;
        return new Estimate(
                value,
                value - Math.hypot(a.value - a.low, b.high - b.value),
                value + Math.hypot(a.high - a.value, b.value - b.low));
    }

    /** The median of independent numbers, by the order statistics whose ranks are 1.96 binomial deviations around the middle. */
    public static Estimate median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double middle = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        double reach = REACH * Math.sqrt(n) / 2;
        int low = (int) Math.max(0, Math.floor((n - 1) / 2.0 - reach));
        int high = (int) Math.min(n - 1, Math.ceil((n - 1) / 2.0 + reach));
        return new Estimate(middle, sorted[low], sorted[high]);
    }

    /** Whether a number lies in the interval. */
    public boolean holds(double number) {
        return number >= low && number <= high;
    }
}
