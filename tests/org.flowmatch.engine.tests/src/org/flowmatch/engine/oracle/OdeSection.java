// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TestProblem;
import org.flowmatch.engine.solver.Tolerances;

/**
 * Solvers on equations with known solutions: those with fixed steps digit by digit and with their number of evaluations,
 * adaptive ones against the closed form, at ten times their tolerance.
 */
final class OdeSection implements Section {
    private static final Map<String, TestProblem> EQUATIONS = Map.of(
            "exp_decay", TestProblem.EXP_DECAY,
            "rotation", TestProblem.ROTATION,
            "logistic_t", TestProblem.LOGISTIC_T,
            "cubic_time", TestProblem.CUBIC_TIME);
    private static final Map<String, Solver> FIXED = Map.of(
            "euler", Solver.EULER,
            "midpoint", Solver.MIDPOINT,
            "heun2", Solver.HEUN,
            "heun3", Solver.HEUN3,
            "rk4", Solver.RK4,
            "rk4_three_eighths", Solver.RK4_THREE_EIGHTHS);
    private static final Map<String, Solver> ADAPTIVE = Map.of(
            "bosh3", Solver.BOGACKI_SHAMPINE,
            "dopri5", Solver.DORMAND_PRINCE,
            "tsit5", Solver.TSITOURAS,
            "dopri8", Solver.DORMAND_PRINCE_853);
    private static final Set<String> FIXED_KEYS = Set.of("h", "y1", "nfe");
    /** The reference's own end and evaluations: not to be met digit by digit. */
    private static final Set<String> ADAPTIVE_KEYS = Set.of("y1", "nfe");

    private static final double SMALLEST_STEP = 1e-14;
    private static final int MOST_STEPS = 1_000_000;

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        for (String problem : element.getAsJsonObject().keySet()) {
            TestProblem equation =
                    EQUATIONS.containsKey(problem) ? EQUATIONS.get(problem) : Comparison.unknown("ode." + problem);
            JsonObject expected = element.getAsJsonObject().getAsJsonObject(problem);
            for (String method : expected.keySet()) {
                String name = "ode." + problem + "." + method;
                int at = method.indexOf('@');
                if (method.equals("exact")) {
                    comparison.numbers(name, equation.end, expected.get(method), FORMULA);
                } else if (at > 0 && ADAPTIVE.containsKey(method.substring(0, at))) {
                    Comparison.requireKnown(name, expected.getAsJsonObject(method), ADAPTIVE_KEYS);
                    double tolerance = Double.parseDouble(method.substring(at + 1));
                    adaptive(name, equation, ADAPTIVE.get(method.substring(0, at)), tolerance, comparison);
                } else if (FIXED.containsKey(method)) {
                    Comparison.requireKnown(name, expected.getAsJsonObject(method), FIXED_KEYS);
                    fixed(name, equation, FIXED.get(method), expected.getAsJsonObject(method), comparison);
                } else {
                    Comparison.unknown(name);
                }
            }
        }
    }

    private static void fixed(
            String name, TestProblem equation, Solver method, JsonObject expected, Comparison comparison) {
        JavaSolver solver = new JavaSolver(method, equation.field, 2);
        double[] end = solver.solve(equation.start, grid(expected.get("h").getAsDouble()));
        comparison.numbers(name + ".y1", end, expected.get("y1"), FORMULA);
        comparison.count(
                name + ".nfe", solver.evaluations(), expected.get("nfe").getAsLong());
    }

    private static void adaptive(
            String name, TestProblem equation, Solver method, double tolerance, Comparison comparison) {
        JavaSolver solver = new JavaSolver(method, equation.field, 2);
        double[] end =
                solver.solve(equation.start, 0, 1, new Tolerances(tolerance, tolerance, SMALLEST_STEP, MOST_STEPS));
        double[] truth = equation.end;
        for (int i = 0; i < end.length; i++) {
            comparison.number(name + "[" + i + "]", end[i], truth[i], 10 * tolerance);
        }
    }

    /** Steps of h from 0 to 1; the last one is shorter where h does not divide 1. */
    private static double[] grid(double h) {
        int steps = (int) Math.ceil(1 / h - 1e-9);
        double[] times = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            times[i] = i * h;
        }
        times[steps] = 1;
        return times;
    }
}
