// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/**
 * The two weights of an affine path x_t = a(t) x1 + s(t) x0 and their derivatives, for t in [0, 1] (t = 0 source,
 * t = 1 target). Path, regression target and conversions are all derived from these four functions.
 */
public interface Schedule {
    /** The weight of the target row x1. */
    double a(double t);

    /** The weight of the source row x0. */
    double s(double t);

    /** The derivative a'(t). */
    double da(double t);

    /** The derivative s'(t). */
    double ds(double t);
}
