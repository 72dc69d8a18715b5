// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.StepLimits;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.sampler.MotionParameters.IsRandom;
import org.flowmatch.knime.sampler.SolverPredicates.HasSteps;
import org.flowmatch.knime.sampler.SolverPredicates.IsAdaptive;
import org.flowmatch.knime.sampler.SolverPredicates.SolverReference;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The solver of dx = v(x, t) dt and its settings, shared by the nodes that push rows along a flow. */
public final class SolverParameters implements NodeParameters {

    @Widget(title = "Solver", description = "The method that follows the velocity from row to row.")
    @ValueReference(SolverReference.class)
    @Effect(predicate = IsRandom.class, type = EffectType.HIDE)
    SolverChoice m_method = SolverChoice.MIDPOINT;

    static final class MostSteps extends AtMost {
        MostSteps() {
            super(SamplingSettings.STEPS);
        }
    }

    @Widget(
            title = "Steps",
            description =
                    """
                    The number of steps from one end of the path to the other, 1 to 10,000. 20 to 100 are usual, 1 to 5 after
                    reflow. With a solver that chooses its own steps it is the number of intervals at whose ends a trajectory
                    is recorded.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = HasSteps.class, type = EffectType.SHOW)
    int m_steps = 50;

    static final class LeastTolerance extends AtLeast {
        LeastTolerance() {
            super(SamplingSettings.TOLERANCE);
        }
    }

    static final class LargestTolerance extends AtMost {
        LargestTolerance() {
            super(SamplingSettings.TOLERANCE);
        }
    }

    @Widget(
            title = "Relative tolerance",
            description = "The error allowed per step, relative to the value: 1e-7 to 0.1. 0.0001 is usual.")
    @NumberInputWidget(minValidation = LeastTolerance.class, maxValidation = LargestTolerance.class)
    @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
    double m_relativeTolerance = SamplingSettings.DEFAULT_TOLERANCE;

    @Widget(
            title = "Absolute tolerance",
            description = "The error allowed per step near 0, in encoded units: 1e-7 to 0.1. 0.0001 is usual.")
    @NumberInputWidget(minValidation = LeastTolerance.class, maxValidation = LargestTolerance.class)
    @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
    double m_absoluteTolerance = SamplingSettings.DEFAULT_TOLERANCE;

    @Migrate(loadDefaultIfAbsent = true)
    GridParameters m_grid = new GridParameters();

    static final class LeastStep extends AtLeast {
        LeastStep() {
            super(StepLimits.SMALLEST_STEP);
        }
    }

    static final class LargestStep extends AtMost {
        LargestStep() {
            super(StepLimits.SMALLEST_STEP);
        }
    }

    @Widget(
            title = "Smallest step",
            description =
                    """
                    Where a smaller step than this would be needed, 1e-7 to 0.1 of the path's time, the solver gives up
                    with a message.
                    """)
    @NumberInputWidget(minValidation = LeastStep.class, maxValidation = LargestStep.class)
    @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    double m_smallestStep = StepLimits.DEFAULTS.smallestStep();

    static final class MostAdaptiveSteps extends AtMost {
        MostAdaptiveSteps() {
            super(StepLimits.MOST_STEPS);
        }
    }

    @Widget(
            title = "Step limit",
            description =
                    """
                    The most steps that are tried, rejected ones included, 1 to 1,000,000; beyond them the solver gives up with
                    a message.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostAdaptiveSteps.class)
    @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    int m_stepLimit = StepLimits.DEFAULTS.mostSteps();

    /** @throws org.flowmatch.engine.FlowException naming the setting that is out of its range */
    public SamplingSettings settings(Direction direction, boolean trajectory, DeviceSetting device) {
        return settings(Solver.valueOf(m_method.name()), direction, trajectory, device);
    }

    /** These settings for a solver that this group does not offer. */
    SamplingSettings settings(Solver solver, Direction direction, boolean trajectory, DeviceSetting device) {
        return new SamplingSettings(
                        solver,
                        m_steps,
                        m_relativeTolerance,
                        m_absoluteTolerance,
                        direction,
                        trajectory,
                        device.choice())
                .withGrid(m_grid.grid())
                .withLimits(new StepLimits(m_smallestStep, m_stepLimit));
    }
}
