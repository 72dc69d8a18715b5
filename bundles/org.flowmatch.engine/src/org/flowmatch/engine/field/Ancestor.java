// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import org.flowmatch.engine.path.Schedule;

/**
 * A point at the time r > t drawn given that at t and the rows E[x1] and E[x0] that are expected there, as the diffusion goes whose
 * marginals the path has (Ho, Jain and Abbeel 2020, "Denoising diffusion probabilistic models", for any affine path):
 *
 * <pre>
 * x(r) = a(r) E[x1] + sqrt(s(r)^2 - d^2) E[x0] + d z,   d = s(r) sqrt(1 - (a(t) s(r) / (a(r) s(t)))^2)
 * </pre>
 *
 * With d = 0 it is curve-aware Euler. Where the velocity does not tell both rows, as at the start of a polynomial path, the step
 * is Euler's, without noise.
 *
 * @param secant from x(t) to x(r) without the noise
 * @param deviation d
 */
public record Ancestor(Secant secant, double deviation) {

    /** @param next r, later than t */
    public static Ancestor of(Schedule schedule, double t, double next) {
        double s = schedule.s(next);
        double left = schedule.a(t) * s / (schedule.a(next) * schedule.s(t));
        double deviation = s * Math.sqrt(Math.max(0, 1 - left * left));
        Secant secant = Secant.of(schedule, t, next, Math.sqrt(Math.max(0, s * s - deviation * deviation)));
        return secant.equals(Secant.VELOCITY) ? new Ancestor(secant, 0) : new Ancestor(secant, deviation);
    }

    /** The steps without their noise, from the terms of the velocity. */
    public static StageLaw law(Schedule schedule, FieldLaw velocity) {
        return CurveAware.law(velocity, (t, next) -> of(schedule, t, next).secant());
    }
}
