// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.Optional;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.dynamics.Steps;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Method;

/**
 * A velocity from Gaussian noise at t = 0 to rows at t = 1 that is learnt by maximum likelihood, without a path between pairs
 * (continuous normalising flow; Chen, Rubanova, Bettencourt and Duvenaud 2018, "Neural ordinary differential equations"). Any solver
 * follows it, as it does the velocity of the linear path, whose times and ends it has; its marginals are its own.
 */
public record ContinuousFlow() implements Dynamics {
    public static final String ID = "continuous_flow";

    private static final AffineVelocity FOLLOWED = new AffineVelocity(new LinearPath(), Prediction.VELOCITY);
    private static final String REMEDY = "Train a model with Velocity Learner.";

    @Override
    public int outputs(int columns) {
        return columns;
    }

    @Override
    public String predicts() {
        return FOLLOWED.predicts();
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return Optional.empty();
    }

    @Override
    public String summary() {
        return "along a velocity learnt by maximum likelihood";
    }

    @Override
    public Interval times() {
        return FOLLOWED.times();
    }

    @Override
    public SourceStates sourceStates(SourceLaw source) {
        return SourceStates.AS_THEY_ARE;
    }

    @Override
    public Optional<AffineVelocity> followed() {
        return Optional.of(FOLLOWED);
    }

    @Override
    public void requireSteps(Steps asked) {
        if (asked.schedule().isPresent() || asked.solver().method() instanceof Method.CurveAware) {
            new Obstacle(
                            "A continuous normalising flow was learnt without a path, so that there is no schedule that"
                                    + (asked.schedule().isPresent() ? " could be changed." : " a solver could follow."),
                            asked.schedule().isPresent()
                                    ? "Do not sample along another path."
                                    : "Choose another solver, such as midpoint.")
                    .refuse();
        }
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        NormalisingFlow.requireNoise(pairs);
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return Optional.of(new Obstacle(
                "A continuous normalising flow was learnt without a path, from whose noise the score would follow.",
                REMEDY));
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return Optional.empty();
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return NormalisingFlow.unconditional();
    }
}
