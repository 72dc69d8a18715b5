// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.dynamics.Steps;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Method;

/**
 * The map that carries a row from any time t to any other time u along a flow (Boffi, Albergo and Vanden-Eijnden 2025),
 *
 * <pre>
 * X_{t,u}(x) = x + (u - t) v(x, t, u)
 * </pre>
 *
 * where v(x, t, t) is the velocity of the flow, which solvers follow as any other. The map's steps are those of {@code FLOW_MAP}, a few
 * or one alone, forward and backward.
 *
 * @param path of the velocity
 * @param density whether d further outputs give the divergence on the way: log p_u(X) = log p_t(x) - (u - t) D(x, t, u), D their sum
 */
public record FlowMap(ConditionalPath path, boolean density) implements Dynamics {
    public static final String ID = "flow_map";

    /** The velocity at steps of no length. */
    public AffineVelocity velocity() {
        return new AffineVelocity(path, Prediction.VELOCITY);
    }

    @Override
    public int outputs(int columns) {
        return density ? 2 * columns : columns;
    }

    @Override
    public int stepFeatures() {
        return StepFeatures.COUNT;
    }

    @Override
    public String predicts() {
        return "FLOW MAP" + (density ? " with its density" : "");
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return Optional.of("the flow map" + (density ? " and its density" : ""));
    }

    @Override
    public String summary() {
        return "along " + path.formula() + ", flow map" + (density ? " and its density" : "") + " learnt";
    }

    @Override
    public Optional<AffineVelocity> followed() {
        return Optional.of(velocity());
    }

    @Override
    public Interval times() {
        return velocity().times();
    }

    @Override
    public SourceStates sourceStates(SourceLaw source) {
        return velocity().sourceStates(source);
    }

    @Override
    public void requireSteps(Steps asked) {
        requireSteps(velocity(), asked);
    }

    /** @throws FlowException when neither the map nor the velocity goes in these steps */
    public static void requireSteps(AffineVelocity velocity, Steps asked) {
        if (!(asked.solver().method() instanceof Method.Map)) {
            velocity.requireSteps(asked);
        } else if (asked.schedule().isPresent()) {
            throw new FlowException(
                    "A flow map goes along the path on which it was learnt, but another schedule is chosen.",
                    "Leave the schedule as it is, or choose another solver, which follows the velocity.");
        }
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        requireTraining(velocity(), pairs);
    }

    /** @throws FlowException when no map can be learnt along the path of a velocity and of such pairs */
    public static void requireTraining(AffineVelocity velocity, TrainingPairs pairs) {
        if (velocity.path().noisy()) {
            throw new FlowException(
                    "The points of the " + velocity.path().label() + " path hold noise of their own, and a flow map is"
                            + " learnt along paths without.",
                    "Choose another path, such as the linear one, or learn the velocity.");
        }
        velocity.requireTraining(pairs);
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return velocity().scoreObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return velocity().densityObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return velocity().unconditionalObstacle(pairs);
    }
}
