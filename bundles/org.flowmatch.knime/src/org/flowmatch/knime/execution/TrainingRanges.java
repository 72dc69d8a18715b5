// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** The ranges of numbers in the dialogs of all nodes that train, which the engine's records check again. */
public final class TrainingRanges {
    private TrainingRanges() {}

    public static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    public static final class LargestBatch extends MaxValidation {
        @Override
        protected double getMax() {
            return 65_536;
        }
    }

    public static final class LeastRate extends MinValidation {
        @Override
        protected double getMin() {
            return Optimiser.LEAST_RATE;
        }
    }

    public static final class MostSteps extends MaxValidation {
        @Override
        protected double getMax() {
            return Budget.MOST_STEPS;
        }
    }
}
