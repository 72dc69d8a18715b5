// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.util.Arrays;

/** Numbers of the rounds of a measurement. */
public record Series(double[] values) {
    public Series {
        if (values.length == 0) {
            throw new IllegalArgumentException("no rounds");
        }
        values = values.clone();
    }

    /** The middle number, or the mean of the two in the middle. */
    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double least() {
        return sorted()[0];
    }

    public double most() {
        return sorted()[values.length - 1];
    }

    /** These numbers, each divided by that of the same round. */
    public Series over(Series other) {
        double[] ratios = new double[values.length];
        Arrays.setAll(ratios, k -> values[k] / other.values[k]);
        return new Series(ratios);
    }

    private double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
