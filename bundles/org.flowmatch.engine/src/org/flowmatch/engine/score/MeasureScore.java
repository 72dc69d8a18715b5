// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.metric.Estimate;

/**
 * One figure beside what real rows reach.
 *
 * @param of what it is of: a column or a rule; empty for the table
 * @param floor the same figure of real rows
 * @param worst what a useless table reaches, or one that gives everything away
 * @param share of the way from floor to worst, 0 to 1
 * @param grade by the share of the end of the interval that is nearer to the floor, so that chance raises no alarm
 */
public record MeasureScore(
        Measure measure, String of, Estimate value, Estimate floor, double worst, double share, Grade grade) {

    static MeasureScore of(Measure measure, String of, Estimate value, Estimate floor, double worst) {
        double sure = worst > floor.value() ? value.low() : value.high();
        return new MeasureScore(
                measure,
                of,
                value,
                floor,
                worst,
                way(value.value(), floor.value(), worst),
                measure.grade(way(sure, floor.value(), worst)));
    }

    private static double way(double value, double floor, double worst) {
        double whole = worst - floor;
        return whole == 0 ? 0 : Math.max(0, Math.min(1, (value - floor) / whole));
    }

    /** How far the share is beyond what is fair, for the order of faults; above 1 beyond. */
    double severity() {
        return share / measure.fair();
    }
}
