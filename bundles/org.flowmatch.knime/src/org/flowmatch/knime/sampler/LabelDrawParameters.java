// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.mixed.LabelSchedule;
import org.flowmatch.engine.mixed.LabelsFirstFlow;
import org.flowmatch.engine.mixed.LabelsFirstMover;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.mixed.MixedMover;
import org.flowmatch.engine.mixed.MixedSettings;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** How labels are drawn, by a model that has some; without meaning for others. */
final class LabelDrawParameters implements NodeParameters {

    /** Whether the model is known and has labels, or columns that may be given. */
    static final class HasLabels implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getConstant(input -> LearntColumns.model(input)
                    .map(FlowModelPortObjectSpec::dynamics)
                    .filter(dynamics -> dynamics instanceof MixedFlow || dynamics instanceof LabelsFirstFlow)
                    .isPresent());
        }
    }

    static final class LeastTemperature extends AtLeast {
        LeastTemperature() {
            super(MixedSettings.TEMPERATURE);
        }
    }

    static final class MostTemperature extends AtMost {
        MostTemperature() {
            super(MixedSettings.TEMPERATURE);
        }
    }

    @Widget(
            title = "Labels first",
            description =
                    """
                    Draws all labels of a row, one after another, before its numbers move; otherwise they are drawn on the way.
                    Numbers then follow from the noise and the labels alone. Rows come out a little less like real ones. Needs a
                    model that Velocity Learner trained with <i>Rows with labels can be scored</i>; one of reflowed rows always
                    draws them first.
                    """)
    boolean m_labelsFirst;

    @Widget(
            title = "Temperature for labels",
            description =
                    """
                    Each probability of a label is raised to the power 1 / temperature: less than 1 makes frequent labels more
                    frequent, more makes rare ones more frequent, 1 draws what was learnt. From 0.01 to 100.
                    """)
    @Advanced
    @NumberInputWidget(minValidation = LeastTemperature.class, maxValidation = MostTemperature.class)
    double m_temperature = 1;

    @Widget(
            title = "Labels of a step together",
            description =
                    """
                    Draws the labels that become known within one step of the solver from one evaluation of the network, as if they
                    did not depend on each other: faster where there are more labels, such as positions of a sequence, than steps, but
                    rows may break rules between them. Otherwise they are drawn one after another. Not with labels first.
                    """)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_together;

    static final class MostRedraws extends AtMost {
        MostRedraws() {
            super(MixedSettings.REDRAWS);
        }
    }

    @Widget(
            title = "Labels drawn again in each step",
            description =
                    """
                    How often each step hides one of the labels of a row that were drawn, a random one, and draws it again given all
                    others: corrects what was drawn too early or together. Each costs an evaluation of the network. 0 to 100, 0 for
                    none. Not with labels first, nor where labels are uniform at first; without effect on rows of reflowed models.
                    """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostRedraws.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_redraws;

    enum ScheduleChoice {
        @Label(value = "Evenly", description = "By the time t a share t of them: as they were learnt.")
        LINEAR(LabelSchedule.LINEAR),
        @Label(
                value = "Late",
                description = "By the time t a share t<sup>2</sup> of them: few while little is known of the others.")
        QUADRATIC(LabelSchedule.QUADRATIC);

        private final LabelSchedule m_schedule;

        ScheduleChoice(LabelSchedule schedule) {
            m_schedule = schedule;
        }
    }

    @Widget(
            title = "When labels are drawn",
            description =
                    """
                    How the labels of a row are spread over the way. Of rows of labels alone that is where the steps lie; beside
                    numbers, how far these have come before most labels are drawn. Without effect on labels first.
                    """)
    @ValueSwitchWidget
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    ScheduleChoice m_schedule = ScheduleChoice.LINEAR;

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range, or what does not go together */
    MixedSettings settings() {
        return new MixedSettings(m_temperature, m_labelsFirst, m_together, m_redraws, m_schedule.m_schedule);
    }

    /** What moves rows of such a flow, its labels drawn so. */
    Mover mover(Dynamics dynamics) {
        if (dynamics instanceof LabelsFirstFlow flow) {
            return new LabelsFirstMover(flow, m_temperature);
        }
        return dynamics instanceof MixedFlow flow ? mover(flow) : Movers.of(dynamics);
    }

    /** As {@link #mover(Dynamics)}. */
    MixedMover mover(MixedFlow flow) {
        return new MixedMover(flow, settings());
    }
}
