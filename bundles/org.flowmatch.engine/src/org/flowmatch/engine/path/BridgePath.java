// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.Range;

/**
 * The Brownian bridge between source and target row, the path of a Schroedinger bridge:
 * x_t = t x1 + (1 - t) x0 + sigma sqrt(t (1 - t)) e with unit noise e,
 * u_t = (1 - 2 t) / (2 t (1 - t)) (x_t - t x1 - (1 - t) x0) + x1 - x0, for any source (Tong and others 2024,
 * "Simulation-free Schroedinger bridges via score and flow matching"; with the Sinkhorn coupling of eps = 2 sigma^2 for
 * squared distances its marginals are those of the bridge). The slope of the noise is infinite at both ends and u_t has no
 * finite second moment there, so the path is used on [1e-5, 0.999]; the noise itself ends at 0.
 *
 * @param sigma of the Brownian motion, above 0 and at most 2, in encoded units
 */
public record BridgePath(double sigma) implements ConditionalPath {
    public static final String ID = "bridge";
    public static final Range SIGMA = Range.above(0, 2);
    public static final double DEFAULT_SIGMA = 0.5;

    private static final double T_MIN = 1e-5;
    private static final double T_MAX = 1 - 1e-3;

    public BridgePath {
        SIGMA.check(
                "Sigma of the Brownian bridge", sigma, "Set it to " + DEFAULT_SIGMA + ", or choose the linear path.");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Schedule schedule() {
        return new LinearPath();
    }

    @Override
    public String formula() {
        return "x_t = t x1 + (1 - t) x0 + sigma sqrt(t (1 - t)) e";
    }

    @Override
    public double tMin() {
        return T_MIN;
    }

    @Override
    public double tMax() {
        return T_MAX;
    }

    @Override
    public boolean noisy() {
        return true;
    }

    @Override
    public double noise(double t) {
        return sigma * Math.sqrt(t * (1 - t));
    }

    @Override
    public double dnoise(double t) {
        return sigma * (1 - 2 * t) / (2 * Math.sqrt(t * (1 - t)));
    }
}
