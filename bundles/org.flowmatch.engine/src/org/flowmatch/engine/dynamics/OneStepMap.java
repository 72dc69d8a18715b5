// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import java.util.Optional;
import java.util.OptionalInt;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/**
 * The flow map from the first to the last time as one Euler step,
 *
 * <pre>
 * X(z0) = z0 + (tMax - tMin) v(z0, tMin)
 * </pre>
 *
 * of a velocity that the network learnt at the first time alone, from pairs of a reflow (distillation; Liu, Gong and Liu
 * 2022). It goes forward, has no score and no density, and nothing is known between its ends.
 *
 * @param velocity the velocity, true at the first time
 */
public record OneStepMap(AffineVelocity velocity) implements Dynamics {
    public static final String ID = "one_step_map";

    /** Why nothing but the velocity can be learnt at the first time, where all rows have the same weight. */
    public static final Obstacle VELOCITY_ALONE = new Obstacle(
            "Distillation to one step learns the velocity at the first time alone, without weights and score head.",
            "Predict the velocity without weights and score head, or choose another time law.");

    @Override
    public int outputs(int columns) {
        return velocity.outputs(columns);
    }

    @Override
    public String predicts() {
        return velocity.predicts();
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return velocity.otherThanVelocity();
    }

    @Override
    public String summary() {
        return velocity.summary();
    }

    @Override
    public Interval times() {
        return velocity.times();
    }

    @Override
    public SourceStates sourceStates(SourceLaw source) {
        return velocity.sourceStates(source);
    }

    @Override
    public Optional<AffineVelocity> followed() {
        return Optional.of(velocity);
    }

    @Override
    public OptionalInt onlySteps() {
        return OptionalInt.of(1);
    }

    @Override
    public void requireSteps(Steps asked) {
        if (!asked.oneOfEuler()) {
            throw new FlowException(
                    "The model was distilled to one step, so it can be sampled by one forward step of EULER alone, but"
                            + " the settings ask for " + asked.count() + " of " + asked.solver() + ", "
                            + (asked.forward() ? "FORWARD" : "BACKWARD") + ".",
                    "Choose EULER with 1 step, forward, on the model's own schedule, or take the model before"
                            + " distillation.");
        }
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        velocity.requireTraining(pairs);
        if (velocity.prediction() != Prediction.VELOCITY || velocity.scoreHead()) {
            VELOCITY_ALONE.refuse();
        }
        String remedy = "Use the pairs of a reflow and the linear path, or another time law.";
        if (!straightAtTheStart()) {
            throw new FlowException(
                    "Distillation to one step needs a path whose velocity at its first time is x1 - x0, but that of"
                            + " the "
                            + velocity.path().label() + " path is not.",
                    remedy);
        }
        if (!pairs.determined()) {
            throw new FlowException(
                    "Distillation to one step needs pairs whose target row follows from the source row, as those of a"
                            + " reflow do, but the coupling is " + pairs.label() + ".",
                    remedy);
        }
    }

    private boolean straightAtTheStart() {
        ConditionalPath path = velocity.path();
        Schedule schedule = path.schedule();
        double t = path.tMin();
        return schedule.a(t) == 0 && schedule.s(t) == 1 && schedule.da(t) == 1 && schedule.ds(t) == -1 && !path.noisy();
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return Optional.of(new Obstacle(
                "The model was distilled to one step and knows the flow at its first time only, so it has no score.",
                AffineVelocity.SCORE_REMEDY));
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return velocity.densityObstacle(pairs)
                .or(() -> Optional.of(new Obstacle(
                        "The model was distilled to one step: it maps noise to rows, but has no velocity along the"
                                + " way, from which a likelihood follows.",
                        "Score rows by the model from which it was made, or train one from noise.")));
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return Optional.of(new Obstacle(
                "The model was distilled to one step, and without a condition that step would end in the mean over all"
                        + " conditions",
                "take the model before distillation"));
    }

    @Override
    public Optional<Obstacle> reflowObstacle() {
        return Optional.of(new Obstacle(
                "The model was distilled to one step, so there is nothing left to straighten.",
                "Connect the model before its distillation."));
    }
}
