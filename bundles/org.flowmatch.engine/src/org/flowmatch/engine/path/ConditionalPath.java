// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/**
 * A conditional path between a source row x0 and a target row x1, with unit noise e where the path is {@link #noisy}:
 *
 * <pre>
 * x_t = a(t) x1 + s(t) x0 + noise(t) e
 * u_t = a'(t) x1 + s'(t) x0 + noise'(t) e
 * </pre>
 *
 * Both formulas live here alone and follow from the {@link Schedule} and the noise; they are the general Gaussian path
 * N(mu_t, noise^2 I) with u = (noise' / noise) (x - mu) + mu' (Lipman and others 2023; Tong and others 2023). Because u_t
 * is written with the pair (x0, x1), it holds for any coupling and any source; conditioning on x1 alone would presume a
 * Gaussian source. A Gaussian x0 is unit noise: the schedule alone scales it. An implementation is a record whose
 * components are the path's settings, entered in {@link Paths}.
 */
public interface ConditionalPath {
    /** The stable name under which the path is stored. */
    String id();

    /** How messages name the path: its id in words. */
    default String label() {
        return id().replace('_', ' ');
    }

    Schedule schedule();

    /** x_t in one line of plain text, with this path's settings as symbols. */
    String formula();

    /** The first time at which the path is trained and sampled, at least 0. */
    default double tMin() {
        return 0;
    }

    /** The last time at which the path is trained and sampled, at most 1. */
    default double tMax() {
        return 1;
    }

    /** The standard deviation of the extra Gaussian noise around a x1 + s x0, at least 0. */
    default double noise(double t) {
        return 0 * t;
    }

    /** The derivative of {@link #noise}. */
    default double dnoise(double t) {
        return 0 * t;
    }

    /** Whether points carry noise of their own, apart from x0, so that x0 and x1 do not determine x_t. */
    default boolean noisy() {
        return false;
    }

    /** The standard deviation of x_t given x1 when x0 is unit noise: sqrt(s^2 + noise^2), in encoded units. */
    default double spread(double t) {
        return Math.hypot(schedule().s(t), noise(t));
    }

    /**
     * The standard deviation of Gaussian rows at tMin, in encoded units: what unit noise is multiplied by before it is
     * pushed along the flow, so that the flow starts from the law that it was trained on.
     */
    default double sourceScale() {
        return spread(tMin());
    }

    /** Whether the path is defined for standard Gaussian source rows only, so that a table source must be refused. */
    default boolean needsGaussianSource() {
        return false;
    }

    /**
     * Computes points on the path and their velocities, each row at its own time.
     *
     * @param rows n
     * @param columns d
     * @param x0 source rows [n, d], row-major
     * @param x1 target rows [n, d]
     * @param noise unit noise e [n, d] of a {@link #noisy} path, otherwise not read
     * @param t times [n] within [tMin, tMax]
     * @param xt receives x_t [n, d]
     * @param ut receives u_t [n, d]
     */
    default void interpolate(
            int rows, int columns, float[] x0, float[] x1, float[] noise, float[] t, float[] xt, float[] ut) {
        Schedule schedule = schedule();
        boolean noisy = noisy();
        for (int row = 0; row < rows; row++) {
            double a = schedule.a(t[row]);
            double s = schedule.s(t[row]);
            double da = schedule.da(t[row]);
            double ds = schedule.ds(t[row]);
            int from = row * columns;
            int to = from + columns;
            if (!noisy) {
                for (int i = from; i < to; i++) {
                    xt[i] = (float) (a * x1[i] + s * x0[i]);
                    ut[i] = (float) (da * x1[i] + ds * x0[i]);
                }
                continue;
            }
            double width = noise(t[row]);
            double dwidth = dnoise(t[row]);
            for (int i = from; i < to; i++) {
                double e = noise[i];
                xt[i] = (float) (a * x1[i] + s * x0[i] + width * e);
                ut[i] = (float) (da * x1[i] + ds * x0[i] + dwidth * e);
            }
        }
    }
}
