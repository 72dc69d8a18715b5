// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

/**
 * A part of the time from source to target.
 *
 * @param from first time, at least 0 and below {@code to}
 * @param to last time, at most 1
 */
public record Interval(double from, double to) {
    /** How far from the ends of [0, 1] a field is used that has no finite value there. */
    private static final double FROM_START = 1e-5;

    private static final double FROM_END = 1e-3;

    public Interval {
        if (!(0 <= from && from < to && to <= 1)) {
            throw new IllegalArgumentException("[" + from + ", " + to + "] is not an interval of times in [0, 1]");
        }
    }

    /** This interval without an end at which the field is not finite: from 1e-5 on, up to 0.999. */
    public Interval where(FieldLaw law) {
        return new Interval(
                law.at(from).finite() ? from : Math.max(from, FROM_START),
                law.at(to).finite() ? to : Math.min(to, 1 - FROM_END));
    }

    /** t, or the nearer end of the interval. */
    double clamp(double t) {
        return Math.max(from, Math.min(to, t));
    }
}
