// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.reflow;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.MostRows;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.flow.RecordedFlowText;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.GuidanceParameters;
import org.flowmatch.knime.sampler.SolverParameters;
import org.flowmatch.knime.table.ConditionInfo;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Reflow. */
final class FlowReflowNodeParameters implements NodeParameters {

    @Section(title = "Solving")
    interface SolverSection {}

    @Section(title = "Guidance")
    @Advanced
    @After(SolverSection.class)
    @Effect(predicate = GuidanceParameters.IsPossible.class, type = EffectType.SHOW)
    interface GuidanceSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(GuidanceSection.class)
    interface DeviceSection {}

    /** Whether the model's source is noise; while the model is not known, whether no table is connected. */
    static final class StartsFromNoise implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getConstant(input -> OptionalPort.SECOND.isMissing(input)
                    || input.getInPortSpec(0).orElse(null) instanceof FlowModelPortObjectSpec model
                            && model.source() == SourceLaw.GAUSSIAN);
        }
    }

    @Widget(
            title = "Pairs",
            description =
                    "The number of pairs to make, 1 to 100,000,000; as many as training rows or more. For a model with"
                            + " a source table, one pair is made from each of its rows.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = StartsFromNoise.class, type = EffectType.SHOW)
    int m_rows = 10_000;

    @Widget(title = RecordedFlowText.TITLE, description = RecordedFlowText.DESCRIPTION)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_recordFlow;

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    @Layout(GuidanceSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    GuidanceParameters m_guidance = new GuidanceParameters();

    @Widget(title = "Device", description = "Where the network runs.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers. The same seed and model always give the same pairs."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    SamplingSettings settings() {
        return m_solver.settings(Direction.FORWARD, false, m_device)
                .withRecording(m_recordFlow)
                .withGuidance(m_guidance.guidance());
    }

    /** @throws org.flowmatch.engine.FlowException when guidance is chosen without conditions */
    void requireGuidable(List<ConditionInfo> conditions) {
        m_guidance.require(!conditions.isEmpty());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            SettingRange.check("Pairs", m_rows, MostRows.ROWS);
            settings();
        });
    }
}
