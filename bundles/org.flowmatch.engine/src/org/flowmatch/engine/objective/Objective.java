// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.Locale;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;

/**
 * What a network learns, and how much at which time: the minimum over its weights of
 *
 * <pre>
 * E_t w(t) E loss(prediction(x_t, t, c), its conditional target),     t from the time law, E w(t) = 1
 * </pre>
 *
 * @param prediction what the network predicts; everything else follows from it where it can
 * @param timeLaw of t
 * @param lossWeight w before it is scaled to the mean 1
 * @param scoreHead whether additional outputs learn the noise of a path that has its own, and with it the score
 * @param conditionDrop probability from 0 to 0.9 that a row's condition is hidden, so that guidance has an unconditional
 *     flow (Ho and Salimans 2022); without meaning for couplings without conditions
 * @param loss how far a prediction is from its target; models of earlier versions have the squared error
 */
public record Objective(
        Prediction prediction,
        TimeLaw timeLaw,
        LossWeight lossWeight,
        boolean scoreHead,
        double conditionDrop,
        @JsonDefault(value = "{\"type\":\"squared_error\"}", omitted = true) Loss loss) {

    public static final Range CONDITION_DROP = Range.between(0, 0.9);
    public static final double DEFAULT_CONDITION_DROP = 0.1;

    /** Least share of rows, (E w)^2 / E w^2, that the weights may leave: below, a few rows make all of a step. */
    private static final double LEAST_SHARE = 0.02;

    public Objective {
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(timeLaw, "timeLaw");
        Objects.requireNonNull(lossWeight, "lossWeight");
        Objects.requireNonNull(loss, "loss");
        CONDITION_DROP.check(
                "The probability of dropping conditions", conditionDrop, "Use 0.1, or 0 without guidance.");
    }

    /** With the squared error. */
    public Objective(
            Prediction prediction, TimeLaw timeLaw, LossWeight lossWeight, boolean scoreHead, double conditionDrop) {
        this(prediction, timeLaw, lossWeight, scoreHead, conditionDrop, new SquaredError());
    }

    /** The velocity at uniform times without weights. */
    public static Objective defaults() {
        return new Objective(
                Prediction.VELOCITY, new TimeLaw.Uniform(), new LossWeight.None(), false, DEFAULT_CONDITION_DROP);
    }

    public Objective withPrediction(Prediction other) {
        return new Objective(other, timeLaw, lossWeight, scoreHead, conditionDrop, loss);
    }

    public Objective withTimeLaw(TimeLaw other) {
        return new Objective(prediction, other, lossWeight, scoreHead, conditionDrop, loss);
    }

    public Objective withLossWeight(LossWeight other) {
        return new Objective(prediction, timeLaw, other, scoreHead, conditionDrop, loss);
    }

    public Objective withScoreHead(boolean head) {
        return new Objective(prediction, timeLaw, lossWeight, head, conditionDrop, loss);
    }

    public Objective withConditionDrop(double probability) {
        return new Objective(prediction, timeLaw, lossWeight, scoreHead, probability, loss);
    }

    public Objective withLoss(Loss other) {
        return new Objective(prediction, timeLaw, lossWeight, scoreHead, conditionDrop, other);
    }

    /** Whether this learns the whole way from the first time alone. */
    public boolean distils() {
        return timeLaw instanceof TimeLaw.Start;
    }

    /** What a network of this has learnt along a path. */
    public Dynamics dynamics(ConditionalPath path) {
        return distils() ? new OneStepMap(velocity(path)) : velocity(path);
    }

    /** What the outputs of its network mean along a path. */
    public AffineVelocity velocity(ConditionalPath path) {
        return new AffineVelocity(path, prediction, scoreHead);
    }

    /** The times on which this is learnt and can be sampled. */
    public Interval interval(ConditionalPath path) {
        return velocity(path).conversion().interval();
    }

    /**
     * Checks that this can be learnt on a path and a coupling.
     *
     * @param source the law of the coupling's source rows
     * @param coupling the stable name of the coupling's settings
     * @throws FlowException saying why not, and what to choose
     */
    public void require(ConditionalPath path, SourceLaw source, String coupling) {
        if (!loss.conditionalMean()) {
            throw new FlowException(
                    "The " + loss.label() + " is smallest at a value other than the conditional mean, so that the flow"
                            + " would not end in the law of the target rows.",
                    "Choose the squared error.");
        }
        if (distils() && !(lossWeight instanceof LossWeight.None)) {
            OneStepMap.VELOCITY_ALONE.refuse();
        }
        dynamics(path).requireTraining(new TrainingPairs(source, coupling, conditionDrop > 0));
        timeLaw.on(path, interval(path));
        requireWeight(path);
    }

    private void requireWeight(ConditionalPath path) {
        if (path.noisy() && lossWeight.needsAffinePath()) {
            throw new FlowException(
                    "The loss weight " + lossWeight.label() + " follows from the ratio of target and source, but the "
                            + path.label() + " path holds further noise.",
                    "Choose no loss weight, or the logit-normal one.");
        }
        double share = RowWeights.of(path, this).share();
        if (!(share >= LEAST_SHARE)) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "With the loss weight %s, the prediction %s and the %s path, %.2g %% of the rows of a step"
                                    + " would make up the loss; at least %.0f %% must.",
                            lossWeight.label(),
                            prediction,
                            path.label(),
                            100 * (Double.isFinite(share) ? share : 0),
                            100 * LEAST_SHARE),
                    "Choose the min-SNR weight or none, another prediction, or a wider law.");
        }
    }
}
