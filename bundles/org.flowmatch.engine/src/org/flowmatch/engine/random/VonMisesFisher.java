// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

import org.flowmatch.engine.Range;

/**
 * The von Mises-Fisher distribution on the unit sphere in three dimensions (Fisher 1953): density per steradian
 * kappa / (2 pi (1 - exp(-2 kappa))) exp(kappa (mean . x - 1)), uniform at kappa = 0, and about a normal distribution of standard
 * deviation 1 / sqrt(kappa) radians around its mean direction where kappa is large.
 *
 * @param x,y,z the mean direction, of length 1 to 1e-6
 * @param kappa concentration, 0 to 1e9
 */
public record VonMisesFisher(double x, double y, double z, double kappa) {
    /** Concentrations. */
    public static final Range KAPPA = Range.between(0, 1e9);

    /** ln (4 pi): minus the log-density of the uniform distribution, per steradian. */
    public static final double LOG_AREA = Math.log(4 * Math.PI);

    private static final double UNIT = 1e-6;

    public VonMisesFisher {
        KAPPA.check("The concentration", kappa, "Choose a value in that range.");
        if (!(Math.abs(x * x + y * y + z * z - 1) <= 2 * UNIT)) {
            throw new IllegalArgumentException(
                    "the mean direction (" + x + ", " + y + ", " + z + ") is no unit vector");
        }
    }

    /**
     * Natural logarithm of the factor before exp(kappa (mean . x - 1)), exact for small and large concentrations.
     *
     * @param kappa 0 to 1e9
     */
    public static double logPeak(double kappa) {
        // 1 - exp(-2 kappa) over 2 kappa tends to 1
        double ratio = kappa < 1e-9 ? 1 : -Math.expm1(-2 * kappa) / (2 * kappa);
        return -LOG_AREA - Math.log(ratio);
    }

    /**
     * The logarithm of the density per steradian at a unit vector. The cosine of a small angle would lose digits that a large
     * concentration asks for, so half the squared distance is taken.
     */
    public double logDensity(double a, double b, double c) {
        double square = (a - x) * (a - x) + (b - y) * (b - y) + (c - z) * (c - z);
        return logPeak(kappa) - kappa * square / 2;
    }

    /**
     * The point of the sphere that two uniform numbers of (0, 1) stand for: the height along the mean by the inverse of its
     * distribution (Ulrich 1984; closed in three dimensions), the angle around it uniform.
     */
    public double[] point(double height, double turn) {
        // 1 - mean . x, of [0, 2]
        double below = kappa < 1e-9
                ? 2 * (1 - height)
                : Math.min(2, -Math.log1p((1 - height) * Math.expm1(-2 * kappa)) / kappa);
        double radius = Math.sqrt(below * (2 - below));
        double angle = 2 * Math.PI * turn;
        return aroundMean(radius * Math.cos(angle), radius * Math.sin(angle), 1 - below);
    }

    /** The reflection (Householder) that carries the north pole to the mean or its antipode, whichever is farther, and back if need be. */
    private double[] aroundMean(double a, double b, double c) {
        double sign = z < 0 ? -1 : 1;
        double w = z + sign;
        double twice = 2 * (a * x + b * y + c * w) / (x * x + y * y + w * w);
        return new double[] {-sign * (a - twice * x), -sign * (b - twice * y), -sign * (c - twice * w)};
    }
}
