// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.sampler.ConditionParameters.AreGiven;
import org.flowmatch.knime.sampler.ConditionParameters.HasConditions;
import org.flowmatch.knime.sampler.ConditionParameters.UseReference;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** Classifier-free guidance v = v_free + w (v_cond - v_free) within an interval of t. */
public final class GuidanceParameters implements NodeParameters {

    /** Whether the node's model has conditions, and the node does not leave them out. */
    public static final class IsPossible implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.isMissing(UseReference.class)
                    ? initializer.getPredicate(HasConditions.class)
                    : initializer.getPredicate(AreGiven.class);
        }
    }

    static final class LargestWeight extends AtMost {
        LargestWeight() {
            super(Guidance.WEIGHT);
        }
    }

    @Widget(
            title = "Guidance weight",
            description =
                    """
                    The weight w of classifier-free guidance, 0 to 100: v = v<sub>free</sub> + w (v<sub>cond</sub> - v<sub>free</sub>) with the flow under the
                    condition and the one without (Ho and Salimans, 2022). 1 follows the condition as it was learnt; larger weights
                    give rows that are more typical of it and less varied, 1.5 to 5 are usual, at twice the evaluations. 0
                    ignores it.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestWeight.class)
    @Effect(predicate = IsPossible.class, type = EffectType.SHOW)
    double m_weight = 1;

    static final class LatestTime extends AtMost {
        LatestTime() {
            super(Guidance.TIME);
        }
    }

    @Widget(
            title = "Guidance from",
            description =
                    """
                    The time t at which guidance begins, 0 to 1 and below its end; outside the interval the weight is 1. Guidance
                    at all times costs variety (Kynkaanniemi et al., 2024).
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LatestTime.class)
    @Effect(predicate = IsPossible.class, type = EffectType.SHOW)
    @Advanced
    double m_from = 0;

    @Widget(title = "Guidance to", description = "The time t at which guidance ends, 0 to 1 and above its beginning.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LatestTime.class)
    @Effect(predicate = IsPossible.class, type = EffectType.SHOW)
    @Advanced
    double m_to = 1;

    /** @throws org.flowmatch.engine.FlowException naming the setting that is out of its range */
    public Guidance guidance() {
        return new Guidance(m_weight, m_from, m_to);
    }

    /**
     * @param conditions whether there are conditions to act on
     * @throws FlowException when there are none, but guidance is chosen
     */
    public void require(boolean conditions) {
        if (!conditions && m_weight != 1) {
            throw new FlowException(
                    "The guidance weight is " + m_weight + ", but the model was trained without conditions.",
                    "Set it to 1, or train a model on a coupling with condition columns.");
        }
    }
}
