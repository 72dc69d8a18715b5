// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import org.flowmatch.engine.path.Schedule;

/**
 * The constant velocity F = xWeight x + velocityWeight v that carries a point from t to the time r along its schedule as if
 * E[x1] and E[x0] stayed: from x = a E[x1] + s E[x0] and v = a' E[x1] + s' E[x0] follows
 *
 * <pre>
 * x + (r - t) F = a(r) E[x1] + s(r) E[x0]
 * xWeight        = ((a(r) - a) s' - (s(r) - s) a') / ((r - t) (a s' - s a'))
 * velocityWeight = ((s(r) - s) a - (a(r) - a) s) / ((r - t) (a s' - s a'))
 * </pre>
 *
 * exact in one step for one pair of rows; with it, Euler's method is the deterministic DDIM sampler (Song, Meng and Ermon
 * 2021). On the linear path F is v. Where the velocity says too little about E[x1], as at the start of a polynomial path,
 * where it is 0, the weight would be large or infinite; F is v there, too.
 *
 * @param xWeight weight of the point
 * @param velocityWeight weight of the velocity
 */
public record Secant(double xWeight, double velocityWeight) {
    /** Largest factor by which a network's error may grow in a step. */
    private static final double LARGEST_WEIGHT = 8;

    /** The velocity itself. */
    static final Secant VELOCITY = new Secant(0, 1);

    /** @param next a time other than t, later or earlier */
    public static Secant of(Schedule schedule, double t, double next) {
        return of(schedule, t, next, schedule.s(next));
    }

    /** @param sourceWeight what stands in place of s(r) */
    static Secant of(Schedule schedule, double t, double next, double sourceWeight) {
        double a = schedule.a(t);
        double s = schedule.s(t);
        double growA = (schedule.a(next) - a) / (next - t);
        double growS = (sourceWeight - s) / (next - t);
        double wronskian = schedule.wronskian(t);
        double velocityWeight = (growA * s - growS * a) / wronskian;
        if (!(Math.abs(velocityWeight) <= LARGEST_WEIGHT)) {
            return VELOCITY;
        }
        return new Secant((growS * schedule.da(t) - growA * schedule.ds(t)) / wronskian, velocityWeight);
    }
}
