// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import org.flowmatch.engine.path.Schedule;

/**
 * The step of curve-aware Euler: the {@link Secant} of the schedule from t to t + h, written so that Euler's method makes it.
 * On a straight line it is the velocity.
 */
public final class CurveAware {
    private CurveAware() {}

    /** The terms of F from those of the velocity. */
    public static StageLaw law(Schedule schedule, FieldLaw velocity) {
        return (t, h, c) -> {
            double[] weights = weights(schedule, t, h);
            FieldTerms v = velocity.at(t);
            return new FieldTerms(
                    v.time(),
                    v.inScale(),
                    weights[0] + weights[1] * v.xWeight(),
                    weights[1] * v.outWeight(),
                    weights[1] * v.headWeight());
        };
    }

    /** The weights of x and v in F. */
    public static double[] weights(Schedule schedule, double t, double h) {
        Secant secant = Secant.of(schedule, t, t + h);
        return new double[] {secant.xWeight(), secant.velocityWeight()};
    }
}
