// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import org.flowmatch.engine.Range;

/** The density of a number of (0, 1) whose logit ln(t / (1 - t)) is normal with this mean and deviation; 0 at the ends. */
public final class LogitNormalDensity {
    public static final Range MEAN = Range.between(-5, 5);
    public static final Range DEVIATION = Range.between(0.1, 5);

    static final String FORMULA =
            "exp(-(ln(t / (1 - t)) - mean)^2 / (2 deviation^2)) / (deviation sqrt(2 pi) t (1 - t))";

    private LogitNormalDensity() {}

    static double at(double t, double mean, double deviation) {
        if (t <= 0 || t >= 1) {
            return 0;
        }
        double z = (Math.log(t) - Math.log1p(-t) - mean) / deviation;
        return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI) * t * (1 - t));
    }
}
