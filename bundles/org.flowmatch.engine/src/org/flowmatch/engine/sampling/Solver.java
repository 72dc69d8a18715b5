// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Optional;

/**
 * The registry of solvers for dx = v(x, t) dt. A new Runge-Kutta method is one constant here: executors take it as
 * data. The names of the constants are stored in settings and files and never change.
 */
public enum Solver {
    /** Euler's method (1768): one evaluation a step, order 1. Enough after reflow, when paths are straight. */
    EULER(new Tableau(1, new double[][] {{}}, new double[] {1}, new double[] {0}, Optional.empty())),

    /** The explicit midpoint rule (Runge 1895): two evaluations a step, order 2. */
    MIDPOINT(new Tableau(
            2, new double[][] {{}, {1 / 2.}}, new double[] {0, 1}, new double[] {0, 1 / 2.}, Optional.empty())),

    /** Heun's second-order method (Heun 1900), the explicit trapezoidal rule: two evaluations a step, order 2. */
    HEUN(new Tableau(
            2, new double[][] {{}, {1}}, new double[] {1 / 2., 1 / 2.}, new double[] {0, 1}, Optional.empty())),

    /** The classic fourth-order method (Kutta 1901): four evaluations a step, order 4. */
    RK4(new Tableau(
            4,
            new double[][] {{}, {1 / 2.}, {0, 1 / 2.}, {0, 0, 1}},
            new double[] {1 / 6., 1 / 3., 1 / 3., 1 / 6.},
            new double[] {0, 1 / 2., 1 / 2., 1},
            Optional.empty())),

    /**
     * Dormand and Prince's pair of order 5 with an embedded order 4 ("A family of embedded Runge-Kutta formulae", 1980,
     * the 7-stage pair): six evaluations a step, steps chosen by a tolerance.
     */
    DORMAND_PRINCE(new Tableau(
            5,
            new double[][] {
                {},
                {1 / 5.},
                {3 / 40., 9 / 40.},
                {44 / 45., -56 / 15., 32 / 9.},
                {19372 / 6561., -25360 / 2187., 64448 / 6561., -212 / 729.},
                {9017 / 3168., -355 / 33., 46732 / 5247., 49 / 176., -5103 / 18656.},
                {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84.}
            },
            new double[] {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84., 0},
            new double[] {0, 1 / 5., 3 / 10., 4 / 5., 8 / 9., 1, 1},
            Optional.of(
                    new double[] {71 / 57600., 0, -71 / 16695., 71 / 1920., -17253 / 339200., 22 / 525., -1 / 40.})));

    private final Tableau tableau;

    Solver(Tableau tableau) {
        this.tableau = tableau;
    }

    public Tableau tableau() {
        return tableau;
    }

    /** Whether the solver chooses its own steps by tolerances; otherwise it takes a given number of equal steps. */
    public boolean adaptive() {
        return tableau.error().isPresent();
    }
}
