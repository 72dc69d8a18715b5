// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Optional;
import java.util.OptionalInt;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.dynamics.Steps;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.json.JsonDefault;

/**
 * Rows of numbers and labels, of which all labels are drawn at the first time, one after another, and the numbers then follow
 * a flow of their own given them. So the numbers at the end follow from those at the start and the labels, which is what can
 * be straightened: {@link MixedFlow} reveals labels on the way instead.
 *
 * @param numbers the velocity of the numbers given all labels
 * @param oneStep whether it is true at the first time alone, so that one Euler step is the whole way ({@link OneStepMap})
 * @param map whether the numbers have a {@link FlowMap}, too
 */
public record LabelsFirstFlow(
        AffineVelocity numbers, boolean oneStep, @JsonDefault(value = "false", omitted = true) boolean map)
        implements Dynamics {
    public static final String ID = "labels_first_flow";

    public LabelsFirstFlow {
        if (oneStep && map) {
            throw new FlowException(
                    "A flow cannot be both one step and a map of any steps.",
                    "The file was edited or damaged: save the model again, or train it again.");
        }
    }

    /** The velocity alone, or the one step of a distillation. */
    public LabelsFirstFlow(AffineVelocity numbers, boolean oneStep) {
        this(numbers, oneStep, false);
    }

    /** The dynamics of the numbers. */
    public Dynamics ofNumbers() {
        if (map) {
            return new FlowMap(numbers.path(), false);
        }
        return oneStep ? new OneStepMap(numbers) : numbers;
    }

    /** The same rows as a mixed flow of which no columns are given. */
    MixedFlow mixed() {
        return new MixedFlow(numbers, false, true);
    }

    @Override
    public int outputs(int columns) {
        return numbers.outputs(columns);
    }

    @Override
    public int stepFeatures() {
        return ofNumbers().stepFeatures();
    }

    @Override
    public String predicts() {
        return map ? ofNumbers().predicts() + " and labels" : mixed().predicts();
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return ofNumbers().otherThanVelocity();
    }

    @Override
    public String summary() {
        return ofNumbers().summary() + ", given labels that are drawn first";
    }

    @Override
    public Interval times() {
        return numbers.times();
    }

    @Override
    public SourceStates sourceStates(SourceLaw source) {
        return SourceStates.AS_THEY_ARE;
    }

    @Override
    public OptionalInt onlySteps() {
        return ofNumbers().onlySteps();
    }

    @Override
    public void requireSteps(Steps asked) {
        if (!asked.forward()) {
            throw new FlowException(
                    "The model has labels, and what is drawn at the source has no way back.", "Sample forward.");
        }
        ofNumbers().requireSteps(asked);
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        if (pairs.source() != SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The target table has labels or gaps, but rows start from a source table.",
                    "Leave the source table out, or model numeric columns without gaps as numbers.");
        }
        MixedFlow.refusePreconditioning(numbers);
        ofNumbers().requireTraining(pairs);
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return ofNumbers().scoreObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return Optional.of(new Obstacle(
                "The model was trained on pairs that another model made, labels first, and the density of its rows is not"
                        + " known.",
                "Score rows by the model from which it was made."));
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return ofNumbers().unconditionalObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> statesObstacle() {
        return Optional.of(MixedFlow.NO_STATES);
    }

    @Override
    public Optional<Obstacle> geometryObstacle() {
        return Optional.empty();
    }

    @Override
    public Optional<Obstacle> reflowObstacle() {
        return ofNumbers().reflowObstacle();
    }
}
