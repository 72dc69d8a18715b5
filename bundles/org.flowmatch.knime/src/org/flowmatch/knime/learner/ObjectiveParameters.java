// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.learner.ObjectiveChoices.PredictionChoice;
import org.flowmatch.knime.port.ConditionalPathPortObjectSpec;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** What a network learns. */
public final class ObjectiveParameters implements NodeParameters {

    /** Whether the path has noise of its own; held to be so while the path is not known. */
    static final class HasNoisyPath implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getConstant(
                    input -> path(input) == null || path(input).path().noisy());
        }
    }

    /** Whether the coupling has conditions; held to be so while it is not known. */
    static final class HasConditions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getConstant(
                    input -> path(input) == null || !path(input).conditions().isEmpty());
        }
    }

    private static ConditionalPathPortObjectSpec path(NodeParametersInput input) {
        return input.getInPortSpec(0)
                .filter(ConditionalPathPortObjectSpec.class::isInstance)
                .map(ConditionalPathPortObjectSpec.class::cast)
                .orElse(null);
    }

    @Widget(
            title = "Kind of model",
            description =
                    """
                    Fills prediction, time law and loss weight below as the literature has them; they can be changed afterwards, and
                    they alone decide what is trained. The path is chosen in Conditional Path.
                    """)
    @ValueReference(PresetChoice.Reference.class)
    @Migrate(loadDefaultIfAbsent = true)
    PresetChoice m_preset = PresetChoice.FLOW_MATCHING;

    @Widget(
            title = "Prediction",
            description =
                    """
                    What the network predicts at (x, t). The loss is the squared error of the prediction; what the others are
                    follows from x = a E[x<sub>1</sub>] + s E[x<sub>0</sub>] and v = a' E[x<sub>1</sub>] + s' E[x<sub>0</sub>].
                    """)
    @ValueProvider(PresetChoice.OfPrediction.class)
    PredictionChoice m_prediction = PredictionChoice.VELOCITY;

    @Widget(
            title = "Score head",
            description =
                    """
                    Learns the noise e of a tube or a Brownian bridge with additional outputs, so that the score -E[e] / noise(t) and
                    stochastic sampling are known for any source and coupling (Tong et al., 2024). Refused on paths without noise
                    of their own.
                    """)
    @Effect(predicate = HasNoisyPath.class, type = EffectType.SHOW)
    boolean m_scoreHead;

    static final class MostDropped extends AtMost {
        MostDropped() {
            super(Objective.CONDITION_DROP);
        }
    }

    @Widget(
            title = "Probability of dropping conditions",
            description =
                    """
                    The share of pairs whose conditions are hidden from the network, 0 to 0.9, so that it learns the flow without
                    conditions too: guidance and sampling without conditions need it (Ho and Salimans, 2022). 0.1 is usual; not
                    used without condition columns.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostDropped.class)
    @Effect(predicate = HasConditions.class, type = EffectType.SHOW)
    double m_conditionDrop = Objective.DEFAULT_CONDITION_DROP;

    /**
     * @param times when it is learnt
     * @throws org.flowmatch.engine.FlowException naming the setting that is out of its range
     */
    public Objective objective(TimesParameters times) {
        return new Objective(
                Prediction.valueOf(m_prediction.name()),
                times.timeLaw(),
                times.lossWeight(),
                m_scoreHead,
                m_conditionDrop);
    }
}
