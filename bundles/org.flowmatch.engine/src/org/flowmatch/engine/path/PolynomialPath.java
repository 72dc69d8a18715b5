// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.Range;

/**
 * The straight line from source to target at growing speed: x_t = t^n x1 + (1 - t^n) x0, u_t = n t^(n - 1) (x1 - x0), on
 * [0, 1], for any source (Lipman and others 2024, "Flow matching guide and code", their polynomial scheduler). It spends
 * more time near the source; n = 1 is the linear path. At t = 0 the velocity is 0 for n above 1.
 *
 * @param exponent n, from 1 to 10
 */
public record PolynomialPath(double exponent) implements ConditionalPath, Schedule {
    public static final String ID = "polynomial";
    public static final Range EXPONENT = Range.between(1, 10);
    public static final double DEFAULT_EXPONENT = 2;

    public PolynomialPath {
        EXPONENT.check(
                "The exponent of the polynomial path",
                exponent,
                "Set it to " + DEFAULT_EXPONENT + ", or choose the linear path, which has the exponent 1.");
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
        return "x_t = t^n x1 + (1 - t^n) x0";
    }

    @Override
    public double a(double t) {
        return Math.pow(t, exponent);
    }

    @Override
    public double s(double t) {
        return 1 - a(t);
    }

    @Override
    public double da(double t) {
        return exponent * Math.pow(t, exponent - 1);
    }

    @Override
    public double ds(double t) {
        return -da(t);
    }
}
