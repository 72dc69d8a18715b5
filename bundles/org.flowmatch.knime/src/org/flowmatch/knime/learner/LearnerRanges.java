// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;
import org.flowmatch.knime.dialog.AtMost;

/** The ranges of the numbers in the dialog of Velocity Learner alone. */
final class LearnerRanges {
    private LearnerRanges() {}

    static final class MostLayers extends AtMost {
        MostLayers() {
            super(Mlp.LAYERS);
        }
    }

    static final class MostBlocks extends AtMost {
        MostBlocks() {
            super(ResidualMlp.BLOCKS);
        }
    }

    static final class MostMixing extends AtMost {
        MostMixing() {
            super(SequenceMixer.MIXING);
        }
    }

    static final class LargestWidth extends AtMost {
        LargestWidth() {
            super(Mlp.WIDTH);
        }
    }

    static final class LargestEmbedding extends AtMost {
        LargestEmbedding() {
            super(ResidualMlp.EMBEDDING);
        }
    }

    static final class MostFrequencies extends AtMost {
        MostFrequencies() {
            super(TimeFeatures.Fourier.FREQUENCIES);
        }
    }

    static final class MostEpochs extends AtMost {
        MostEpochs() {
            super(Budget.Epochs.COUNT);
        }
    }

    static final class LargestFraction extends AtMost {
        LargestFraction() {
            super(Validation.FRACTION);
        }
    }

    static final class MostPatience extends AtMost {
        MostPatience() {
            super(Validation.PATIENCE);
        }
    }

    static final class MostWarmup extends AtMost {
        MostWarmup() {
            super(Optimiser.WARMUP_STEPS);
        }
    }

    static final class LargestBeta1 extends AtMost {
        LargestBeta1() {
            super(Optimiser.BETA1);
        }
    }

    static final class LargestBeta2 extends AtMost {
        LargestBeta2() {
            super(Optimiser.BETA2);
        }
    }

    static final class LargestWeightDecay extends AtMost {
        LargestWeightDecay() {
            super(Optimiser.WEIGHT_DECAY);
        }
    }

    static final class LargestEmaDecay extends AtMost {
        LargestEmaDecay() {
            super(TrainingSettings.EMA_DECAY);
        }
    }

    static final class LargestNorm extends AtMost {
        LargestNorm() {
            super(Optimiser.CLIP_NORM);
        }
    }
}
