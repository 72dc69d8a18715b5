// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.util.function.Function;
import java.util.function.Supplier;
import org.flowmatch.knime.learner.ObjectiveChoices.PredictionChoice;
import org.flowmatch.knime.learner.ObjectiveChoices.TimeLawChoice;
import org.flowmatch.knime.learner.ObjectiveChoices.WeightChoice;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.choices.Label;

/**
 * What a kind of model learns, and when: fills prediction, time law and loss weight, which then say what is trained. The names of
 * the constants are stored in settings.
 */
enum PresetChoice {
    @Label(
            value = "Flow matching",
            description = "The velocity, at all times alike (Lipman et al., 2023). Any path, coupling and solver.")
    FLOW_MATCHING(PredictionChoice.VELOCITY, TimeLawChoice.UNIFORM, WeightChoice.NONE),

    @Label(
            value = "Rectified flow with a logit-normal law",
            description =
                    """
                    The velocity, more often in the middle of the way (Esser et al., 2024). Path: linear. Any solver.
                    """)
    LOGIT_NORMAL_FLOW(PredictionChoice.VELOCITY, TimeLawChoice.LOGIT_NORMAL, WeightChoice.NONE),

    @Label(
            value = "DDPM or DDIM",
            description =
                    """
                    The noise (Ho et al., 2020). Path: variance preserving. In Flow Sampler the random motion <i>Ancestral</i> with
                    some hundred steps, or for DDIM (Song et al., 2021) the solver <i>Curve-aware Euler (DDIM)</i> with some ten.
                    """)
    DDPM(PredictionChoice.NOISE, TimeLawChoice.UNIFORM, WeightChoice.NONE),

    @Label(
            value = "Denoising score matching (VP or VE)",
            description =
                    """
                    The score, in units of the noise (Song et al., 2021). Path: variance preserving or variance exploding. In Flow
                    Sampler the random motion <i>Reverse diffusion</i> or <i>Predictor-corrector</i>, or none for the probability flow.
                    """)
    SCORE_MATCHING(PredictionChoice.SCORE, TimeLawChoice.UNIFORM, WeightChoice.NONE),

    @Label(
            value = "ScoreFlow",
            description =
                    """
                    The noise, weighted so that the loss bounds the likelihood (Song et al., 2021b). Path: variance preserving; good
                    for Flow Likelihood. Sampled as by score matching.
                    """)
    SCORE_FLOW(PredictionChoice.NOISE, TimeLawChoice.UNIFORM, WeightChoice.LIKELIHOOD),

    @Label(
            value = "EDM",
            description =
                    """
                    The target row by a preconditioned network, at log-normal noise levels (Karras et al., 2022); their loss weight is 1 for
                    what the network gives out. Path: variance exploding, linear, with sigma from 0.002 to 80. In Flow Sampler the solver
                    <i>Heun</i> with the time grid <i>EDM</i>, 20 to 40 steps.
                    """)
    EDM(PredictionChoice.PRECONDITIONED_TARGET, TimeLawChoice.LOG_NORMAL_NOISE, WeightChoice.NONE);

    private final PredictionChoice prediction;
    private final TimeLawChoice timeLaw;
    private final WeightChoice weight;

    PresetChoice(PredictionChoice prediction, TimeLawChoice timeLaw, WeightChoice weight) {
        this.prediction = prediction;
        this.timeLaw = timeLaw;
        this.weight = weight;
    }

    interface Reference extends ParameterReference<PresetChoice> {}

    /** Sets a field when a preset is chosen. */
    private abstract static class Filled<T> implements StateProvider<T> {
        private final Function<PresetChoice, T> m_part;
        private Supplier<PresetChoice> m_chosen;

        Filled(Function<PresetChoice, T> part) {
            m_part = part;
        }

        @Override
        public void init(StateProviderInitializer initializer) {
            m_chosen = initializer.computeFromValueSupplier(Reference.class);
        }

        @Override
        public T computeState(NodeParametersInput input) {
            return m_part.apply(m_chosen.get());
        }
    }

    static final class OfPrediction extends Filled<PredictionChoice> {
        OfPrediction() {
            super(preset -> preset.prediction);
        }
    }

    static final class OfTimeLaw extends Filled<TimeLawChoice> {
        OfTimeLaw() {
            super(preset -> preset.timeLaw);
        }
    }

    static final class OfWeight extends Filled<WeightChoice> {
        OfWeight() {
            super(preset -> preset.weight);
        }
    }
}
