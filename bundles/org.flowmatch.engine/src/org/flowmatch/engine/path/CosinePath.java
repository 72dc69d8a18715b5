// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.Range;

/**
 * The quarter of a circle from source to target: x_t = sin(pi t / 2) x1 + cos(pi t / 2) x0,
 * u_t = (pi / 2) (cos(pi t / 2) x1 - sin(pi t / 2) x0), on [0, 1], for any source (Albergo and Vanden-Eijnden 2023,
 * "Building normalizing flows with stochastic interpolants"). An arc, not a straight line: it may leave the segment
 * between the two rows. All limits at the ends are finite; a^2 + s^2 = 1, so two tables of unit variance keep it.
 *
 * @param sigma width of a tube of Gaussian noise around the arc, from 0 (none) to 1, in encoded units (Tong and others
 *     2023); u_t does not depend on it, and source and target are widened as those of the {@link TubePath} are
 */
public record CosinePath(double sigma) implements ConditionalPath, Schedule {
    public static final String ID = "cosine";
    public static final Range SIGMA = Range.between(0, 1);
    public static final double DEFAULT_SIGMA = 0;

    private static final double QUARTER = Math.PI / 2;

    public CosinePath {
        SIGMA.check(
                "Sigma of the cosine path",
                sigma,
                "Set it to 0 for a path without noise, or to a small number such as 0.1.");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Schedule schedule() {
        return this;
    }

    @Override
    public String formula() {
        return "x_t = sin(pi t / 2) x1 + cos(pi t / 2) x0" + (noisy() ? " + sigma e" : "");
    }

    @Override
    public boolean noisy() {
        return sigma > 0;
    }

    @Override
    public double noise(double t) {
        return sigma;
    }

    @Override
    public double a(double t) {
        return Math.sin(QUARTER * t);
    }

    @Override
    public double s(double t) {
        // as a sine: exactly 0 at t = 1
        return Math.sin(QUARTER * (1 - t));
    }

    @Override
    public double da(double t) {
        return QUARTER * s(t);
    }

    @Override
    public double ds(double t) {
        return -QUARTER * a(t);
    }
}
