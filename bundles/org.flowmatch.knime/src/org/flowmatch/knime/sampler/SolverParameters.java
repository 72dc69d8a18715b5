// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.knime.execution.DeviceSetting;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The solver of dx = v(x, t) dt and its settings, shared by the nodes that push rows along a flow. */
public final class SolverParameters implements NodeParameters {

    /** Named as the engine's solvers. */
    enum SolverChoice {
        @Label(value = "Euler", description = "One evaluation a step, order 1: x + h v. Enough after reflow.")
        EULER,
        @Label(value = "Midpoint", description = "Two evaluations a step, order 2. A good choice for most flows.")
        MIDPOINT,
        @Label(value = "Heun", description = "Two evaluations a step, order 2: the explicit trapezoidal rule.")
        HEUN,
        @Label(value = "Runge-Kutta 4", description = "Four evaluations a step, order 4.")
        RK4,
        @Label(
                value = "Dormand-Prince 5(4)",
                description = "Chooses its own steps so that the error stays below the tolerances.")
        DORMAND_PRINCE
    }

    /** Whether a node keeps the states on the way. */
    interface TrajectoryReference extends ParameterReference<Boolean> {}

    interface SolverReference extends ParameterReference<SolverChoice> {}

    static final class IsAdaptive implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(SolverReference.class).isOneOf(SolverChoice.DORMAND_PRINCE);
        }
    }

    static final class HasSteps implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            EffectPredicate fixed = initializer.getPredicate(IsAdaptive.class).negate();
            return initializer.isMissing(TrajectoryReference.class)
                    ? fixed
                    : fixed.or(initializer.getBoolean(TrajectoryReference.class).isTrue());
        }
    }

    @Widget(title = "Solver", description = "The method that follows the velocity from row to row.")
    @ValueReference(SolverReference.class)
    SolverChoice m_method = SolverChoice.MIDPOINT;

    static final class MostSteps extends MaxValidation {
        @Override
        protected double getMax() {
            return SamplingSettings.MAX_STEPS;
        }
    }

    @Widget(
            title = "Steps",
            description =
                    """
                    The number of equal steps from one end of the path to the other, 1 to 10,000. 20 to 100 are usual, 1 to 5
                    after reflow. With Dormand-Prince it is the number of intervals at whose ends a trajectory is recorded.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = HasSteps.class, type = EffectType.SHOW)
    int m_steps = 50;

    static final class LeastTolerance extends MinValidation {
        @Override
        protected double getMin() {
            return SamplingSettings.MIN_TOLERANCE;
        }
    }

    static final class LargestTolerance extends MaxValidation {
        @Override
        protected double getMax() {
            return SamplingSettings.MAX_TOLERANCE;
        }
    }

    @Widget(
            title = "Relative tolerance",
            description = "The error allowed per step, relative to the value: 0.0000001 to 0.1. 0.0001 is usual.")
    @NumberInputWidget(minValidation = LeastTolerance.class, maxValidation = LargestTolerance.class)
    @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
    double m_relativeTolerance = SamplingSettings.DEFAULT_TOLERANCE;

    @Widget(
            title = "Absolute tolerance",
            description = "The error allowed per step near 0, in encoded units: 0.0000001 to 0.1. 0.0001 is usual.")
    @NumberInputWidget(minValidation = LeastTolerance.class, maxValidation = LargestTolerance.class)
    @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
    double m_absoluteTolerance = SamplingSettings.DEFAULT_TOLERANCE;

    /** @throws org.flowmatch.engine.FlowException naming the setting that is out of its range */
    public SamplingSettings settings(Direction direction, boolean trajectory, DeviceSetting device) {
        return new SamplingSettings(
                Solver.valueOf(m_method.name()),
                m_steps,
                m_relativeTolerance,
                m_absoluteTolerance,
                direction,
                trajectory,
                DeviceChoice.valueOf(device.name()));
    }
}
