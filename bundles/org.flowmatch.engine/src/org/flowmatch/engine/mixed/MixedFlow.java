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
 */
public record MixedFlow(AffineVelocity numbers, boolean anyColumns, boolean labelsFirst) implements Dynamics {
    public static final String ID = "mixed_flow";

    @Override
    public int outputs(int columns) {
        return numbers.outputs(columns);
    }

    @Override
    public String predicts() {
        return numbers.predicts() + " and labels" + (anyColumns ? ", of any columns given" : "");
    }

    @Override
    public Optional<String> otherThanVelocity() {
        return Optional.of("labels, too");
    }

    @Override
    public String summary() {
        return numbers.summary() + ", with labels" + (anyColumns ? ", any columns given" : "");
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
                    "The model has labels, which are drawn on the way from source to target: there is no way back.",
                    "Sample forward, or train a flow on the numeric columns alone.");
        }
        numbers.requireSteps(asked);
    }

    @Override
    public void requireTraining(TrainingPairs pairs) {
        if (pairs.source() != SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The target table has labels or gaps, but rows start from a source table.",
                    "Leave the source table out, or choose numeric columns without labels and gaps.");
        }
        numbers.requireTraining(pairs);
    }

    @Override
    public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
        return numbers.scoreObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
        return Optional.of(new Obstacle(
                "The model has labels, and the density of rows with labels is not known yet.",
                "Score rows by a model of their numeric columns."));
    }

    @Override
    public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
        return numbers.unconditionalObstacle(pairs);
    }

    @Override
    public Optional<Obstacle> reflowObstacle() {
        return Optional.of(new Obstacle(
                "The model draws labels on the way, so where a source row is carried does not follow from it alone.",
                "Reflow a model of numeric columns."));
    }
}
