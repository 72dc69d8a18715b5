// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.path.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SolverTest {
    private static double[] solve(Solver solver, TestProblem problem, int steps) {
        return new JavaSolver(solver.tableau(), problem.field, 2).solve(problem.start, TimeGrid.uniform(0, 1, steps));
    }

    /**
     * Butcher's conditions up to order 4 for the order that a tableau states (Hairer, Norsett and Wanner, II.2): sums over
     * rooted trees of b and a against 1 / density.
     */
    @ParameterizedTest
    @EnumSource
    void tableausSatisfyTheOrderConditions(Solver solver) {
        Tableau tableau = solver.tableau();
        double[] b = tableau.b();
        double[] c = tableau.c();
        int order = tableau.order();
        for (int i = 0; i < c.length; i++) {
            double sum = 0;
            for (double weight : tableau.a()[i]) {
                sum += weight;
            }
            assertEquals(c[i], sum, 1e-14, "row " + i);
        }
        double[] ones = c.clone();
        Arrays.fill(ones, 1);
        double[] ac = times(tableau, c);
        double[] acc = times(tableau, product(c, c));
        assertEquals(1, dot(b, ones), 1e-14);
        assertTrue(order < 2 || close(1 / 2., dot(b, c)));
        assertTrue(order < 3 || close(1 / 3., dot(b, product(c, c))) && close(1 / 6., dot(b, ac)));
        assertTrue(order < 4
                || close(1 / 4., dot(b, product(c, product(c, c))))
                        && close(1 / 8., dot(b, product(c, ac)))
                        && close(1 / 12., dot(b, acc))
                        && close(1 / 24., dot(b, times(tableau, ac))));
        tableau.error().ifPresent(error -> assertEquals(0, dot(error, ones), 1e-14));
    }

    private static boolean close(double expected, double value) {
        return Math.abs(expected - value) < 1e-14;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double[] product(double[] x, double[] y) {
        double[] result = x.clone();
        for (int i = 0; i < x.length; i++) {
            result[i] *= y[i];
        }
        return result;
    }

    private static double[] times(Tableau tableau, double[] y) {
        double[] result = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < i; j++) {
                result[i] += tableau.a()[i][j] * y[j];
            }
        }
        return result;
    }

    /** Halving the step divides the error by 2^order; 0.25 of an order allows for the higher terms. */
    @ParameterizedTest
    @EnumSource
    void errorsFallWithTheOrder(Solver solver) {
        for (TestProblem problem : new TestProblem[] {TestProblem.EXP_DECAY, TestProblem.ROTATION}) {
            int steps = 16;
            double coarse = problem.error(solve(solver, problem, steps));
            double fine = problem.error(solve(solver, problem, 2 * steps));
            double seen = Math.log(coarse / fine) / Math.log(2);
            assertEquals(solver.tableau().order(), seen, 0.25, solver + " on " + problem);
        }
    }

    /**
     * On y' = -y a step of a method multiplies y by its stability polynomial: the Taylor series of exp(-h) up to the
     * order, and h^6 / 600 more for Dormand-Prince.
     */
    @ParameterizedTest
    @EnumSource
    void decayFollowsTheStabilityPolynomial(Solver solver) {
        double h = 0.1;
        double factor = solver.adaptive() ? Math.pow(h, 6) / 600 : 0;
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
        assertEquals(2, solve(Solver.RK4, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
        assertEquals(2, solve(Solver.DORMAND_PRINCE, TestProblem.CUBIC_TIME, 10)[0], 1e-14);
    }

    @Test
    void fixedStepsAgreeWithTheOracle() throws IOException {
        Map<String, Solver> inOracle = Map.of("euler", Solver.EULER, "midpoint", Solver.MIDPOINT, "heun2", Solver.HEUN);
        for (TestProblem problem : TestProblem.values()) {
            JsonObject section =
                    Oracle.section("ode").getAsJsonObject(problem.name().toLowerCase(Locale.ROOT));
            for (Map.Entry<String, Solver> entry : inOracle.entrySet()) {
                JsonObject expected = section.getAsJsonObject(entry.getKey());
                double[] end = Oracle.doubles(expected.getAsJsonArray("y1"));
                assertArrayEquals(end, solve(entry.getValue(), problem, 10), 1e-9);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EULER, 1", "MIDPOINT, 2", "HEUN, 2", "RK4, 4"})
    void evaluationsAreCounted(Solver solver, int stages) {
        JavaSolver java = new JavaSolver(solver.tableau(), TestProblem.ROTATION.field, 2);
        java.solve(TestProblem.ROTATION.start, TimeGrid.uniform(0, 1, 7));
        assertEquals(7 * stages, java.evaluations());
    }

    @Test
    void aGridMeetsItsEndsExactly() {
        double[] times = TimeGrid.uniform(1 - 1e-3, 0, 7);
        assertEquals(8, times.length);
        assertEquals(1 - 1e-3, times[0]);
        assertEquals(0, times[7]);
    }

    @Test
    void aTableauWithDifferingPartsIsRefused() {
        double[][] a = {{}, {1}};
        assertThrows(
                IllegalArgumentException.class,
                () -> new Tableau(2, a, new double[] {1}, new double[] {0, 1}, Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Tableau(1, new double[][] {{1}}, new double[] {1}, new double[] {0}, Optional.empty()));
    }
}
