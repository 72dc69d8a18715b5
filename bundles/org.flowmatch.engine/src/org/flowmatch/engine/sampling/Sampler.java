// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.FieldProgram;
import org.flowmatch.engine.executor.Solution;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.executor.StateSolver;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.RowsFit;

/**
 * Pushes rows along the velocity of a model: solves dx = v(x, t) dt, or the stochastic equation with the same marginals, over
 * the interval of the model's path, forward or backward. With a fixed number of steps a row's result does not depend on the
 * other rows beyond float rounding (1e-5); an adaptive solver chooses its steps for each chunk of rows.
 */
public final class Sampler {
    private Sampler() {}

    /** Samples without a condition: a conditional model then acts as it does where conditions were dropped in training. */
    public static Samples sample(FlowModel model, RowMatrix start, SamplingSettings settings, Monitor monitor) {
        return sample(model, start, Optional.empty(), settings, monitor);
    }

    /**
     * @param model the flow
     * @param start rows [n, d] in encoded units, n at least 1: forward, source rows (Gaussian ones with the source scale of
     *     the model's path); backward, target rows
     * @param conditions the condition of each row [n, m], for a model with conditions
     * @param settings solver, steps or tolerances, direction
     * @param monitor progress; a cancel takes effect within a second
     * @throws FlowException when the columns differ from the model's, its dynamics do not allow the settings, no GPU is found
     *     though asked for, a number stops being finite, or an adaptive solver cannot keep its tolerances
     */
    public static Samples sample(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        model.encoding().space().requireNumbers("a solver that follows a velocity");
        new RowsFit("rows to sample from")
                .columns(model, start)
                .ifPresent(other -> other.refuse("Give rows with the columns that the model was trained on."));
        if (start.rows() == 0) {
            throw new FlowException("There are no rows to sample from.", "Give at least one row.");
        }
        ConditionRows.check(model, start.rows(), conditions, settings.guidance());
        SolvePlan plan = SolvePlan.of(model, settings);
        StateEquation equation = new StateEquation(
                model,
                FieldProgram.equation(model),
                ConditionRows.given(model, start.rows(), conditions),
                plan.law(),
                conditions.isPresent() ? settings.guidance() : Guidance.NONE,
                plan.noise(),
                true,
                settings.guidance().weight() == 1 ? 1 : 2);
        Solution solution = StateSolver.solve(
                equation, times(start, plan.startScale()), plan.grid(), settings.solving(), "Sampled", monitor);
        List<RowMatrix> states = new ArrayList<>(solution.states());
        states.set(0, start);
        RowMatrix end = times(solution.end(), 1 / plan.endScale());
        states.set(states.size() - 1, end);
        Optional<Trajectory> trajectory =
                settings.trajectory() ? Optional.of(new Trajectory(plan.grid(), states)) : Optional.empty();
        List<String> warnings = new ArrayList<>(solution.warnings());
        conditions.map(model.conditions()::notes).ifPresent(warnings::addAll);
        Optional<RecordedFlow> recorded = solution.recorded().map(way -> RecordedFlow.ofNumbers(way, start, end));
        return new Samples(end, solution.nfe(), trajectory, recorded, warnings);
    }

    private static RowMatrix times(RowMatrix rows, double scale) {
        if (scale == 1) {
            return rows;
        }
        float[] values = rows.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) scale;
        }
        return RowMatrix.of(values, rows.columns());
    }
}
