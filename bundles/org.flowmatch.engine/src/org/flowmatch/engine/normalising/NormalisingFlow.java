// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.Optional;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.dynamics.Steps;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.field.Interval;

/**
 * A map g of target rows to Gaussian noise with a determinant that is known, learnt by maximum likelihood (Rezende and Mohamed 2015):
 *
 * <pre>
 * log p(x) = log N(g(x); 0, I) + log |det dg/dx|
 * </pre>
 *
 * Rows are made by its inverse, in one evaluation, forward and backward alike.
 */
public record NormalisingFlow() implements Dynamics {
    public static final String ID = "normalising_flow";

    private static final String REMEDY = "Train a model with Velocity Learner.";

    /** A row at the source and the logarithms of the scales on the way. */
    @Override
    public int outputs(int columns) {
        return 2 * columns;
    }

    @Override
    public String predicts() {
        return "NOISE OF A ROW";
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return Optional.of("a map to noise with its determinant");
    }

    @Override
    public String summary() {
        return "a normalising flow";
    }

    @Override
    public Interval times() {
        return new Interval(0, 1);
    }

    @Override
    public SourceStates sourceStates(SourceLaw source) {
        return SourceStates.AS_THEY_ARE;
    }

    /** Solver and steps do not matter: there is one evaluation. */
    @Override
    public void requireSteps(Steps asked) {}

    @Override
    public void requireTraining(TrainingPairs pairs) {
        requireNoise(pairs);
    }

    /** @throws org.flowmatch.engine.FlowException when the source is none of noise, whose density is known */
    static void requireNoise(TrainingPairs pairs) {
        if (pairs.source() != SourceLaw.GAUSSIAN) {
            new Obstacle(
                            "A normalising flow maps rows to noise, but the source of the coupling is a table.",
                            "Leave the source table of Flow Coupling unconnected, or train with Velocity Learner.")
                    .refuse();
        }
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return Optional.of(new Obstacle("A normalising flow has no times between which a score changes.", REMEDY));
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return Optional.empty();
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return unconditional();
    }

    static Optional<Obstacle> unconditional() {
        return Optional.of(
                new Obstacle("A normalising flow never saw a row without its condition", "give the conditions"));
    }

    @Override
    public Optional<Obstacle> statesObstacle() {
        return Optional.of(new Obstacle(
                "A normalising flow moves rows at once, so that there is nothing on the way from source to target.",
                REMEDY));
    }

    @Override
    public Optional<Obstacle> reflowObstacle() {
        return Optional.of(new Obstacle(
                "A normalising flow takes one evaluation, so that there is nothing left to straighten.", REMEDY));
    }
}
