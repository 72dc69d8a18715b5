// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import org.flowmatch.engine.path.Schedule;

/**
 * The step of curve-aware Euler: the {@link Secant} of the schedule from t to t + h, written so that Euler's method makes it.
 * On a straight line it is the velocity.
 */
public final class CurveAware {
    private CurveAware() {}

    /** A secant of the step from one time to another. */
    @FunctionalInterface
    interface Steps {
        Secant of(double from, double to);
    }

    /** The terms of F from those of the velocity. */
    public static StageLaw law(Schedule schedule, FieldLaw velocity) {
        return law(velocity, (from, to) -> Secant.of(schedule, from, to));
    }

    static StageLaw law(FieldLaw velocity, Steps secants) {
        return (t, h, c) -> {
            Secant secant = secants.of(t, t + h);
            FieldTerms v = velocity.at(t);
            return new FieldTerms(
                    v.time(),
                    v.inScale(),
                    secant.xWeight() + secant.velocityWeight() * v.xWeight(),
                    secant.velocityWeight() * v.outWeight(),
                    secant.velocityWeight() * v.headWeight());
        };
    }
}
