// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.reflow;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.knime.execution.DeviceSetting;
import org.flowmatch.knime.execution.MostRows;
import org.flowmatch.knime.execution.NoOptionalInput;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.SettingRange;
import org.flowmatch.knime.sampler.SolverParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Reflow. */
final class FlowReflowNodeParameters implements NodeParameters {

    @Section(title = "Pairs")
    interface PairsSection {}

    @Section(title = "Solver")
    @After(PairsSection.class)
    interface SolverSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(SolverSection.class)
    interface DeviceSection {}

    @Widget(
            title = "Pairs",
            description =
                    "The number of pairs to make, 1 to 100,000,000; as many as training rows or more. With a table of"
                            + " source rows, one pair is made from each of them.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    @Layout(PairsSection.class)
    int m_rows = 10_000;

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    @Widget(title = "Device", description = "Where the network runs.")
    @ValueSwitchWidget
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = "Seed",
            description = "The start of the random numbers. The same seed and model always give the same pairs.")
    @Layout(DeviceSection.class)
    long m_seed = 1;

    SamplingSettings settings() {
        return m_solver.settings(Direction.FORWARD, false, m_device);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        SettingRange.check("Pairs", m_rows, 1, MostRows.MOST);
        try {
            settings();
        } catch (FlowException e) {
            throw NodeRun.invalid(e);
        }
    }
}
