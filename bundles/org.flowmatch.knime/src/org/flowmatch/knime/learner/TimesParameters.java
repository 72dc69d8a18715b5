// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import org.flowmatch.engine.objective.LogitNormalDensity;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.learner.ObjectiveChoices.TimeLawChoice;
import org.flowmatch.knime.learner.ObjectiveChoices.WeightChoice;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** At which times a network learns, and how much each time counts. */
public final class TimesParameters implements NodeParameters {

    interface LawReference extends ParameterReference<TimeLawChoice> {}

    interface WeightReference extends ParameterReference<WeightChoice> {}

    static final class IsLogitNormal extends IsChosen<TimeLawChoice> {
        IsLogitNormal() {
            super(LawReference.class, TimeLawChoice.LOGIT_NORMAL);
        }
    }

    static final class IsBeta extends IsChosen<TimeLawChoice> {
        IsBeta() {
            super(LawReference.class, TimeLawChoice.BETA);
        }
    }

    static final class IsMode extends IsChosen<TimeLawChoice> {
        IsMode() {
            super(LawReference.class, TimeLawChoice.MODE);
        }
    }

    static final class IsUShaped extends IsChosen<TimeLawChoice> {
        IsUShaped() {
            super(LawReference.class, TimeLawChoice.U_SHAPED);
        }
    }

    static final class IsLogNormalNoise extends IsChosen<TimeLawChoice> {
        IsLogNormalNoise() {
            super(LawReference.class, TimeLawChoice.LOG_NORMAL_NOISE);
        }
    }

    static final class HasGamma extends IsChosen<WeightChoice> {
        HasGamma() {
            super(WeightReference.class, WeightChoice.MIN_SNR);
        }
    }

    static final class IsLogitNormalWeight extends IsChosen<WeightChoice> {
        IsLogitNormalWeight() {
            super(WeightReference.class, WeightChoice.LOGIT_NORMAL);
        }
    }

    @Widget(
            title = "Time law",
            description =
                    """
                    The law of the times t, from 0 (source) to 1 (target) of the path's interval, at which points are drawn. The
                    network learns better where more times fall.
                    """)
    @ValueReference(LawReference.class)
    @ValueProvider(PresetChoice.OfTimeLaw.class)
    TimeLawChoice m_timeLaw = TimeLawChoice.UNIFORM;

    static final class LeastMean extends AtLeast {
        LeastMean() {
            super(LogitNormalDensity.MEAN);
        }
    }

    static final class LargestMean extends AtMost {
        LargestMean() {
            super(LogitNormalDensity.MEAN);
        }
    }

    static final class LeastDeviation extends AtLeast {
        LeastDeviation() {
            super(LogitNormalDensity.DEVIATION);
        }
    }

    static final class LargestDeviation extends AtMost {
        LargestDeviation() {
            super(LogitNormalDensity.DEVIATION);
        }
    }

    @Widget(
            title = "Mean of the time law",
            description = "The mean of ln(t / (1 - t)), -5 to 5: 0 for the middle, above 0 towards the target.")
    @NumberInputWidget(minValidation = LeastMean.class, maxValidation = LargestMean.class)
    @Effect(predicate = IsLogitNormal.class, type = EffectType.SHOW)
    double m_mean = 0;

    @Widget(
            title = "Deviation of the time law",
            description = "The deviation of ln(t / (1 - t)), 0.1 to 5; 1 is usual.")
    @NumberInputWidget(minValidation = LeastDeviation.class, maxValidation = LargestDeviation.class)
    @Effect(predicate = IsLogitNormal.class, type = EffectType.SHOW)
    double m_deviation = 1;

    static final class LeastExponent extends AtLeast {
        LeastExponent() {
            super(TimeLaw.Beta.EXPONENT);
        }
    }

    static final class LargestExponent extends AtMost {
        LargestExponent() {
            super(TimeLaw.Beta.EXPONENT);
        }
    }

    @Widget(
            title = "First exponent",
            description = "The exponent a of t, 0.2 to 20; below 1 many times lie at the source.")
    @NumberInputWidget(minValidation = LeastExponent.class, maxValidation = LargestExponent.class)
    @Effect(predicate = IsBeta.class, type = EffectType.SHOW)
    double m_betaA = 2;

    @Widget(
            title = "Second exponent",
            description = "The exponent b of 1 - t, 0.2 to 20; below 1 many times lie at the target.")
    @NumberInputWidget(minValidation = LeastExponent.class, maxValidation = LargestExponent.class)
    @Effect(predicate = IsBeta.class, type = EffectType.SHOW)
    double m_betaB = 2;

    static final class LeastScale extends AtLeast {
        LeastScale() {
            super(TimeLaw.Mode.SCALE);
        }
    }

    static final class LargestScale extends AtMost {
        LargestScale() {
            super(TimeLaw.Mode.SCALE);
        }
    }

    @Widget(
            title = "Scale of the mode law",
            description =
                    "From -0.9 (more times at the ends) to 1.7 (more in the middle); 1.29 is usual, 0 is uniform.")
    @NumberInputWidget(minValidation = LeastScale.class, maxValidation = LargestScale.class)
    @Effect(predicate = IsMode.class, type = EffectType.SHOW)
    double m_scale = 1.29;

    static final class LeastStrength extends AtLeast {
        LeastStrength() {
            super(TimeLaw.UShaped.STRENGTH);
        }
    }

    static final class LargestStrength extends AtMost {
        LargestStrength() {
            super(TimeLaw.UShaped.STRENGTH);
        }
    }

    @Widget(
            title = "Strength of the U shape",
            description = "How much higher the ends are than the middle, 0.1 to 20; with 4 they are 3.8 times as high.")
    @NumberInputWidget(minValidation = LeastStrength.class, maxValidation = LargestStrength.class)
    @Effect(predicate = IsUShaped.class, type = EffectType.SHOW)
    double m_strength = 4;

    static final class LeastLevel extends AtLeast {
        LeastLevel() {
            super(TimeLaw.LogNormalNoise.MEAN);
        }
    }

    static final class LargestLevel extends AtMost {
        LargestLevel() {
            super(TimeLaw.LogNormalNoise.MEAN);
        }
    }

    static final class LeastSpread extends AtLeast {
        LeastSpread() {
            super(TimeLaw.LogNormalNoise.DEVIATION);
        }
    }

    static final class LargestSpread extends AtMost {
        LargestSpread() {
            super(TimeLaw.LogNormalNoise.DEVIATION);
        }
    }

    @Widget(
            title = "Mean of the noise level",
            description = "The mean of ln(s / a), -5 (little noise) to 5; -1.2 is usual.")
    @NumberInputWidget(minValidation = LeastLevel.class, maxValidation = LargestLevel.class)
    @Effect(predicate = IsLogNormalNoise.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_noiseMean = TimeLaw.LogNormalNoise.DEFAULT_MEAN;

    @Widget(title = "Deviation of the noise level", description = "The deviation of ln(s / a), 0.1 to 5; 1.2 is usual.")
    @NumberInputWidget(minValidation = LeastSpread.class, maxValidation = LargestSpread.class)
    @Effect(predicate = IsLogNormalNoise.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_noiseDeviation = TimeLaw.LogNormalNoise.DEFAULT_DEVIATION;

    @Widget(
            title = "Loss weight",
            description =
                    """
                    How much the squared error at a time counts, scaled to the mean 1. Time law and weight together make the
                    effective density: their product.
                    """)
    @ValueReference(WeightReference.class)
    @ValueProvider(PresetChoice.OfWeight.class)
    WeightChoice m_lossWeight = WeightChoice.NONE;

    static final class LeastGamma extends AtLeast {
        LeastGamma() {
            super(LossWeight.MinSnr.GAMMA);
        }
    }

    static final class LargestGamma extends AtMost {
        LargestGamma() {
            super(LossWeight.MinSnr.GAMMA);
        }
    }

    @Widget(title = "Gamma", description = "Where the signal-to-noise ratio is cut, 0.01 to 1,000; 5 is usual.")
    @NumberInputWidget(minValidation = LeastGamma.class, maxValidation = LargestGamma.class)
    @Effect(predicate = HasGamma.class, type = EffectType.SHOW)
    double m_gamma = 5;

    @Widget(
            title = "Mean of the weight",
            description = "The mean of ln(t / (1 - t)), -5 to 5: 0 for the middle, above 0 towards the target.")
    @NumberInputWidget(minValidation = LeastMean.class, maxValidation = LargestMean.class)
    @Effect(predicate = IsLogitNormalWeight.class, type = EffectType.SHOW)
    double m_weightMean = 0;

    @Widget(title = "Deviation of the weight", description = "The deviation of ln(t / (1 - t)), 0.1 to 5; 1 is usual.")
    @NumberInputWidget(minValidation = LeastDeviation.class, maxValidation = LargestDeviation.class)
    @Effect(predicate = IsLogitNormalWeight.class, type = EffectType.SHOW)
    double m_weightDeviation = 1;

    TimeLaw timeLaw() {
        return switch (m_timeLaw) {
            case UNIFORM -> new TimeLaw.Uniform();
            case LOGIT_NORMAL -> new TimeLaw.LogitNormal(m_mean, m_deviation);
            case BETA -> new TimeLaw.Beta(m_betaA, m_betaB);
            case MODE -> new TimeLaw.Mode(m_scale);
            case U_SHAPED -> new TimeLaw.UShaped(m_strength);
            case COSINE_MAP -> new TimeLaw.CosineMap();
            case LOG_NORMAL_NOISE -> new TimeLaw.LogNormalNoise(m_noiseMean, m_noiseDeviation);
            case START -> new TimeLaw.Start();
        };
    }

    LossWeight lossWeight() {
        return switch (m_lossWeight) {
            case NONE -> new LossWeight.None();
            case SNR -> new LossWeight.Snr();
            case MIN_SNR -> new LossWeight.MinSnr(m_gamma);
            case LIKELIHOOD -> new LossWeight.Likelihood();
            case LOGIT_NORMAL -> new LossWeight.LogitNormal(m_weightMean, m_weightDeviation);
        };
    }
}
