// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.dynamics.Obstacle;

/** What flows whose labels are uniform at first do not allow, with the reason. */
final class UniformLabels {
    private static final String MASK = "Let labels be hidden at first";

    private UniformLabels() {}

    /** @throws FlowException when a flow of these properties has no uniform labels */
    static void require(boolean sourceLabels, boolean curved, boolean labelsFirst) {
        if (sourceLabels) {
            throw new FlowException(
                    "Labels are to be uniform at first, but rows start from a source table, whose labels are known.",
                    MASK + ", or leave the source table out.");
        }
        if (curved) {
            throw besideNumbers("positions or columns that go round");
        }
        if (labelsFirst) {
            throw new FlowException(
                    "Labels are to be uniform at first, so that none is known before the last time; but rows are to be"
                            + " learnt whose labels are known apart from it.",
                    MASK + ".");
        }
    }

    /** @throws FlowException when rows have numbers, or no labels */
    static void require(Coupling coupling) {
        if (coupling.space().numbers() > 0) {
            throw besideNumbers("columns that are modelled as numbers");
        }
        if (coupling.space().labels().isEmpty()) {
            throw new FlowException("Labels are to be uniform at first, but the coupling has none.", MASK + ".");
        }
    }

    private static FlowException besideNumbers(String what) {
        return new FlowException(
                "Labels are to be uniform at first, but the coupling has " + what
                        + ", whose way follows from labels that are known: of uniform ones none is before the last"
                        + " time.",
                MASK + ", or model all columns as labels in Flow Coupling.");
    }

    /** Of a coupling that was made by a model, or in which no rows of labels are learnt. */
    static FlowException notLearnt() {
        return new FlowException(
                "Labels are to be uniform at first, but what is learnt here are rows of numbers, or rows that a model"
                        + " made with their labels first.",
                MASK + ", or train on a coupling of labels alone.");
    }

    /** Of a label that has a level the network cannot be asked as if it were hidden. */
    static FlowException notRedrawn() {
        return new FlowException(
                "Labels are to be drawn again in each step, but those of the model are uniform at first, and jump as"
                        + " often as their rates say.",
                "Draw none again, and take more steps.");
    }

    static Obstacle noNumbers(String purpose) {
        return new Obstacle(
                "The model is one of labels alone, and has no flow of numbers.",
                purpose + "train a model of" + " rows with numbers.");
    }

    /** Why the network says nothing of a row at the first time. */
    static final Obstacle NOTHING_UNKNOWN = new Obstacle(
            "The labels of the model are uniform at first, so that the network is told a level of each and cannot be"
                    + " asked with some unknown.",
            MASK + " in Velocity Learner, and train again; or sample rows with given values in Flow Sampler.");
}
