// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

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
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.path.Prediction;

/**
 * Rows of numbers and labels together. Numbers follow the velocity of an affine path given the labels that are known; a label
 * is hidden until some time of (0, 1), uniform over rows, and drawn then from what the network expects of it given all that
 * is known (masked source: Austin, Johnson, Ho, Tarlow and van den Berg 2021; Campbell, Yim, Barzilay, Rainforth and
 * Jaakkola 2024).
 *
 * @param numbers the velocity of the numbers
 * @param anyColumns whether any columns of a row may be given: numbers enter as they are, with a flag, labels are known from
 *     the first time on
 * @param labelsFirst whether the network knows rows all of whose labels are known at any time, and the first time with any
 *     labels known
 * @param sourceLabels whether rows start from those of a table and the network knows the labels that they have there, so that
 *     a label is drawn given the source row's (mixture paths: Gat, Remez, Shaul, Kreuk, Chen, Synnaeve, Adi and Lipman 2024)
 * @param curved whether some numbers are unit vectors, which follow geodesics (Chen and Lipman 2024)
 * @param labels what labels are before they have come from the target; uniform ones for rows of labels alone
 */
public record MixedFlow(
        AffineVelocity numbers,
        boolean anyColumns,
        boolean labelsFirst,
        @JsonDefault(value = "false", omitted = true) boolean sourceLabels,
        @JsonDefault(value = "false", omitted = true) boolean curved,
        @JsonDefault(value = "\"MASK\"", omitted = true) LabelSource labels)
        implements Dynamics {
    public static final String ID = "mixed_flow";

    public MixedFlow {
        if (labels == LabelSource.UNIFORM) {
            UniformLabels.require(sourceLabels, curved, labelsFirst);
        }
    }

    /** Labels are hidden at first. */
    public MixedFlow(
            AffineVelocity numbers, boolean anyColumns, boolean labelsFirst, boolean sourceLabels, boolean curved) {
        this(numbers, anyColumns, labelsFirst, sourceLabels, curved, LabelSource.MASK);
    }

    /** Rows start from noise and are vectors beside their labels. */
    public MixedFlow(AffineVelocity numbers, boolean anyColumns, boolean labelsFirst) {
        this(numbers, anyColumns, labelsFirst, false);
    }

    /** Rows are vectors beside their labels. */
    public MixedFlow(AffineVelocity numbers, boolean anyColumns, boolean labelsFirst, boolean sourceLabels) {
        this(numbers, anyColumns, labelsFirst, sourceLabels, false);
    }

    private static final String OF_NUMBERS =
            "a model of numbers alone: in Flow Coupling, model the columns as numbers, let no columns be given later,"
                    + " and train again.";

    static final Obstacle NO_STATES = new Obstacle(
            "The model has labels, or columns that may be given, and the states of such rows on the way are neither"
                    + " rows of a table nor vectors: labels are hidden until they are drawn.",
            "Sample rows without their trajectories, or take " + OF_NUMBERS);

    @Override
    public int outputs(int columns) {
        return numbers.outputs(columns);
    }

    /** Whether labels are drawn from all levels at first, and jump. */
    boolean uniform() {
        return labels == LabelSource.UNIFORM;
    }

    @Override
    public boolean labelFlags() {
        return uniform() && anyColumns;
    }

    @Override
    public String predicts() {
        return numbers.predicts() + " and labels" + (anyColumns ? ", of any columns given" : "")
                + (sourceLabels ? ", from those of source rows" : "") + (uniform() ? ", from uniform ones" : "");
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return Optional.of("labels, too");
    }

    @Override
    public String summary() {
        return numbers.summary() + ", with labels" + (sourceLabels ? " from source rows" : "")
                + (uniform() ? " from uniform ones" : "")
                + (anyColumns ? ", any columns given" : "");
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
    public void requireSteps(Steps asked) {
        if (!asked.forward()) {
            throw new FlowException(
                    "The model has labels, or columns that may be given, and what is drawn on the way from source to"
                            + " target has no way back.",
                    "Sample forward, or take " + OF_NUMBERS);
        }
        numbers.requireSteps(asked);
        if (curved) {
            CurvedFlow.requireSteps(asked);
        }
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        if (sourceLabels != (pairs.source() == SourceLaw.TABLE)) {
            throw new FlowException(
                    sourceLabels
                            ? "The flow starts from the labels of a source table's rows, but the coupling starts from"
                                    + " noise."
                            : "The flow starts from noise, but the coupling from rows of a source table with labels or"
                                    + " gaps.",
                    "Train on a coupling " + (sourceLabels ? "with" : "without") + " a source table.");
        }
        if (anyColumns && !pairs.independent()) {
            throw new FlowException(
                    "Any columns may be given, but the " + pairs.label()
                            + " coupling chooses source rows by their columns:"
                            + " with some of them given, noise would be no source row.",
                    "Choose the independent coupling, or switch off that any columns may be given.");
        }
        refusePreconditioning(numbers);
        if (curved) {
            CurvedFlow.requireVelocity(numbers);
        }
        numbers.requireTraining(pairs);
    }

    /** A network of rows with labels sees the time at which labels become known, and numbers that stand still as they are. */
    static void refusePreconditioning(AffineVelocity numbers) {
        if (numbers.prediction() == Prediction.PRECONDITIONED_TARGET) {
            throw new FlowException(
                    "The preconditioned target can be predicted of rows of numbers alone, but the coupling has labels"
                            + " or gaps, or any of its columns may be given.",
                    "Predict the noise or the velocity, or model the columns as numbers in Flow Coupling and let no"
                            + " columns be given later.");
        }
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return curved ? Optional.of(CurvedFlow.NO_SCORE) : numbers.scoreObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        if (sourceLabels) {
            return Optional.of(new Obstacle(
                    "The model carries rows of a source table with their labels, and the density of rows with labels"
                            + " needs source rows whose law is known and that are independent of the labels.",
                    "Train a model on an independent coupling without a source table."));
        }
        if (!labelsFirst && !uniform()) {
            return Optional.of(new Obstacle(
                    "The model has labels, or columns that may be given, and the density of such rows is not known:"
                            + " none whose labels are known apart from the time was among those that it was trained on.",
                    "Switch on in Velocity Learner that rows with labels can be scored, and train again; or score rows"
                            + " by "
                            + OF_NUMBERS));
        }
        if (pairs.source() == SourceLaw.GAUSSIAN && !pairs.independent()) {
            return Optional.of(new Obstacle(
                    "The density of rows with labels needs source rows that are independent of the labels, but the "
                            + pairs.label() + " coupling joins them.",
                    "Train a model on an independent coupling."));
        }
        return numbers.densityObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return numbers.unconditionalObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> statesObstacle() {
        return Optional.of(NO_STATES);
    }

    @Override
    public Optional<Obstacle> geometryObstacle() {
        return numbersObstacle("To measure the flow of the numbers given labels, ");
    }

    @Override
    public Optional<Obstacle> reflowObstacle() {
        return numbersObstacle("To straighten the flow of the numbers given labels, ");
    }

    /** Why the numbers have no flow of their own given labels that are drawn first. */
    private Optional<Obstacle> numbersObstacle(String purpose) {
        if (curved) {
            return Optional.of(CurvedFlow.notStraight(purpose));
        }
        if (uniform()) {
            return Optional.of(UniformLabels.noNumbers(purpose));
        }
        if (sourceLabels) {
            return Optional.of(new Obstacle(
                    "The model carries rows of a source table with their labels, and knows no flow of the numbers"
                            + " alone.",
                    purpose + "train a model without a source table, or one of numbers alone."));
        }
        return labelsFirst
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "The model draws labels on the way and was not trained to know them apart from the"
                                + " time, so that its numbers have no flow of their own.",
                        purpose
                                + "switch on in Velocity Learner that rows with labels can be scored, and"
                                + " train again."));
    }
}
