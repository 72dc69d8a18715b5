// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.knime.execution.DeviceSetting;
import org.flowmatch.knime.execution.MostRows;
import org.flowmatch.knime.execution.NoOptionalInput;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.SettingRange;
import org.flowmatch.knime.sampler.SolverParameters.TrajectoryReference;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Sampler. */
final class FlowSamplerNodeParameters implements NodeParameters {

    @Section(title = "Rows")
    interface RowsSection {}

    @Section(title = "Solver")
    @After(RowsSection.class)
    interface SolverSection {}

    @Section(title = "Direction and trajectories")
    @Advanced
    @After(SolverSection.class)
    interface DirectionSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(DirectionSection.class)
    interface DeviceSection {}

    enum DirectionChoice {
        @Label(value = "Forward", description = "From source rows (t = 0) to target rows (t = 1): generates.")
        FORWARD,
        @Label(
                value = "Backward",
                description =
                        """
                        From target rows (t = 1), given as a table, to source rows (t = 0): encodes. For a model with a
                        Gaussian source the rows are returned as noise of standard deviation 1, one coordinate a column.
                        """)
        BACKWARD
    }

    @Widget(
            title = "Rows",
            description =
                    "The number of rows to sample, 1 to 100,000,000. With a table of source rows, one row is sampled"
                            + " from each of them.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    int m_rows = 1000;

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    @Widget(title = "Direction", description = "Which way along the path rows are pushed.")
    @ValueSwitchWidget
    @Layout(DirectionSection.class)
    DirectionChoice m_direction = DirectionChoice.FORWARD;

    @Widget(
            title = "Return trajectories",
            description =
                    """
                    Returns every row at every step, with the columns <i>trajectory</i> (ID of the row), <i>step</i> and
                    <i>t</i> before the modelled columns: steps + 1 times as many rows.
                    """)
    @ValueReference(TrajectoryReference.class)
    @Layout(DirectionSection.class)
    boolean m_trajectories;

    @Widget(title = "Device", description = "Where the network runs.")
    @ValueSwitchWidget
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = "Seed",
            description = "The start of the random numbers. The same seed and model always give the same rows.")
    @Layout(DeviceSection.class)
    long m_seed = 1;

    SamplingSettings settings() {
        return m_solver.settings(Direction.valueOf(m_direction.name()), m_trajectories, m_device);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        SettingRange.check("Rows", m_rows, 1, MostRows.MOST);
        try {
            settings();
        } catch (FlowException e) {
            throw NodeRun.invalid(e);
        }
    }
}
