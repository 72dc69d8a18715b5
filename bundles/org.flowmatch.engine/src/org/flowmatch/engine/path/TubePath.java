// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.Range;

/**
 * A tube of constant width around the straight line: x_t = t x1 + (1 - t) x0 + sigma e with unit noise e,
 * u_t = x1 - x0, on [0, 1], for any source (Tong and others 2023, "Improving and generalizing flow-based generative models
 * with minibatch optimal transport", their conditional flow matching with sigma above 0). All limits are finite. It starts
 * and ends with the source's and target's rows widened by N(0, sigma^2 I): Gaussian source rows have the standard deviation
 * sqrt(1 + sigma^2), and the rows of a source table, which are pushed as they are, a sigma too little.
 *
 * @param sigma width, above 0 and at most 1, in encoded units
 */
public record TubePath(double sigma) implements ConditionalPath {
    public static final String ID = "tube";
    public static final Range SIGMA = Range.above(0, 1);
    public static final double DEFAULT_SIGMA = 0.1;

    public TubePath {
        SIGMA.check(
                "Sigma of the tube",
                sigma,
                "Set it to a small number such as " + DEFAULT_SIGMA + ", or choose the linear path.");
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
        return "x_t = t x1 + (1 - t) x0 + sigma e";
    }

    @Override
    public boolean noisy() {
        return true;
    }

    @Override
    public double noise(double t) {
        return sigma;
    }
}
