// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import org.flowmatch.engine.solver.Solver;
import org.knime.node.parameters.widget.choices.Label;

/** The solvers that take a number of steps, named as the engine's. The names are stored in settings. */
enum FixedSolver {
    @Label(value = "Euler", description = "One evaluation a step, order 1: x + h v.")
    EULER,
    @Label(value = "Midpoint", description = "Two evaluations a step, order 2.")
    MIDPOINT,
    @Label(value = "Heun", description = "Two evaluations a step, order 2: the explicit trapezoidal rule.")
    HEUN,
    @Label(value = "Heun 3", description = "Three evaluations a step, order 3.")
    HEUN3,
    @Label(value = "Runge-Kutta 4", description = "Four evaluations a step, order 4.")
    RK4,
    @Label(value = "Runge-Kutta 4 (3/8)", description = "Four evaluations a step, order 4, with smaller error terms.")
    RK4_THREE_EIGHTHS,
    @Label(
            value = "Adams-Bashforth 4",
            description = "One evaluation a step after the first three, which take four each; order 4.")
    ADAMS_BASHFORTH,
    @Label(
            value = "Curve-aware Euler",
            description = "One evaluation a step along the curve of the path's schedule, as DDIM does.")
    CURVE_AWARE_EULER,
    @Label(
            value = "Flow map",
            description =
                    "The steps of a flow map, one evaluation each: tried first where a model has one, even if not chosen.")
    FLOW_MAP;

    Solver solver() {
        return Solver.valueOf(name());
    }

    /** The name of the engine's solver in the dialog. */
    static String label(Solver solver) {
        try {
            return FixedSolver.class
                    .getField(solver.name())
                    .getAnnotation(Label.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("The dialog does not know the solver " + solver, e);
        }
    }
}
