// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.solver.Wiener;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States on the unit circle: an equation whose combine is a retraction and whose evaluate is a projection stays there. */
class ManifoldTest {
    private static final int ROWS = 2000;

    /** The nearest point of the circle. */
    private static final Fragment CIRCLE = Fragment.of(
            """
            # fragment: circle
            # gives: combine
            # needs: weighted_sum

            def combine(self, x: Tensor, directions: List[Tensor], weights: List[float], offset: int, count: int, h: float) -> Tensor:
                moved = self.weighted_sum(x, directions, weights, offset, count, h)
                return torch.div(moved, torch.sqrt(torch.sum(torch.mul(moved, moved), [1], True)))
            """);

    /**
     * The part along the circle of the constant vector (p, 0), with p from the terms: with the angle f to (1, 0) f' = -p sin f,
     * hence tan(f / 2) = tan(f0 / 2) exp(-p t). A point that is not on the circle is refused, be it that of a stage.
     */
    private static final Fragment PULLED = Fragment.of(
            """
            # fragment: pulled
            # gives: enter, leave, row_means, evaluate, noise_at

            def enter(self, rows: Tensor) -> Tensor:
                return rows


            def leave(self, x: Tensor) -> Tensor:
                return x


            def row_means(self, z: Tensor) -> Tensor:
                return torch.mean(z, [1])


            def evaluate(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float], at: int) -> Tensor:
                tangent = torch.sub(torch.tensor([1.0, 0.0]), torch.mul(torch.narrow(x, 1, 0, 1), x))
                off = torch.gt(torch.abs(torch.sub(torch.sum(torch.mul(x, x), [1]), 1.0)), 1.0e-5)
                if bool(torch.any(off)):
                    ops.prim.RaiseException("a point off the circle")
                return torch.mul(tangent, terms[6 * at + 2])


            def noise_at(self, z: Tensor, given: List[Tensor]) -> Tensor:
                return z
            """);

    private static RowMatrix angles() {
        float[] rows = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            double angle = -3 + 6.0 * i / (ROWS - 1);
            rows[2 * i] = (float) Math.cos(angle);
            rows[2 * i + 1] = (float) Math.sin(angle);
        }
        return RowMatrix.of(rows, 2);
    }

    private static Solution solve(Solver solver, double pull, double noise, int steps, Fragment combine) {
        StateEquation equation = new StateEquation(
                TestModels.random(2),
                List.of(PULLED, combine),
                List.of(),
                (t, h, c) -> new FieldTerms(t, 1, pull, 0, 0),
                ConditionWeight.LEARNT,
                noise == 0
                        ? Optional.empty()
                        : Optional.of(Wiener.of(((Method.Diffusing) solver.method()).noise(t -> noise), 7)),
                false,
                1);
        double[] grid = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            grid[i] = 2.0 * i / steps;
        }
        SolveSettings settings =
                new SolveSettings(solver, new Tolerances(1e-5, 1e-5, 1e-6, 10_000), true, false, DeviceChoice.CPU);
        return StateSolver.solve(equation, angles(), grid, settings, "Solved", Monitor.none());
    }

    private static double farthestFromTheCircle(Solution solution) {
        double farthest = 0;
        for (RowMatrix state : solution.states()) {
            float[] x = state.toArray();
            for (int i = 0; i < ROWS; i++) {
                farthest = Math.max(farthest, Math.abs(Math.hypot(x[2 * i], x[2 * i + 1]) - 1));
            }
        }
        return farthest;
    }

    private static double angle(RowMatrix rows, int row) {
        float[] x = new float[2];
        rows.copyRow(row, x, 0);
        return Math.atan2(x[1], x[0]);
    }

    @ParameterizedTest
    @EnumSource(
            value = Solver.class,
            names = {"CURVE_AWARE_EULER", "ANCESTRAL", "PREDICTOR_CORRECTOR", "FLOW_MAP"},
            mode = EnumSource.Mode.EXCLUDE)
    void everySolverStaysOnTheCircleAndArrives(Solver solver) {
        Solution solution = solve(solver, 1, solver.stochastic() ? 1e-9 : 0, 160, CIRCLE);
        assertEquals(161, solution.states().size());
        assertTrue(farthestFromTheCircle(solution) < 1e-6, "off the circle by " + farthestFromTheCircle(solution));
        double tolerance = solver == Solver.EULER || solver == Solver.EULER_MARUYAMA ? 0.02 : 1e-3;
        for (int i = 0; i < ROWS; i += 37) {
            double expected = 2 * Math.atan(Math.tan(angle(angles(), i) / 2) * Math.exp(-2));
            assertEquals(expected, angle(solution.end(), i), tolerance, "row " + i);
        }
    }

    /** Without pull a Brownian motion of the circle: the mean cosine of the turn falls as exp(-e^2 t / 2). */
    @ParameterizedTest
    @EnumSource(
            value = Solver.class,
            names = {"EULER_MARUYAMA", "STOCHASTIC_HEUN"})
    void noiseMovesAlongTheCircle(Solver solver) {
        double e = 0.7;
        Solution solution = solve(solver, 0, e, 200, CIRCLE);
        assertTrue(farthestFromTheCircle(solution) < 1e-6, "off the circle by " + farthestFromTheCircle(solution));
        double cosine = 0;
        for (int i = 0; i < ROWS; i++) {
            cosine += Math.cos(angle(solution.end(), i) - angle(angles(), i)) / ROWS;
        }
        // the mean of 2,000 cosines has a standard error of 0.012
        assertEquals(Math.exp(-e * e), cosine, 0.04);
    }

    /** The test would see it: vectors leave the circle. */
    @ParameterizedTest
    @EnumSource(
            value = Solver.class,
            names = {"RK4", "DORMAND_PRINCE", "STOCHASTIC_HEUN"})
    void withoutTheRetractionTheyLeaveIt(Solver solver) {
        double noise = solver.stochastic() ? 0.7 : 0;
        RuntimeException refused =
                assertThrows(RuntimeException.class, () -> solve(solver, 1, noise, 20, StateEquation.EUCLIDEAN));
        assertTrue(refused.getMessage().contains("a point off the circle"), refused.getMessage());
    }
}
