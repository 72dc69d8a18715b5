// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.flowmap.MapRule;
import org.flowmatch.engine.flowmap.MapSettings;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Whether a flow map is learnt beside the velocity, and how. */
final class MapParameters implements NodeParameters {

    /** The names of the constants are stored in settings. */
    enum LearntChoice {
        @Label(
                value = "Velocity",
                description = "What a solver follows, in some ten to hundred evaluations of the network.")
        VELOCITY(2e-3),
        @Label(
                value = "Flow map",
                description =
                        """
                        The velocity and, with it, the map X<sub>t,u</sub>(x) = x + (u - t) v(x, t, u) from any time t to any other
                        (Boffi, Albergo and Vanden-Eijnden, 2025): with the solver <i>Flow map</i> of Flow Sampler one to eight
                        evaluations are enough, to make rows and to encode them. Training takes about three times as long for a
                        step. On paths without noise of their own; of rows with labels, which are drawn first, the map moves the
                        numbers; cells cannot be given then.
                        """)
        FLOW_MAP(5e-3);

        private final double m_rate;

        LearntChoice(double rate) {
            m_rate = rate;
        }

        /** The learning rate that suits most tables. */
        double rate() {
            return m_rate;
        }
    }

    /** The names of the constants are stored in settings. */
    enum RuleChoice {
        @Label(
                value = "Lagrangian",
                description =
                        "A row that a step carries to a time moves on with the velocity that is there: the derivative of"
                                + " the map by its end time is the velocity.")
        LAGRANGIAN,
        @Label(
                value = "Progressive",
                description =
                        "Two half steps lead where the whole one does, as in shortcut models (Frans et al., 2025).")
        PROGRESSIVE
    }

    interface LearntReference extends ParameterReference<LearntChoice> {}

    static final class IsMap extends IsChosen<LearntChoice> {
        IsMap() {
            super(LearntReference.class, LearntChoice.FLOW_MAP);
        }
    }

    /** The learning rate, when something else is to be learnt. */
    static final class OfRate implements StateProvider<Double> {
        private Supplier<LearntChoice> m_chosen;

        @Override
        public void init(StateProviderInitializer initializer) {
            m_chosen = initializer.computeFromValueSupplier(LearntReference.class);
        }

        @Override
        public Double computeState(NodeParametersInput input) {
            return m_chosen.get().rate();
        }
    }

    static final class LeastShare extends AtLeast {
        LeastShare() {
            super(MapSettings.SHARE);
        }
    }

    static final class LargestShare extends AtMost {
        LargestShare() {
            super(MapSettings.SHARE);
        }
    }

    @Widget(title = "What is learnt", description = "What Flow Sampler can do with the model.")
    @ValueSwitchWidget
    @ValueReference(LearntReference.class)
    LearntChoice m_learnt = LearntChoice.VELOCITY;

    @Widget(
            title = "Density of few steps",
            description =
                    """
                    Learns the divergence on the way with as many additional outputs, so that Flow Likelihood scores rows in one to
                    eight evaluations with the solver <i>Flow map</i>, with its error told; for numbers without labels.
                    """)
    @Effect(predicate = IsMap.class, type = EffectType.SHOW)
    boolean m_density;

    @Widget(title = "Rule of the flow map", description = "What the steps of the map must agree with.")
    @ValueSwitchWidget
    @Effect(predicate = IsMap.class, type = EffectType.SHOW)
    @Advanced
    RuleChoice m_rule = RuleChoice.LAGRANGIAN;

    @Widget(
            title = "Share of rows for the flow map",
            description =
                    """
                    The share of the rows of a batch that teach the steps of the map, 0.05 to 0.9; the others teach the velocity. More of
                    them make few steps better, and many steps a little worse.
                    """)
    @NumberInputWidget(minValidation = LeastShare.class, maxValidation = LargestShare.class)
    @Effect(predicate = IsMap.class, type = EffectType.SHOW)
    @Advanced
    double m_share = MapSettings.defaults().share();

    /**
     * How the map is learnt, where it is.
     *
     * @throws org.flowmatch.engine.FlowException naming the setting that is out of its range
     */
    Optional<MapSettings> map() {
        return m_learnt == LearntChoice.VELOCITY
                ? Optional.empty()
                : Optional.of(new MapSettings(MapRule.valueOf(m_rule.name()), m_share, m_density));
    }
}
