// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Objects;
import org.flowmatch.engine.Range;

/**
 * Settings of a plan that is found by Sinkhorn's iterations.
 *
 * @param eps regularisation, 1e-4 to 1e4: towards 0 the plan is optimal transport, for large
 *     values it is independent
 * @param scale what eps is a multiple of
 * @param iterations the most iterations, 1 to {@link #MOST_ITERATIONS}; a plan that needs more is an error
 * @param tolerance above 0, below 1: the share of mass that may be misplaced in the target's marginal (for an unbalanced
 *     plan: the relative change of the scalings in one iteration)
 */
public record Entropic(double eps, CostScale scale, int iterations, double tolerance) {
    public static final int MOST_ITERATIONS = 1_000_000;
    public static final Range EPS = Range.between(1e-4, 1e4);
    public static final Range ITERATIONS = Range.between(1, MOST_ITERATIONS);
    public static final Range TOLERANCE = Range.inside(0, 1);

    private static final double USUAL_EPS = 0.05;
    private static final int USUAL_ITERATIONS = 20_000;
    private static final double USUAL_TOLERANCE = 1e-3;
    /**
     * The defaults of dialogs. Tens of iterations are common, but clusters far apart whose shares differ by one row of a batch
     * take thousands.
     */
    public static final Entropic DEFAULT = new Entropic(USUAL_EPS, CostScale.MEAN, USUAL_ITERATIONS, USUAL_TOLERANCE);

    public Entropic {
        Objects.requireNonNull(scale, "scale");
        EPS.check(
                "The regularisation eps of the transport plan",
                eps,
                "Choose a value in that range; " + USUAL_EPS + " times the mean cost is a good start.");
        ITERATIONS.check(
                "The iteration limit of the transport plan",
                iterations,
                "Choose a value in that range; " + USUAL_ITERATIONS + " is a good start.");
        TOLERANCE.check(
                "The tolerance of the transport plan",
                tolerance,
                "Choose a value in that range; " + USUAL_TOLERANCE + " is a good start.");
    }
}
