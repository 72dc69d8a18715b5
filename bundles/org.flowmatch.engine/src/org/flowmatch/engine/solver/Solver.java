// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

/**
 * The registry of solvers for dx = v(x, t) dt. A new Runge-Kutta method is one constant here: executors take it as
 * data. The names of the constants are stored in settings and files and never change.
 */
public enum Solver {
    /** Euler's method (1768): one evaluation a step, order 1. Enough after reflow, when paths are straight. */
    EULER(Tableau.fixed(1, new double[][] {{}}, new double[] {1}, new double[] {0})),

    /** The explicit midpoint rule (Runge 1895): two evaluations a step, order 2. */
    MIDPOINT(Tableau.fixed(2, new double[][] {{}, {1 / 2.}}, new double[] {0, 1}, new double[] {0, 1 / 2.})),

    /** Heun's second-order method (Heun 1900), the explicit trapezoidal rule: two evaluations a step, order 2. */
    HEUN(Tableau.fixed(2, new double[][] {{}, {1}}, new double[] {1 / 2., 1 / 2.}, new double[] {0, 1})),

    /** Heun's third-order method (Heun 1900): three evaluations a step, order 3. */
    HEUN3(Tableau.fixed(3, new double[][] {{}, {1 / 3.}, {0, 2 / 3.}}, new double[] {1 / 4., 0, 3 / 4.}, new double[] {
        0, 1 / 3., 2 / 3.
    })),

    /** The classic fourth-order method (Kutta 1901): four evaluations a step, order 4. */
    RK4(Tableau.fixed(
            4,
            new double[][] {{}, {1 / 2.}, {0, 1 / 2.}, {0, 0, 1}},
            new double[] {1 / 6., 1 / 3., 1 / 3., 1 / 6.},
            new double[] {0, 1 / 2., 1 / 2., 1})),

    /** The 3/8 rule (Kutta 1901): four evaluations a step, order 4, with smaller error terms than the classic method. */
    RK4_THREE_EIGHTHS(Tableau.fixed(
            4,
            new double[][] {{}, {1 / 3.}, {-1 / 3., 1}, {1, -1, 1}},
            new double[] {1 / 8., 3 / 8., 3 / 8., 1 / 8.},
            new double[] {0, 1 / 3., 2 / 3., 1})),

    /** The explicit Adams method of order 4: one evaluation a step after the first three, which take four each. */
    ADAMS_BASHFORTH(new Method.AdamsBashforth()),

    /** Bogacki and Shampine's pair 3(2): three evaluations a step, steps chosen by a tolerance; for loose ones. */
    BOGACKI_SHAMPINE(BogackiShampine3.tableau()),

    /** Dormand and Prince's pair 5(4): six evaluations a step, steps chosen by a tolerance. */
    DORMAND_PRINCE(DormandPrince5.tableau()),

    /** Tsitouras's pair 5(4): six evaluations a step, steps chosen by a tolerance; often fewer than Dormand-Prince. */
    TSITOURAS(Tsitouras5.tableau()),

    /** Dormand and Prince's method 8(5,3): twelve evaluations a step, steps chosen by a tolerance; for tight ones. */
    DORMAND_PRINCE_853(DormandPrince853.tableau()),

    /** Euler's steps along the curve of the schedule (DDIM): one evaluation a step, order 1, exact for one pair of rows. */
    CURVE_AWARE_EULER(new Method.CurveAware()),

    /** Euler-Maruyama for the stochastic equation with the same marginals: one evaluation a step, weak order 1. */
    EULER_MARUYAMA(new Method.EulerMaruyama()),

    /** Heun's method for the stochastic equation with the same marginals: two evaluations a step, weak order 2. */
    STOCHASTIC_HEUN(new Method.StochasticHeun()),

    /** The sampler of DDPM on any affine path: one evaluation a step, many steps. */
    ANCESTRAL(new Method.Ancestral()),

    /** Euler-Maruyama and a Langevin step after each of its steps: two evaluations a step. */
    PREDICTOR_CORRECTOR(new Method.PredictorCorrector()),

    /** The steps of a flow map, forward and backward: one evaluation a step, and one step may be enough. */
    FLOW_MAP(new Method.Map());

    private final Method method;

    Solver(Method method) {
        this.method = method;
    }

    Solver(Tableau tableau) {
        this(new Method.RungeKutta(tableau));
    }

    public Method method() {
        return method;
    }

    /** The tableau of the method's stages. */
    public Tableau tableau() {
        return method.tableau();
    }

    /** Whether the solver chooses its own steps by tolerances; otherwise it takes a given number of steps. */
    public boolean adaptive() {
        return method instanceof Method.RungeKutta && tableau().embedded().isPresent();
    }

    /** Whether the solver adds noise, which needs the score of the flow. */
    public boolean stochastic() {
        return method instanceof Method.Stochastic;
    }
}
