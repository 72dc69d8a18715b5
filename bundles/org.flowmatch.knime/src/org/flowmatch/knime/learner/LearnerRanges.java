// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import org.flowmatch.engine.network.ResidualMlp;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** The ranges of the numbers in the dialog of Velocity Learner alone, which the engine's records check again. */
final class LearnerRanges {
    private LearnerRanges() {}

    static final class MostLayers extends MaxValidation {
        @Override
        protected double getMax() {
            return 16;
        }
    }

    static final class LargestWidth extends MaxValidation {
        @Override
        protected double getMax() {
            return 4096;
        }
    }

    static final class LargestEmbedding extends MaxValidation {
        @Override
        protected double getMax() {
            return ResidualMlp.LARGEST_EMBEDDING;
        }
    }

    static final class MostFrequencies extends MaxValidation {
        @Override
        protected double getMax() {
            return 64;
        }
    }

    static final class MostEpochs extends MaxValidation {
        @Override
        protected double getMax() {
            return 1_000_000;
        }
    }

    static final class AtMostHalf extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.5;
        }
    }

    static final class MostPatience extends MaxValidation {
        @Override
        protected double getMax() {
            return 100_000;
        }
    }

    static final class MostWarmup extends MaxValidation {
        @Override
        protected double getMax() {
            return 1_000_000;
        }
    }

    static final class LargestBeta1 extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.9999;
        }
    }

    static final class LargestDecay extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.999999;
        }
    }

    static final class LargestNorm extends MaxValidation {
        @Override
        protected double getMax() {
            return 1e6;
        }
    }
}
