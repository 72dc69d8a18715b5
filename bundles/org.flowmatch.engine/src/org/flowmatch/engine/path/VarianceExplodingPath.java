// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.Range;

/**
 * The variance-exploding path of score matching, from much noise to little: x_t = x1 + s(t) x0 with unit noise x0,
 * u_t = s'(t) x0, and
 *
 * <pre>
 * geometric: s(t) = sigma_min (sigma_max / sigma_min)^(1 - t)
 * linear:    s(t) = sigma_max + (sigma_min - sigma_max) t
 * </pre>
 *
 * (geometric: Song and others 2021, "Score-based generative modeling through stochastic differential equations"; linear:
 * Karras and others 2022, whose noise level is the time). On [0, 1], all limits finite. The target row has its full weight
 * from the start, so the flow starts from N(x1, sigma_max^2 I), for which N(0, sigma_max^2 I) stands in: sigma_max must be
 * well above the spread of the target rows, about 1 in encoded units. It ends in N(x1, sigma_min^2 I). The source scale is
 * sigma_max, not 1; the source must be Gaussian.
 *
 * @param sigmaMin noise at the target, above 0 and at most 0.5, in encoded units
 * @param sigmaMax noise at the source, from 5 to 1,000, in encoded units
 * @param growth how the noise goes from one to the other
 */
public record VarianceExplodingPath(double sigmaMin, double sigmaMax, Growth growth)
        implements ConditionalPath, Schedule {
    public static final String ID = "variance_exploding";
    public static final Range SIGMA_MIN = Range.above(0, 0.5);
    public static final Range SIGMA_MAX = Range.between(5, 1000);
    public static final double DEFAULT_SIGMA_MIN = 0.01;
    public static final double DEFAULT_SIGMA_MAX = 10;

    /** How the noise falls with t. The names are stored and never change. */
    public enum Growth {
        /** By the same factor in equal times. */
        GEOMETRIC,
        /** By the same amount in equal times. */
        LINEAR
    }

    public VarianceExplodingPath {
        SIGMA_MIN.check(
                "Sigma min of the variance-exploding path",
                sigmaMin,
                "Set it to a small number such as " + DEFAULT_SIGMA_MIN + ".");
        SIGMA_MAX.check(
                "Sigma max of the variance-exploding path",
                sigmaMax,
                "Set it to " + DEFAULT_SIGMA_MAX + ", well above the spread of the target rows, which is about 1.");
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
        return switch (growth) {
            case GEOMETRIC -> "x_t = x1 + sigma_min (sigma_max / sigma_min)^(1 - t) x0";
            case LINEAR -> "x_t = x1 + (sigma_max + (sigma_min - sigma_max) t) x0";
        };
    }

    @Override
    public boolean needsGaussianSource() {
        return true;
    }

    @Override
    public double a(double t) {
        return 1;
    }

    @Override
    public double s(double t) {
        return switch (growth) {
            case GEOMETRIC -> sigmaMin * Math.pow(sigmaMax / sigmaMin, 1 - t);
            case LINEAR -> sigmaMax + (sigmaMin - sigmaMax) * t;
        };
    }

    @Override
    public double da(double t) {
        return 0;
    }

    @Override
    public double ds(double t) {
        return switch (growth) {
            case GEOMETRIC -> -Math.log(sigmaMax / sigmaMin) * s(t);
            case LINEAR -> sigmaMin - sigmaMax;
        };
    }
}
