// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.util.Collections;
import java.util.function.Function;
import org.flowmatch.engine.mixed.LabelSource;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.knime.node.parameters.widget.choices.Label;

/** What can be chosen in the dialog of Velocity Learner. The names of the constants are stored in settings. */
final class LearnerChoices {
    private LearnerChoices() {}

    enum SizeChoice {
        @Label(value = "Automatic", description = "The table: a multilayer perceptron that suits its columns and rows.")
        AUTOMATIC,
        @Label(value = "Chosen", description = "The settings below.")
        CHOSEN
    }

    enum LabelSourceChoice {
        @Label(
                value = "Hidden",
                description = "Each is drawn once, given all that is known of the row by then, and stays.")
        MASK(LabelSource.MASK),
        @Label(
                value = "Uniform",
                description = "Drawn from all levels alike; labels then jump, each as often as what is expected of it"
                        + " changes. For tables of labels alone.")
        UNIFORM(LabelSource.UNIFORM);

        private final LabelSource m_source;

        LabelSourceChoice(LabelSource source) {
            m_source = source;
        }

        LabelSource source() {
            return m_source;
        }
    }

    enum NetworkChoice {
        @Label(
                value = "Multilayer perceptron",
                description = "Layers one after another, the time among the inputs of the first: for most tables.")
        MLP(shape -> new Mlp(Collections.nCopies(shape.layers(), shape.width()), shape.activation(), shape.time())),
        @Label(
                value = "Residual",
                description =
                        "Blocks that add to a common stream, each scaled and shifted by the time: fits more closely"
                                + " than layers of the same width, and takes longer per step.")
        RESIDUAL(shape ->
                new ResidualMlp(shape.blocks(), shape.width(), shape.embedding(), shape.activation(), shape.time())),
        @Label(
                value = "Mixer",
                description =
                        "A token for each position of a sequence and one for the rest of the row, mixed in blocks: for"
                                + " couplings with a sequence, chosen in Flow Coupling, which the automatic network is"
                                + " for, too.")
        MIXER(shape ->
                new SequenceMixer(shape.blocks(), shape.width(), shape.mixing(), shape.activation(), shape.time()));

        private final Function<NetworkShape, NetworkSpec> m_network;

        NetworkChoice(Function<NetworkShape, NetworkSpec> network) {
            m_network = network;
        }

        /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
        NetworkSpec of(NetworkShape shape) {
            return m_network.apply(shape);
        }
    }

    /** What is set of networks, of which each takes what it has. */
    record NetworkShape(
            int layers, int blocks, int width, int embedding, int mixing, Activation activation, TimeFeatures time) {}

    /** Named as the engine's activations. */
    enum ActivationChoice {
        @Label(value = "SiLU", description = "z / (1 + exp(-z)): smooth, the default.")
        SILU,
        @Label(value = "SELU", description = "1.0507 z for z above 0, 1.7581 (exp(z) - 1) below.")
        SELU,
        @Label(value = "GELU", description = "z Phi(z) with the normal distribution function Phi.")
        GELU
    }

    enum TimeChoice {
        @Label(value = "Raw", description = "The time t itself.")
        RAW,
        @Label(
                value = "Fourier",
                description =
                        "t, sin(pi j t) and cos(pi j t) for j = 1, 2, ...: for velocities that change quickly with"
                                + " time.")
        FOURIER
    }

    enum BudgetChoice {
        @Label(
                value = "Automatic",
                description = "As many steps as suit the number of rows, but no more than fit into the time limit.")
        AUTOMATIC,
        @Label(value = "Steps", description = "A number of optimiser steps, whatever the number of rows.")
        STEPS,
        @Label(value = "Epochs", description = "A number of passes over the training rows.")
        EPOCHS
    }

    /** Named as the engine's schedules. */
    enum ScheduleChoice {
        @Label(value = "Constant", description = "The learning rate stays as it is after the warm-up.")
        CONSTANT,
        @Label(value = "Cosine", description = "The learning rate falls to 0 along half a cosine after the warm-up.")
        COSINE
    }
}
