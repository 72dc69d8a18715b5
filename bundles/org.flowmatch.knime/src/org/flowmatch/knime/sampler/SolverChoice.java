// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.knime.node.parameters.widget.choices.Label;

/** The solvers of dx = v(x, t) dt in dialogs, named as the engine's. The names are stored in settings. */
enum SolverChoice {
    @Label(value = "Euler", description = "One evaluation a step, order 1: x + h v. Enough after reflow.")
    EULER,
    @Label(value = "Midpoint", description = "Two evaluations a step, order 2. A good choice for most flows.")
    MIDPOINT,
    @Label(value = "Heun", description = "Two evaluations a step, order 2: the explicit trapezoidal rule.")
    HEUN,
    @Label(value = "Heun 3", description = "Three evaluations a step, order 3 (Heun, 1900).")
    HEUN3,
    @Label(value = "Runge-Kutta 4", description = "Four evaluations a step, order 4 (Kutta, 1901).")
    RK4,
    @Label(
            value = "Runge-Kutta 3/8",
            description =
                    "Four evaluations a step, order 4, with smaller error terms than the classic rule (Kutta, 1901).")
    RK4_THREE_EIGHTHS,
    @Label(
            value = "Adams-Bashforth 4",
            description = "One evaluation a step after the first three, order 4: the cheapest for smooth flows.")
    ADAMS_BASHFORTH,
    @Label(
            value = "Curve-aware Euler (DDIM)",
            description =
                    """
                    One evaluation a step along the curve of the path's schedule: exact for one pair of rows. DDIM on the
                    variance-preserving path (Song, Meng and Ermon, 2021); on a straight line it is Euler.
                    """)
    CURVE_AWARE_EULER,
    @Label(
            value = "Flow map",
            description =
                    """
                    For models whose flow map was learnt (see Velocity Learner): each step leads where the flow does, so that 1 to
                    8 steps are enough; one evaluation a step, forward and backward. In Flow Likelihood for maps that learnt
                    their density, too.
                    """)
    FLOW_MAP,
    @Label(
            value = "Bogacki-Shampine 3(2)",
            description =
                    """
                    Chooses its own steps so that the error stays below the tolerances, three evaluations a step: for loose
                    tolerances (Bogacki and Shampine, 1989).
                    """)
    BOGACKI_SHAMPINE,
    @Label(
            value = "Dormand-Prince 5(4)",
            description =
                    "Chooses its own steps so that the error stays below the tolerances (Dormand and Prince, 1980).")
    DORMAND_PRINCE,
    @Label(
            value = "Tsitouras 5(4)",
            description =
                    """
                    Chooses its own steps so that the error stays below the tolerances, often with fewer evaluations than
                    Dormand-Prince (Tsitouras, 2011).
                    """)
    TSITOURAS,
    @Label(
            value = "Dormand-Prince 8(5,3)",
            description =
                    """
                    Chooses its own steps so that the error stays below the tolerances, twelve evaluations a step: for tight
                    tolerances (Hairer, Norsett and Wanner, 1993).
                    """)
    DORMAND_PRINCE_853;

    /** Those that choose their steps by tolerances. */
    static SolverChoice[] adaptive() {
        return new SolverChoice[] {BOGACKI_SHAMPINE, DORMAND_PRINCE, TSITOURAS, DORMAND_PRINCE_853};
    }
}
