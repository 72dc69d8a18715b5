// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/**
 * What stands around a network so that its inputs and what it is regressed on have variance 1 at every noise level (Karras, Aittala,
 * Aila and Laine 2022, "Elucidating the design space of diffusion-based generative models", EDM), for any affine path
 * x_t = a x1 + s x0, whose noise level is sigma = s / a, and rows of variance 1, as encoded ones have (their sigma_data = 1):
 *
 * <pre>
 * E[x1 | x_t = x] = a / (a^2 + s^2) x + s / r net(x / r, ln(sigma) / 4),   r = sqrt(a^2 + s^2)
 * net             = E[(s x1 - a x0) / r | x_t = x]
 * </pre>
 *
 * Their c_skip, c_out, c_in and c_noise, written for the point x_t / a. Their loss weight is 1 for the error of the network.
 *
 * @param inScale 1 / r, what the point is multiplied by
 * @param time ln(sigma) / 4, for sigma from 0.001 to 1,000, in the place of the time
 * @param targetWeight s / r
 * @param sourceWeight -a / r
 */
public record Preconditioning(double inScale, double time, double targetWeight, double sourceWeight) {
    private static final double FARTHEST_LEVEL = Math.log(1000);

    /** At a time t at which a or s is not 0. */
    public static Preconditioning at(Schedule schedule, double t) {
        double a = schedule.a(t);
        double s = schedule.s(t);
        double r = Math.hypot(a, s);
        double level = Math.log(s) - Math.log(a);
        return new Preconditioning(
                1 / r, Math.max(-FARTHEST_LEVEL, Math.min(FARTHEST_LEVEL, level)) / 4, s / r, -a / r);
    }
}
