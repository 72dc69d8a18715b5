// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import java.util.Optional;
import java.util.OptionalInt;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.json.ModelFormat;

/**
 * What the outputs of a network mean, and what can be done with a model of them. An implementation is a record whose
 * components are its settings. Its name in files, what trains it and what moves rows along it are said by its
 * {@code FlowKind}, one of the {@link DynamicsKinds}.
 *
 * <p>An {@link Obstacle} says why something cannot be had; without one it can.
 */
public interface Dynamics {
    /** The first version of the format that knows its settings; that of its kind counts, too. */
    default ModelFormat since() {
        return ModelFormat.VERSION_1;
    }

    /** Columns of the network's output for rows with this many numbers; logits of labels, where there are any, stand behind them. */
    int outputs(int columns);

    /** Whether any columns of a row may be given, of which the network is told by a flag for each number. */
    default boolean anyColumns() {
        return false;
    }

    /** Whether the network is told by a flag for each label which are given, because others have a level on the way, too. */
    default boolean labelFlags() {
        return false;
    }

    /** Whether rows start from those of a table with labels, of which the network is told. */
    default boolean sourceLabels() {
        return false;
    }

    /** Numbers that tell the network, behind all others, how far a step of a map goes; 0 where no map in steps was learnt. */
    default int stepFeatures() {
        return 0;
    }

    /**
     * What the network predicts, in words. Weights of a network can be trained further by another one that predicts the
     * same.
     */
    String predicts();

    /** What the network predicts other than the velocity alone, in words; empty for the velocity alone. */
    Optional<String> otherThanVelocity();

    /** Along what rows are moved and what was learnt for it, for a line that sums a model up. */
    String summary();

    /** The times from source to target. */
    Interval times();

    /** What the source rows of pairs are at the first time, in encoded units. */
    SourceStates sourceStates(SourceLaw source);

    /** The velocity that a solver can follow, where there is one. */
    default Optional<AffineVelocity> followed() {
        return Optional.empty();
    }

    /** The number of Euler steps that the network was trained for; empty when solver and number of steps are free. */
    default OptionalInt onlySteps() {
        return OptionalInt.empty();
    }

    /** @throws org.flowmatch.engine.FlowException when rows cannot be moved in these steps */
    void requireSteps(Steps asked);

    /** @throws org.flowmatch.engine.FlowException when this cannot be learnt from such pairs */
    void requireTraining(TrainingPairs pairs);

    /** Why the score grad ln p_t(x) is not known, without which rows cannot move at random. */
    Optional<Obstacle> scoreObstacle(TrainingPairs pairs);

    /** Why rows have no log-density. */
    Optional<Obstacle> densityObstacle(TrainingPairs pairs);

    /**
     * Why a model with conditions cannot be asked without them, and so not be guided: a sentence without its full stop, and
     * what to do instead of giving conditions.
     */
    Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs);

    /** Why the states of rows on the way from source to target cannot be shown or measured. */
    default Optional<Obstacle> statesObstacle() {
        return Optional.empty();
    }

    /** Why path energy and straightness of what moves from source to target are not known. */
    default Optional<Obstacle> geometryObstacle() {
        return statesObstacle();
    }

    /** Why there is no straighter flow to be learnt from source rows and where they are carried. */
    default Optional<Obstacle> reflowObstacle() {
        return Optional.empty();
    }
}
