// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.rectifier;

import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.TrainingRanges.LargestBatch;
import org.flowmatch.knime.dialog.TrainingRanges.LargestRate;
import org.flowmatch.knime.dialog.TrainingRanges.LeastRate;
import org.flowmatch.knime.dialog.TrainingRanges.MostSteps;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of one round's training; whatever is not named here is as in Velocity Learner's defaults. */
final class TrainingParameters implements NodeParameters {

    @Widget(
            title = "Training steps",
            description =
                    "The number of optimiser steps of each round, 1 to 10,000,000. A few thousand suit most tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    long m_steps = 20_000;

    @Widget(title = "Batch size", description = "The number of pairs of each step, 1 to 65,536.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestBatch.class)
    @Advanced
    int m_batchSize = 256;

    @Widget(
            title = "Learning rate",
            description = "The full learning rate, 1e-8 to 1; it falls to 0 along half a cosine. Lower it when the"
                    + " loss is no longer a number.")
    @NumberInputWidget(minValidation = LeastRate.class, maxValidation = LargestRate.class)
    @Advanced
    double m_learningRate = 1e-3;

    @Widget(
            title = "Continue from the weights",
            description =
                    """
                    Every round starts from the weights of the model before it, which is quicker; otherwise from new random
                    weights.
                    """)
    boolean m_continueWeights = true;

    /** @throws org.flowmatch.engine.FlowException naming the setting that is out of its range */
    TrainingSettings settings(DeviceSetting device, long seed) {
        return TrainingSettings.defaults()
                .withBudget(new Budget.Steps(m_steps))
                .withBatchSize(m_batchSize)
                .withOptimiser(Optimiser.defaults().withLearningRate(m_learningRate))
                .withDevice(device.choice())
                .withSeed(seed);
    }
}
