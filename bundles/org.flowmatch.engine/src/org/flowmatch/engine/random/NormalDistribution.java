// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

/** The standard normal distribution: its density and its distribution function. */
public final class NormalDistribution {
    private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;
    /** Beyond, the distribution function is 0 or 1 to double precision. */
    private static final double FARTHEST = 8.3;

    private NormalDistribution() {}

    /** log phi(z) = -z^2 / 2 - log(2 pi) / 2. */
    public static double logDensity(double z) {
        return -z * z / 2 - LOG_ROOT_TWO_PI;
    }

    /**
     * Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + z^7/(3 5 7) + ...), to about 1e-15 absolute (Marsaglia, 2004, "Evaluating
     * the normal distribution").
     */
    public static double below(double z) {
        if (Math.abs(z) > FARTHEST) {
            return z < 0 ? 0 : 1;
        }
        double term = z;
        double sum = z;
        double before = 0;
        for (int odd = 3; sum != before; odd += 2) {
            before = sum;
            term *= z * z / odd;
            sum += term;
        }
        return Math.max(0, Math.min(1, 0.5 + sum * Math.exp(logDensity(z))));
    }
}
