// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.CouplingSettings.Partial;
import org.flowmatch.engine.coupling.CouplingSettings.Transport;
import org.flowmatch.engine.coupling.CouplingSettings.Unbalanced;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.knime.coupling.CouplingChoices.CostScaleChoice;
import org.flowmatch.knime.coupling.CouplingChoices.HasConditionWeight;
import org.flowmatch.knime.coupling.CouplingChoices.HasLabelWeight;
import org.flowmatch.knime.coupling.CouplingChoices.IsEntropic;
import org.flowmatch.knime.coupling.CouplingChoices.IsPartial;
import org.flowmatch.knime.coupling.CouplingChoices.IsTransport;
import org.flowmatch.knime.coupling.CouplingChoices.IsUnbalanced;
import org.flowmatch.knime.coupling.CouplingChoices.MatchingChoice;
import org.flowmatch.knime.coupling.CouplingChoices.MatchingReference;
import org.flowmatch.knime.coupling.CouplingChoices.PlanSettings;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The plans of transport couplings. */
final class TransportParameters implements NodeParameters {

    static final class LeastEps extends AtLeast {
        LeastEps() {
            super(Entropic.EPS);
        }
    }

    static final class LargestEps extends AtMost {
        LargestEps() {
            super(Entropic.EPS);
        }
    }

    @Widget(
            title = "Epsilon",
            description =
                    """
                    The entropic regularisation eps, 0.0001 to 10,000, times the cost scale below. Small values come close to
                    optimal transport and need more iterations; 0.05 is usual. For a Brownian bridge of sigma it is 2 sigma<sup>2</sup>
                    with the cost scale None.
                    """)
    @NumberInputWidget(minValidation = LeastEps.class, maxValidation = LargestEps.class)
    @Effect(predicate = IsEntropic.class, type = EffectType.SHOW)
    double m_epsilon = Entropic.DEFAULT.eps();

    static final class LeastRelaxation extends AtLeast {
        LeastRelaxation() {
            super(Unbalanced.RELAXATION);
        }
    }

    static final class LargestRelaxation extends AtMost {
        LargestRelaxation() {
            super(Unbalanced.RELAXATION);
        }
    }

    @Widget(
            title = "Relaxation",
            description =
                    """
                    What leaving mass behind costs, 0.001 to 10,000, times the cost scale: pairs that cost much more are hardly ever
                    made. Large values come close to the Sinkhorn plan; 1 is usual.
                    """)
    @NumberInputWidget(minValidation = LeastRelaxation.class, maxValidation = LargestRelaxation.class)
    @Effect(predicate = IsUnbalanced.class, type = EffectType.SHOW)
    double m_relaxation = Unbalanced.DEFAULT_RELAXATION;

    static final class LargestFraction extends AtMost {
        LargestFraction() {
            super(Partial.FRACTION);
        }
    }

    @Widget(
            title = "Fraction paired",
            description =
                    """
                    The share of a batch that is paired, above 0 to 1; 1 pairs all rows, as optimal transport does. To leave
                    outliers out, leave some room below 1 minus their share, because a batch may hold more of them than the
                    table does: with 10% of outliers take about 0.8.
                    """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestFraction.class)
    @Effect(predicate = IsPartial.class, type = EffectType.SHOW)
    double m_fraction = Partial.DEFAULT_FRACTION;

    @Widget(
            title = "Matching of conditions",
            description =
                    """
                    How condition columns enter the plan. For a flow from noise, a plan
                    within equal conditions keeps the noise independent of the condition, as conditional sampling needs.
                    """)
    @ValueReference(MatchingReference.class)
    @Effect(predicate = ConditionsChosen.InTransport.class, type = EffectType.SHOW)
    @Advanced
    MatchingChoice m_conditionMatching = MatchingChoice.EQUAL_LABELS;

    static final class LargestLabelWeight extends AtMost {
        LargestLabelWeight() {
            super(Transport.LABEL_WEIGHT);
        }
    }

    @Widget(
            title = "Weight of labels",
            description =
                    """
                    With a source table: what a label that differs costs beside the squared distance of the numbers, 0 to
                    1,000,000. With 4, the usual weight, it costs as much as a number that lies two standard deviations away. Large
                    values keep as many labels as the tables allow. Texts, few-valued numbers, spikes and gaps are labels.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestLabelWeight.class)
    @Effect(predicate = HasLabelWeight.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_labelWeight = Transport.DEFAULT_LABEL_WEIGHT;

    static final class LargestWeight extends AtMost {
        LargestWeight() {
            super(ConditionCost.WEIGHT);
        }
    }

    @Widget(
            title = "Weight of conditions",
            description =
                    """
                    The weight of the squared distance of encoded conditions beside that of the rows, 0 to 1,000,000: large values
                    pair only nearly equal conditions.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestWeight.class)
    @Effect(predicate = HasConditionWeight.class, type = EffectType.SHOW)
    @Advanced
    double m_conditionWeight = ConditionCost.DEFAULT.weight();

    @Widget(
            title = "With replacement",
            description =
                    """
                    Draws each pair of a batch from the plan, so that a row may come twice and another not at all (Tong et
                    al., 2024). Otherwise each source row of the batch that the plan keeps comes once.
                    """)
    @Effect(predicate = IsTransport.class, type = EffectType.SHOW)
    @Advanced
    boolean m_replacement;

    @Widget(title = "Cost scale", description = "What epsilon is a multiple of, so that it suits data of any scale.")
    @ValueSwitchWidget
    @Effect(predicate = IsEntropic.class, type = EffectType.SHOW)
    @Advanced
    CostScaleChoice m_costScale =
            CostScaleChoice.valueOf(Entropic.DEFAULT.scale().name());

    static final class MostIterations extends AtMost {
        MostIterations() {
            super(Entropic.ITERATIONS);
        }
    }

    @Widget(
            title = "Iterations",
            description =
                    """
                    The most iterations for the plan of a batch, 1 to 1,000,000. A plan that has not reached the tolerance by then
                    fails the node, here or in the training, with a message that says so.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostIterations.class)
    @Effect(predicate = IsEntropic.class, type = EffectType.SHOW)
    @Advanced
    int m_iterations = Entropic.DEFAULT.iterations();

    static final class LargestTolerance extends AtMost {
        LargestTolerance() {
            super(Entropic.TOLERANCE);
        }
    }

    @Widget(
            title = "Tolerance",
            description =
                    """
                    The share of mass that may be misplaced when iterations end, above 0 and below 1; 0.001 is usual. For the
                    unbalanced plan, the relative change of an iteration.
                    """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestTolerance.class)
    @Effect(predicate = IsEntropic.class, type = EffectType.SHOW)
    @Advanced
    double m_tolerance = Entropic.DEFAULT.tolerance();

    /** The plans of batches of this size. */
    PlanSettings settings(int batch) {
        ConditionCost conditions =
                new ConditionCost(ConditionCost.Mode.valueOf(m_conditionMatching.name()), m_conditionWeight);
        return new PlanSettings(
                batch, this::entropic, m_relaxation, m_fraction, m_replacement, conditions, m_labelWeight);
    }

    private Entropic entropic() {
        return new Entropic(m_epsilon, CostScale.valueOf(m_costScale.name()), m_iterations, m_tolerance);
    }
}
