// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.FlowException;

/**
 * The entropic optimal transport plan: of all plans P with marginals 1/n and 1/m, that of least sum P c + eps sum P log P. It
 * is P[i, j] = u_i exp(-c[i, j] / eps) v_j (Cuturi, "Sinkhorn distances", 2013). For eps towards 0 it tends to optimal
 * transport, for large eps to the independent plan 1/(n m).
 */
public final class SinkhornPlan {
    private SinkhornPlan() {}

    /**
     * @param cost [n, m], finite
     * @param eps above 0, in units of the cost
     * @param iterations the most that are made
     * @param tolerance of the plan's error: the sum over columns of |marginal - 1/m|; those of the rows are exact
     * @throws FlowException when the tolerance is not reached
     */
    public static EntropicPlan of(double[] cost, int n, int m, double eps, int iterations, double tolerance) {
        return EntropicPlan.of(
                solve(CostRows.of(cost, n, m), new Entropic(eps, CostScale.NONE, iterations, tolerance)));
    }

    /** @throws FlowException when the tolerance is not reached, saying by how much */
    public static ScalingIterations solve(CostRows cost, Entropic settings) {
        ScalingIterations scaling = run(cost, settings);
        double error = scaling.error();
        if (!(error <= settings.tolerance())) {
            throw new FlowException(
                    "The Sinkhorn plan with eps = " + settings.scale().times(settings.eps())
                            + " did not converge within "
                            + settings.iterations() + " iterations: " + percent(error)
                            + " of the mass is misplaced in the target's marginal, the tolerance is "
                            + percent(settings.tolerance()) + ".",
                    "Choose a larger eps, allow more iterations, or choose a larger tolerance; for very small eps take"
                            + " the exact optimal transport.");
        }
        return scaling;
    }

    /** As {@link #solve}, but empty when the tolerance is not reached. */
    public static Optional<ScalingIterations> tried(CostRows cost, Entropic settings) {
        return Optional.of(run(cost, settings)).filter(scaling -> scaling.error() <= settings.tolerance());
    }

    private static ScalingIterations run(CostRows cost, Entropic settings) {
        ScalingIterations scaling =
                new ScalingIterations(cost, settings.eps(), Double.POSITIVE_INFINITY, settings.scale());
        scaling.run(settings.iterations(), settings.tolerance());
        return scaling;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * share);
    }
}
