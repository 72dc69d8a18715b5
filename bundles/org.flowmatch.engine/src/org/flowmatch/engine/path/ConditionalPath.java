// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/**
 * An affine conditional path between a source row x0 and a target row x1:
 *
 * <pre>
 * x_t = a(t) x1 + s(t) x0
 * u_t = a'(t) x1 + s'(t) x0
 * </pre>
 *
 * Both formulas live here alone and follow from the {@link Schedule}. Because u_t is written with the pair (x0, x1), it
 * holds for any coupling and any source; conditioning on x1 alone would presume a Gaussian source. An implementation is
 * a record whose components are the path's settings, entered in {@link Paths}.
 */
public interface ConditionalPath {
    /** The stable name under which the path is stored. */
    String id();

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

    /** The standard deviation that a Gaussian source must have, in encoded units. */
    default double sourceScale() {
        return 1;
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
     * @param t times [n] within [tMin, tMax]
     * @param xt receives x_t [n, d]
     * @param ut receives u_t [n, d]
     */
    default void interpolate(int rows, int columns, float[] x0, float[] x1, float[] t, float[] xt, float[] ut) {
        Schedule schedule = schedule();
        for (int row = 0; row < rows; row++) {
            double a = schedule.a(t[row]);
            double s = schedule.s(t[row]);
            double da = schedule.da(t[row]);
            double ds = schedule.ds(t[row]);
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                xt[i] = (float) (a * x1[i] + s * x0[i]);
                ut[i] = (float) (da * x1[i] + ds * x0[i]);
            }
        }
    }
}
