// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

/**
 * The quantile function of the standard normal distribution: z with Phi(z) = p, to about 1e-15 relative.
 * Rational approximations in three regions of p; the middle one (85% of the probability) needs no logarithm.
 * Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", 1988 (routine PPND16).
 */
public final class NormalQuantile {
    private static final double CENTRE = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double NEAR_TAIL = 5.0;

    private static final double[] CENTRE_TOP = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] CENTRE_BOTTOM = {
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0
    };
    private static final double[] NEAR_TOP = {
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] NEAR_BOTTOM = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0
    };
    private static final double[] FAR_TOP = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] FAR_BOTTOM = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0
    };

    private NormalQuantile() {}

    /**
     * @param p probability in [0, 1]
     * @return z with Phi(z) = p; minus infinity for 0, plus infinity for 1, NaN outside
     */
    public static double of(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= CENTRE) {
            double r = CENTRE_SQUARED - q * q;
            return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, r);
        }
        return tail(q < 0 ? p : 1 - p, q);
    }

    /** Writes the quantiles of p[0 .. count) to z; the same numbers as one by one. */
    static void of(double[] p, int count, double[] z) {
        centre(p, count, z);
        for (int i = 0; i < count; i++) {
            double q = p[i] - 0.5;
            if (Math.abs(q) > CENTRE) {
                z[i] = tail(q < 0 ? p[i] : 1 - p[i], q);
            }
        }
    }

    /**
     * The middle region's formula for all, without a branch and with its coefficients in local variables, which no store can
     * change: so the compiler takes several numbers at a time.
     */
    private static void centre(double[] p, int count, double[] z) {
        double[] a = CENTRE_TOP;
        double[] b = CENTRE_BOTTOM;
        double a0 = a[0];
        double a1 = a[1];
        double a2 = a[2];
        double a3 = a[3];
        double a4 = a[4];
        double a5 = a[5];
        double a6 = a[6];
        double a7 = a[7];
        double b0 = b[0];
        double b1 = b[1];
        double b2 = b[2];
        double b3 = b[3];
        double b4 = b[4];
        double b5 = b[5];
        double b6 = b[6];
        double b7 = b[7];
        for (int i = 0; i < count; i++) {
            double q = p[i] - 0.5;
            double r = CENTRE_SQUARED - q * q;
            double top = ((((((a0 * r + a1) * r + a2) * r + a3) * r + a4) * r + a5) * r + a6) * r + a7;
            double bottom = ((((((b0 * r + b1) * r + b2) * r + b3) * r + b4) * r + b5) * r + b6) * r + b7;
            z[i] = q * (top / bottom);
        }
    }

    private static double tail(double smaller, double side) {
        if (!(smaller > 0)) {
            return smaller == 0 ? Math.copySign(Double.POSITIVE_INFINITY, side) : Double.NaN;
        }
        // StrictMath, so that every machine gives the same scores and the same noise
        double r = Math.sqrt(-StrictMath.log(smaller));
        double z = r <= NEAR_TAIL ? ratio(NEAR_TOP, NEAR_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - NEAR_TAIL);
        return side < 0 ? -z : z;
    }

    /** Quotient of two polynomials of degree 7, highest power first; written out, which makes it three times faster. */
    private static double ratio(double[] a, double[] b, double r) {
        return (((((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * r + a[6]) * r + a[7])
                / (((((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + b[5]) * r + b[6]) * r + b[7]);
    }
}
