// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.Range;

/**
 * The straight line that keeps a little of the source at its end: x_t = t x1 + (1 - (1 - sigma_min) t) x0,
 * u_t = x1 - (1 - sigma_min) x0, on [0, 1] (Lipman and others 2023, "Flow matching for generative modeling", their
 * optimal-transport path). With a Gaussian source it ends in N(x1, sigma_min^2 I) around each target row.
 *
 * @param sigmaMin the weight of x0 left at t = 1, from 0 to 0.5, in encoded units
 */
public record LipmanPath(double sigmaMin) implements ConditionalPath, Schedule {
    public static final String ID = "lipman";
    public static final Range SIGMA_MIN = Range.between(0, 0.5);
    public static final double DEFAULT_SIGMA_MIN = 1e-3;

    public LipmanPath {
        SIGMA_MIN.check(
                "Sigma min of Lipman's path", sigmaMin, "Set it to a small number such as " + DEFAULT_SIGMA_MIN + ".");
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
        return "x_t = t x1 + (1 - (1 - sigma_min) t) x0";
    }

    @Override
    public double a(double t) {
        return t;
    }

    @Override
    public double s(double t) {
        return 1 - (1 - sigmaMin) * t;
    }

    @Override
    public double da(double t) {
        return 1;
    }

    @Override
    public double ds(double t) {
        return sigmaMin - 1;
    }
}
