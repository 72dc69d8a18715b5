// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.List;
import java.util.Map;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.loss.ChangeOfVariables;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.training.Comparison;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.Task;

/**
 * Target rows are to be likely under a {@link ContinuousFlow}, which is followed while it is trained, and its way is to be short
 * (Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud 2019, "FFJORD"; the second part Finlay, Jacobsen, Nurbekyan and Oberman 2020,
 * "How to train your neural ODE"):
 *
 * <pre>
 * minimise  -2 log p(x) + kinetic E integral of |v(x_t, t)|^2 dt
 * log p(x) = log N(x_0; 0, I) - integral from 0 to 1 of div v(x_t, t) dt,   x_1 = x
 * </pre>
 *
 * A short way is one that few steps follow well, so that the density is that of any solver.
 *
 * @param steps of the solver in training, 1 to 100
 * @param kinetic weight of the kinetic energy, 0 to 1
 */
public record ContinuousLikelihood(int steps, double kinetic) implements Task {
    public static final Range STEPS = Range.between(1, 100);
    public static final Range KINETIC = Range.between(0, 1);

    public ContinuousLikelihood {
        STEPS.check("The number of steps that the flow is followed in", steps, "4 to 10 suit most tables.");
        KINETIC.check("The weight of the kinetic energy", kinetic, "Use 0.01, or 0 for likelihood alone.");
    }

    /** Six steps, with a little weight on a short way. */
    public static ContinuousLikelihood defaults() {
        return new ContinuousLikelihood(6, 0.01);
    }

    @Override
    public Dynamics dynamics() {
        return new ContinuousFlow();
    }

    @Override
    public Loss loss() {
        return new ChangeOfVariables();
    }

    @Override
    public Comparison comparison() {
        return new SolvedFlow(steps, kinetic);
    }

    @Override
    public List<String> data() {
        return List.of(Loss.TARGET, SolvedFlow.DIRECTIONS);
    }

    @Override
    public void require(Coupling coupling) {
        MaximumLikelihood.requireNumbers(coupling);
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        Directions directions = new Directions(coupling.columns(), use, seed);
        return (pairs, step, steps, rows) -> MaximumLikelihood.block(
                pairs, step, steps, rows, Map.of(SolvedFlow.DIRECTIONS, directions.of(step, steps, rows)));
    }
}
