// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

/**
 * What is measured of a model.
 *
 * @param limit what is asked of the median; NaN where it is only told
 * @param atLeast whether more is better
 */
public record Figure(String label, double value, double limit, boolean atLeast) {
    public static Figure atMost(String label, double value, double limit) {
        return new Figure(label, value, limit, false);
    }

    public static Figure atLeast(String label, double value, double limit) {
        return new Figure(label, value, limit, true);
    }

    public static Figure told(String label, double value) {
        return new Figure(label, value, Double.NaN, false);
    }

    /** Whether a median of this figure is what is asked for. */
    public boolean holds(double median) {
        return Double.isNaN(limit) || (atLeast ? median >= limit : median <= limit);
    }
}
