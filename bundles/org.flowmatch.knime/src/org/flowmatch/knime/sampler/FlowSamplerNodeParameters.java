// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.MostRows;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.flow.RecordedFlowText;
import org.flowmatch.knime.path.PathParameters;
import org.flowmatch.knime.path.PathPredicates;
import org.flowmatch.knime.sampler.ConditionParameters.HasConditions;
import org.flowmatch.knime.sampler.ConditionParameters.UseChoice;
import org.flowmatch.knime.sampler.SolverPredicates.TrajectoryReference;
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
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Sampler. */
final class FlowSamplerNodeParameters implements NodeParameters {

    @Section(title = "Conditions and guidance")
    @Effect(predicate = HasConditions.class, type = EffectType.SHOW)
    interface ConditionsSection {}

    @Section(title = "Given values")
    @After(ConditionsSection.class)
    @Effect(predicate = GivenPredicates.IsPossible.class, type = EffectType.SHOW)
    interface GivenSection {}

    @Section(title = "Labels")
    @Advanced
    @After(GivenSection.class)
    @Effect(predicate = LabelDrawParameters.HasLabels.class, type = EffectType.SHOW)
    interface LabelsSection {}

    @Section(title = "Solving")
    @After(LabelsSection.class)
    interface SolverSection {}

    @Section(title = "Direction and trajectories")
    @Advanced
    @After(SolverSection.class)
    interface DirectionSection {}

    @Section(
            title = "Stochastic sampling",
            description = "Sampling by a stochastic equation with the flow's distributions.")
    @Advanced
    @After(DirectionSection.class)
    interface MotionSection {}

    @Section(
            title = "Another path",
            description =
                    "Samples along the schedule of a path other than that of the training, without training again.")
    @Advanced
    @After(MotionSection.class)
    interface ScheduleSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(ScheduleSection.class)
    interface DeviceSection {}

    enum DirectionChoice {
        @Label(value = "Forward", description = "From source rows (t = 0) to target rows (t = 1): generates.")
        FORWARD,
        @Label(
                value = "Backward",
                description =
                        """
                        From target rows (t = 1), given as a table, to source rows (t = 0): encodes. For a model with a
                        Gaussian source the rows are returned as noise of standard deviation 1, one coordinate a column,
                        and trajectories in the same unit.
                        """)
        BACKWARD
    }

    @Widget(
            title = "Rows",
            description =
                    "The number of rows to sample, 1 to 100,000,000. With a table of source rows, conditions or given"
                            + " values, rows are sampled from each of its rows.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    int m_rows = 1000;

    @Widget(title = RecordedFlowText.TITLE, description = RecordedFlowText.DESCRIPTION)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_recordFlow;

    @Layout(ConditionsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    ConditionParameters m_conditions = new ConditionParameters();

    @Layout(ConditionsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    GuidanceParameters m_guidance = new GuidanceParameters();

    @Layout(GivenSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    GivenParameters m_given = new GivenParameters();

    @Layout(LabelsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    LabelDrawParameters m_labelDraw = new LabelDrawParameters();

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    @Widget(title = "Direction", description = "Which way along the path rows are carried.")
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

    @Layout(MotionSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    MotionParameters m_motion = new MotionParameters();

    @Widget(
            title = "Sample along another path",
            description =
                    """
                    Follows the schedule of the path chosen below: for the same ratio a(t) / s(t) the model is asked at its own
                    time, and space and velocity are rescaled. The distribution at t = 1 stays that of the model; solvers see
                    another curve. Paths with noise of their own cannot be chosen, nor random motion at the same time.
                    """)
    @ValueReference(PathPredicates.SwitchReference.class)
    @Layout(ScheduleSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_changePath;

    @Layout(ScheduleSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    PathParameters m_otherPath = new PathParameters();

    @Widget(title = "Device", description = "Where the network runs.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers. The same seed and model always give the same rows."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    SamplingSettings settings(long seed) {
        Direction direction = Direction.valueOf(m_direction.name());
        SamplingSettings ofFlow = m_motion.solver()
                .map(solver -> m_solver.settings(solver, direction, m_trajectories, m_device))
                .orElseGet(() -> m_solver.settings(direction, m_trajectories, m_device));
        SamplingSettings settings = ofFlow.withRecording(m_recordFlow)
                .withNoise(m_motion.diffusion(), seed)
                .withGuidance(m_conditions.m_use == UseChoice.GIVEN ? m_guidance.guidance() : Guidance.NONE);
        if (!m_changePath) {
            return settings;
        }
        if (m_motion.solver().isPresent()) {
            throw new FlowException(
                    "Random motion follows the model's own path, but another path is chosen.",
                    "Set \"Random motion\" to \"None\", or do not sample along another path.");
        }
        return settings.onSchedule(m_otherPath.path());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            SettingRange.check("Rows", m_rows, MostRows.ROWS);
            SettingRange.check(
                    "Rows per row of conditions", m_conditions.m_rowsPerRow, ConditionParameters.ROWS_PER_ROW);
            SettingRange.check("Rows for each given row", m_given.m_rowsPerRow, ConditionParameters.ROWS_PER_ROW);
            m_given.choice(false);
            m_labelDraw.settings();
            settings(RunSeed.ANY);
            m_guidance.guidance();
            m_otherPath.path();
        });
    }
}
