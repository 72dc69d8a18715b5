// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.path.PolynomialPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.solver.VectorField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exact flow from noise to a few data points, which needs no training. */
class ClosedFormFieldTest {
    private static final double[][] POINTS = {{2, 0}, {-1, 1.5}, {0, -2}};
    private static final double[] START = ClosedFormRows.noise(60, 2, 3);
    private static final double END = 0.999;

    private static double distanceToData(double x, double y) {
        return Arrays.stream(POINTS)
                .mapToDouble(point -> Math.hypot(x - point[0], y - point[1]))
                .min()
                .orElseThrow();
    }

    /** At t = 0.999 a row is 0.001 x0 away from its data point, and |x0| is at most 4 here. */
    @ParameterizedTest
    @EnumSource(names = "FLOW_MAP", mode = EnumSource.Mode.EXCLUDE)
    void everySolverReturnsTheData(Solver solver) {
        ConditionalPath path = new LinearPath();
        PointsField field = new PointsField(path, 0, POINTS);
        DoubleUnaryOperator e = path.schedule()::s;
        VectorField velocity = ClosedFormRows.velocity(field, 2);
        JavaSolver java;
        VectorField drift = ClosedFormRows.drift(field, 2, e);
        if (solver.method() instanceof Method.Diffusing diffusing) {
            java = JavaSolver.stochastic(diffusing, drift, e, 8, 2);
        } else if (solver == Solver.ANCESTRAL) {
            java = JavaSolver.ancestral(path.schedule(), velocity, 8, 2);
        } else if (solver == Solver.PREDICTOR_CORRECTOR) {
            java = JavaSolver.predictorCorrector(drift, e, ClosedFormRows.score(field, 2), e, 8, 2);
        } else if (solver == Solver.CURVE_AWARE_EULER) {
            java = JavaSolver.curveAware(path.schedule(), velocity, 2);
        } else {
            java = new JavaSolver(solver, velocity, 2);
        }
        double[] end = solver.adaptive()
                ? java.solve(START, 0, END, new Tolerances(1e-5, 1e-5, 1e-9, 100_000))
                : java.solve(START, TimeGrid.uniform(0, END, 200));
        int[] arrived = new int[POINTS.length];
        for (int i = 0; i < end.length; i += 2) {
            assertTrue(distanceToData(end[i], end[i + 1]) < 0.01, solver + ": " + end[i] + ", " + end[i + 1]);
            for (int k = 0; k < POINTS.length; k++) {
                arrived[k] += Math.hypot(end[i] - POINTS[k][0], end[i + 1] - POINTS[k][1]) < 0.01 ? 1 : 0;
            }
        }
        assertTrue(Arrays.stream(arrived).allMatch(count -> count >= 8), Arrays.toString(arrived));
    }

    /** One data point and one step, whatever the curve: a E[x1] + s E[x0] is x_t itself. */
    @Test
    void curveAwareEulerIsExactForOnePair() {
        double[] x0 = {0.3, -1.1};
        for (ConditionalPath path : new ConditionalPath[] {
            new CosinePath(0), new PolynomialPath(3), new VariancePreservingPath(0.1, 20), new LinearPath()
        }) {
            PointsField field = new PointsField(path, 0, new double[][] {{2, 0.5}});
            JavaSolver java = JavaSolver.curveAware(path.schedule(), ClosedFormRows.velocity(field, 2), 2);
            double[] reached = java.solve(at(path, x0, 0.6), new double[] {0.6, 0.95});
            assertArrayEquals(at(path, x0, 0.95), reached, 1e-12, path.id());
            assertArrayEquals(at(path, x0, 0.6), java.solve(reached, new double[] {0.95, 0.6}), 1e-12, path.id());
            assertEquals(2, java.evaluations());
        }
    }

    private static double[] at(ConditionalPath path, double[] x0, double t) {
        double a = path.schedule().a(t);
        double s = path.schedule().s(t);
        return new double[] {a * 2 + s * x0[0], a * 0.5 + s * x0[1]};
    }

    /** For many data points it is of order 1, as Euler's method. */
    @Test
    void curveAwareEulerIsOfOrderOne() {
        ConditionalPath path = new CosinePath(0);
        VectorField velocity = ClosedFormRows.velocity(new PointsField(path, 0.5, POINTS), 2);
        double[] truth = new JavaSolver(Solver.RK4, velocity, 2).solve(START, TimeGrid.uniform(0, 1, 400));
        JavaSolver curve = JavaSolver.curveAware(path.schedule(), velocity, 2);
        double coarse = error(truth, curve.solve(START, TimeGrid.uniform(0, 1, 20)));
        double fine = error(truth, curve.solve(START, TimeGrid.uniform(0, 1, 40)));
        assertEquals(1, Math.log(coarse / fine) / Math.log(2), 0.2);
    }

    private static double error(double[] truth, double[] end) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += Math.abs(truth[i] - end[i]);
        }
        return sum / truth.length;
    }
}
