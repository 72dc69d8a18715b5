// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.field.ScheduleChange;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Preconditioning;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Method;

/**
 * The velocity of an affine path: the first d outputs of the network predict it, or a quantity from which it follows
 * ({@link Conversion}), at every time of the path. Solvers follow it with any number of steps, forward and backward.
 *
 * @param path the path of the training, with the time convention t = 0 source, t = 1 target
 * @param prediction what the first d outputs predict
 * @param scoreHead whether d more outputs predict the path's noise e, so that the score is -e / noise(t)
 */
public record AffineVelocity(ConditionalPath path, Prediction prediction, boolean scoreHead) implements Dynamics {
    public static final String ID = "affine_velocity";

    /** What to do where the score cannot be had. */
    public static final String SCORE_REMEDY =
            "Train on an independent coupling with a Gaussian source, or on a tube or Brownian"
                    + " bridge path with a score head.";

    /** Without a score head. */
    public AffineVelocity(ConditionalPath path, Prediction prediction) {
        this(path, prediction, false);
    }

    /** What follows from the prediction. */
    public Conversion conversion() {
        return Conversion.of(prediction, path);
    }

    @Override
    public ModelFormat since() {
        return prediction == Prediction.PRECONDITIONED_TARGET ? ModelFormat.VERSION_4 : ModelFormat.VERSION_1;
    }

    @Override
    public int outputs(int columns) {
        return scoreHead ? 2 * columns : columns;
    }

    @Override
    public String predicts() {
        return prediction.name() + (scoreHead ? " with a score head" : "");
    }

    @Override
    public Optional<String> otherThanVelocity() {
        if (scoreHead) {
            return Optional.of("the score, too");
        }
        return prediction == Prediction.VELOCITY ? Optional.empty() : Optional.of("the " + words());
    }

    @Override
    public String summary() {
        return "along " + path.formula() + ", " + words() + (scoreHead ? " and score" : "") + " learnt";
    }

    private String words() {
        return prediction.label();
    }

    @Override
    public Interval times() {
        return new Interval(path.tMin(), path.tMax());
    }

    @Override
    public SourceStates sourceStates(SourceLaw source) {
        return source == SourceLaw.GAUSSIAN
                ? new SourceStates(path.sourceScale(), path.schedule().s(path.tMin()))
                : SourceStates.AS_THEY_ARE;
    }

    @Override
    public Optional<AffineVelocity> followed() {
        return Optional.of(this);
    }

    /**
     * The outputs [n, outputs] that the network is trained towards.
     *
     * @param rows n
     * @param columns d
     * @param x0 source rows [n, d], row-major
     * @param x1 target rows [n, d]
     * @param noise unit noise e [n, d] of a noisy path
     * @param t times [n]
     * @param velocity the conditional velocities [n, d]; the array may be changed and returned
     */
    public float[] targets(int rows, int columns, float[] x0, float[] x1, float[] noise, float[] t, float[] velocity) {
        prediction.target(path, rows, columns, x0, x1, t, velocity);
        if (!scoreHead) {
            return velocity;
        }
        float[] both = new float[Math.addExact(velocity.length, noise.length)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(velocity, row * columns, both, 2 * row * columns, columns);
            System.arraycopy(noise, row * columns, both, (2 * row + 1) * columns, columns);
        }
        return both;
    }

    /**
     * Makes of points x_t and their times, in their place, what the network takes in.
     *
     * @param columns d
     * @param xt [n, d]
     * @param t [n]
     */
    public void toInputs(int columns, float[] xt, float[] t) {
        if (prediction != Prediction.PRECONDITIONED_TARGET) {
            return;
        }
        for (int row = 0; row < t.length; row++) {
            Preconditioning around = Preconditioning.at(path.schedule(), t[row]);
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                xt[i] *= (float) around.inScale();
            }
            t[row] = (float) around.time();
        }
    }

    @Override
    public void requireSteps(Steps asked) {
        asked.schedule().ifPresent(other -> ScheduleChange.of(prediction, path, other));
        if (asked.solver().method() instanceof Method.Map) {
            throw new FlowException(
                    "The model has learnt a velocity and no flow map, whose steps are asked for.",
                    "Choose another solver, or let Velocity Learner learn the flow map.");
        }
        if (asked.solver().method() instanceof Method.CurveAware && path.noisy()) {
            throw new FlowException(
                    "Curve-aware Euler cannot follow the " + path.label()
                            + " path, because its points hold noise besides source and target row.",
                    "Choose Euler or another solver.");
        }
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        if (path.needsGaussianSource() && pairs.source() != SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The path '" + path.id() + "' needs a Gaussian source, but the coupling has a source table.",
                    "Choose another path, such as the linear one, or a coupling without a source table.");
        }
        Conversion.obstacle(prediction, path).ifPresent(reason -> {
            throw new FlowException(reason, "Predict the velocity, or choose a path without noise of its own.");
        });
        if (prediction == Prediction.SCORE) {
            scoreObstacle(pairs).ifPresent(obstacle -> {
                throw new FlowException(
                        obstacle.reason(), "Predict the velocity, or use an independent coupling with noise.");
            });
        }
        if (scoreHead && !path.noisy()) {
            throw new FlowException(
                    "A score head learns the noise of a path, but the " + path.label() + " path has none of its own.",
                    "Switch the score head off, or choose a tube or a Brownian bridge with sigma above 0.");
        }
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        if (path.noisy()) {
            return scoreHead
                    ? Optional.empty()
                    : noScore("On the " + path.label()
                            + " path the score does not follow from the velocity, and the network has no score head.");
        }
        if (pairs.source() != SourceLaw.GAUSSIAN) {
            return noScore("The score follows from a network's prediction only when the source is Gaussian noise,"
                    + " but the source is a table.");
        }
        return pairs.independent()
                ? Optional.empty()
                : noScore("The score follows from a network's prediction only when source rows are independent of"
                        + " their target rows, but the " + pairs.label() + " coupling joins them.");
    }

    private static Optional<Obstacle> noScore(String reason) {
        return Optional.of(new Obstacle(reason, SCORE_REMEDY));
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return pairs.source() == SourceLaw.TABLE
                ? Optional.of(new Obstacle(
                        "The model starts from the rows of a source table, whose density is not known: a likelihood"
                                + " needs a Gaussian source.",
                        "Score rows by the model from which it was made, or train one from noise."))
                : Optional.empty();
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return pairs.withoutCondition()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "The model never saw a row without its condition in training",
                        "train with a drop probability such as 0.1"));
    }
}
