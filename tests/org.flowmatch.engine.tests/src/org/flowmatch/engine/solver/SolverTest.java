// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flowmatch.engine.path.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SolverTest {
    private static double[] solve(Solver solver, TestProblem problem, int steps) {
        return new JavaSolver(solver, problem.field, 2).solve(problem.start, TimeGrid.uniform(0, 1, steps));
    }

    static Stream<Solver> forOrdinaryEquations() {
        return Arrays.stream(Solver.values())
                .filter(solver ->
                        !solver.stochastic() && solver != Solver.CURVE_AWARE_EULER && solver != Solver.FLOW_MAP);
    }

    static Stream<Solver> rungeKutta() {
        return forOrdinaryEquations().filter(solver -> solver != Solver.ADAMS_BASHFORTH);
    }

    /** Halving the step divides the error by 2^order; 0.35 of an order allows for the higher terms. */
    @ParameterizedTest
    @MethodSource("forOrdinaryEquations")
    void errorsFallWithTheOrder(Solver solver) {
        int order = solver.tableau().order();
        int steps = order > 5 ? 3 : 20;
        for (TestProblem problem :
                new TestProblem[] {TestProblem.EXP_DECAY, TestProblem.ROTATION, TestProblem.LOGISTIC_T}) {
            double coarse = problem.error(solve(solver, problem, steps));
            double fine = problem.error(solve(solver, problem, 2 * steps));
            double seen = Math.log(coarse / fine) / Math.log(2);
            assertEquals(order, seen, order > 5 ? 1 : 0.35, solver + " on " + problem);
        }
    }

    /** The same on times that lie closer and closer, where Adams-Bashforth must take the steps' lengths into account. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "HEUN3", "RK4", "ADAMS_BASHFORTH"})
    void errorsFallWithTheOrderOnUnevenGrids(Solver solver) {
        TimeGrid grid = new TimeGrid.Quadratic();
        for (TestProblem problem : new TestProblem[] {TestProblem.ROTATION, TestProblem.LOGISTIC_T}) {
            JavaSolver java = new JavaSolver(solver, problem.field, 2);
            double coarse = problem.error(java.solve(problem.start, grid.times(0, 1, 40)));
            double fine = problem.error(java.solve(problem.start, grid.times(0, 1, 80)));
            double seen = Math.log(coarse / fine) / Math.log(2);
            assertEquals(solver.tableau().order(), seen, 0.35, solver + " on " + problem);
        }
    }

    /** y' = 3 t^2: the cubic through four velocities is exact on any times; so are the Runge-Kutta steps before it. */
    @Test
    void adamsBashforthIsExactForCubicsOnAnyGrid() {
        double[] times = {0, 0.05, 0.2, 0.22, 0.5, 0.61, 0.9, 1};
        JavaSolver java = new JavaSolver(Solver.ADAMS_BASHFORTH, TestProblem.CUBIC_TIME.field, 2);
        assertEquals(2, java.solve(TestProblem.CUBIC_TIME.start, times)[0], 1e-13);
        assertEquals(3 * 4 + 4, java.evaluations());
        double[] reversed = {1, 0.9, 0.61, 0.5, 0.22, 0.2, 0.05, 0};
        assertArrayEquals(TestProblem.CUBIC_TIME.start, java.solve(TestProblem.CUBIC_TIME.end, reversed), 1e-13);
    }

    /** y' = -y by hand from four starting values: h/24 (55 f_n - 59 f_(n-1) + 37 f_(n-2) - 9 f_(n-3)). */
    @Test
    void adamsBashforthHasItsWeightsOnEqualSteps() {
        double h = 0.1;
        double[] y = new double[5];
        y[0] = 1;
        for (int n = 0; n < 3; n++) {
            y[n + 1] = y[n] * (1 - h + h * h / 2 - h * h * h / 6 + h * h * h * h / 24);
        }
        y[4] = y[3] - h / 24 * (55 * y[3] - 59 * y[2] + 37 * y[1] - 9 * y[0]);
        JavaSolver java = new JavaSolver(Solver.ADAMS_BASHFORTH, (t, x, out) -> out[0] = -x[0], 1);
        assertEquals(y[4], java.solve(new double[] {1}, TimeGrid.uniform(0, 0.4, 4))[0], 1e-14);
    }

    @ParameterizedTest
    @MethodSource("forOrdinaryEquations")
    void backwardUndoesForward(Solver solver) {
        TestProblem problem = TestProblem.LOGISTIC_T;
        JavaSolver java = new JavaSolver(solver, problem.field, 2);
        int steps = solver == Solver.EULER ? 4000 : 200;
        double[] back =
                java.solve(java.solve(problem.start, TimeGrid.uniform(0, 1, steps)), TimeGrid.uniform(1, 0, steps));
        assertArrayEquals(problem.start, back, 1e-3);
    }

    /** On y' = -y a step multiplies y by the stability polynomial: the Taylor series of exp(-h) up to the order. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "MIDPOINT", "HEUN", "HEUN3", "RK4", "RK4_THREE_EIGHTHS"})
    void decayFollowsTheStabilityPolynomial(Solver solver) {
        double h = 0.1;
        double factor = 0;
        double term = 1;
        for (int k = 0; k <= solver.tableau().order(); k++) {
            factor += term;
            term *= -h / (k + 1);
        }
        double expected = Math.pow(factor, 10);
        assertArrayEquals(new double[] {expected, 2 * expected}, solve(solver, TestProblem.EXP_DECAY, 10), 1e-14);
    }

    /** Time enters at the stages: order 2 and Simpson's rule are exact to their degree on y' = 3 t^2. */
    @Test
    void timesOfTheStagesAreUsed() {
        assertEquals(1.855, solve(Solver.EULER, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
        assertEquals(1.9975, solve(Solver.MIDPOINT, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
        assertEquals(2.005, solve(Solver.HEUN, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
        assertEquals(2, solve(Solver.HEUN3, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
        assertEquals(2, solve(Solver.RK4, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
        assertEquals(2, solve(Solver.DORMAND_PRINCE, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
    }

    @Test
    void fixedStepsAgreeWithTheOracle() throws IOException {
        Map<String, Solver> inOracle = Map.of(
                "euler", Solver.EULER,
                "midpoint", Solver.MIDPOINT,
                "heun2", Solver.HEUN,
                "heun3", Solver.HEUN3,
                "rk4_three_eighths", Solver.RK4_THREE_EIGHTHS);
        for (TestProblem problem : TestProblem.values()) {
            JsonObject section =
                    Oracle.section("ode").getAsJsonObject(problem.name().toLowerCase(Locale.ROOT));
            for (Map.Entry<String, Solver> entry : inOracle.entrySet()) {
                JsonObject expected = section.getAsJsonObject(entry.getKey());
                if (expected == null) {
                    continue;
                }
                double[] end = Oracle.doubles(expected.getAsJsonArray("y1"));
                assertArrayEquals(end, solve(entry.getValue(), problem, 10), 1e-9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rungeKutta")
    void evaluationsAreCounted(Solver solver) {
        int stages = solver.tableau().stages();
        JavaSolver java = new JavaSolver(solver, TestProblem.ROTATION.field, 2);
        java.solve(TestProblem.ROTATION.start, TimeGrid.uniform(0, 1, 7));
        assertEquals(7 * stages, java.evaluations());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CURVE_AWARE_EULER",
                "EULER_MARUYAMA",
                "STOCHASTIC_HEUN",
                "ANCESTRAL",
                "PREDICTOR_CORRECTOR",
                "FLOW_MAP"
            })
    void solversThatNeedMoreThanAVelocityAreRefused(Solver solver) {
        assertThrows(IllegalArgumentException.class, () -> new JavaSolver(solver, TestProblem.ROTATION.field, 2));
    }

    @Test
    void aGridMeetsItsEndsExactly() {
        double[] times = TimeGrid.uniform(1 - 1e-3, 0, 7);
        assertEquals(8, times.length);
        assertEquals(1 - 1e-3, times[0]);
        assertEquals(0, times[7]);
    }
}
