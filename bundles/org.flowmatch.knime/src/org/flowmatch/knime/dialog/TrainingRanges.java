// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.TrainingSettings;

/** The ranges of numbers in the dialogs of all nodes that train. */
public final class TrainingRanges {
    private TrainingRanges() {}

    public static final class LargestRate extends AtMost {
        public LargestRate() {
            super(Optimiser.LEARNING_RATE);
        }
    }

    public static final class LargestBatch extends AtMost {
        public LargestBatch() {
            super(TrainingSettings.BATCH_SIZE);
        }
    }

    public static final class LeastRate extends AtLeast {
        public LeastRate() {
            super(Optimiser.LEARNING_RATE);
        }
    }

    public static final class MostSteps extends AtMost {
        public MostSteps() {
            super(Budget.Steps.COUNT);
        }
    }
}
