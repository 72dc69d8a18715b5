// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.ConditionalPath;

/**
 * Conditional flow matching (Lipman, Chen, Ben-Hamu, Nickel, Le, 2023): at points x_t between the rows of a pair the network
 * is regressed on what the path has there. It has learnt the velocity of the path or, from its first time alone, one step
 * along it.
 *
 * @param path (x0, x1, t) -> (x_t, u_t)
 * @param objective what is predicted, at which times, and with which weight and loss
 */
public record PathRegression(ConditionalPath path, Objective objective) implements Task {
    public PathRegression {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(objective, "objective");
    }

    /** Learns a velocity at uniform times without weights, and what the defaults drop of the conditions. */
    public static PathRegression of(AffineVelocity velocity) {
        return new PathRegression(
                velocity.path(),
                Objective.defaults().withPrediction(velocity.prediction()).withScoreHead(velocity.scoreHead()));
    }

    /**
     * Learns the velocity of a map at its first time. No condition is dropped: without its condition a single step would learn
     * the mean over all conditions, which is no row.
     */
    public static PathRegression distilling(OneStepMap map) {
        PathRegression velocity = of(map.velocity());
        return new PathRegression(
                velocity.path(),
                velocity.objective().withTimeLaw(new TimeLaw.Start()).withConditionDrop(0));
    }

    @Override
    public Dynamics dynamics() {
        return objective.dynamics(path);
    }

    @Override
    public Loss loss() {
        return objective.loss();
    }

    @Override
    public List<String> data() {
        return List.of(Loss.TARGET);
    }

    /** Rows with labels are no vectors between which a path could run. */
    @Override
    public void require(Coupling coupling) {
        if (coupling.mixed()) {
            List<String> labels = coupling.space().labelColumns();
            throw new FlowException(
                    (labels.isEmpty()
                                    ? "Any columns of the coupling may be given"
                                    : "The coupling has labels, gaps or spikes in " + Quoted.all(labels))
                            + ", so that its rows are no vectors alone between which a path runs.",
                    "Model the columns as numbers in Flow Coupling, and let no columns be given later.");
        }
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    @Override
    public void requirePairs(SourceLaw source, String coupling) {
        objective.require(path, source, coupling);
    }

    @Override
    public double conditionDrop() {
        return objective.conditionDrop();
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        return examples(RowTimes.DRAWN, use, seed);
    }

    /** The examples of rows of which some are looked at at times of their own. */
    public Examples examples(RowTimes chosen, PairUse use, long seed) {
        return new PathExamples(path, objective, chosen, use, seed);
    }
}
