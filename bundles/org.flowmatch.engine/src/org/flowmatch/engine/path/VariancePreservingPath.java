// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;

/**
 * The variance-preserving path of diffusion models with a linear noise rate (Song and others 2021, "Score-based
 * generative modeling through stochastic differential equations"), run from noise to data:
 *
 * <pre>
 * T(t) = beta_min (1 - t) + (beta_max - beta_min) (1 - t)^2 / 2
 * a(t) = exp(-T / 2),   s(t) = sqrt(1 - a^2)
 * </pre>
 *
 * An arc, not a straight line. s' is infinite at t = 1, so the path is used on [0, 0.999]; a(0) is small but not 0. It
 * presumes standard Gaussian source rows.
 *
 * @param betaMin noise rate at the data end, above 0 and at most betaMax
 * @param betaMax noise rate at the source end, at most 100; a(0) = exp(-(betaMin + betaMax) / 4) must be at most 0.1,
 *     otherwise the path would not start near its source
 */
public record VariancePreservingPath(double betaMin, double betaMax) implements ConditionalPath, Schedule {
    public static final String ID = "variance_preserving";
    public static final Range BETA = Range.above(0, 100);
    public static final double DEFAULT_BETA_MIN = 0.1;
    public static final double DEFAULT_BETA_MAX = 20;

    /** Where the path stops short of its singular end. */
    private static final double T_MAX = 1 - 1e-3;

    /** The largest weight that a target row may have at t = 0. */
    private static final double LARGEST_START = 0.1;

    public VariancePreservingPath {
        BETA.check("Beta max of the variance-preserving path", betaMax, "Set beta max to " + DEFAULT_BETA_MAX + ".");
        Range.above(0, betaMax)
                .check(
                        "Beta min of the variance-preserving path",
                        betaMin,
                        "Set beta min to " + DEFAULT_BETA_MIN + "; it may not exceed beta max.");
        if (Math.exp(-(betaMin + betaMax) / 4) > LARGEST_START) {
            throw new FlowException(
                    "Beta min " + betaMin + " and beta max " + betaMax
                            + " of the variance-preserving path are too small: their sum must be at least 9.3,"
                            + " or the path does not start at its source.",
                    "Set beta max to " + DEFAULT_BETA_MAX + ".");
        }
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
        return "x_t = a x1 + sqrt(1 - a^2) x0, a = exp(-(beta_min (1 - t) + (beta_max - beta_min) (1 - t)^2 / 2) / 2)";
    }

    @Override
    public double tMax() {
        return T_MAX;
    }

    /** That of a x1 + s x0 for target rows of unit variance. */
    @Override
    public double sourceScale() {
        return 1;
    }

    @Override
    public boolean needsGaussianSource() {
        return true;
    }

    @Override
    public double a(double t) {
        return Math.exp(-accumulatedRate(t) / 2);
    }

    @Override
    public double s(double t) {
        // expm1 keeps the digits that 1 - a^2 loses near t = 1
        return Math.sqrt(-Math.expm1(-accumulatedRate(t)));
    }

    @Override
    public double da(double t) {
        return a(t) * rate(t) / 2;
    }

    @Override
    public double ds(double t) {
        return -a(t) * da(t) / s(t);
    }

    private double rate(double t) {
        return betaMin + (betaMax - betaMin) * (1 - t);
    }

    private double accumulatedRate(double t) {
        double u = 1 - t;
        return betaMin * u + (betaMax - betaMin) * u * u / 2;
    }
}
