// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.Ancestor;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The samplers of diffusion models on Gaussian data N(m, q^2), whose velocity and score are known: x_t ~ N(a m, a^2 q^2 + s^2). Of
 * 20,000 rows a variance is known to 1%, a mean to 0.01.
 */
class DiffusionSamplersTest {
    private static final int ROWS = 20_000;
    private static final double MEAN = 1.5;
    private static final double DEVIATION = 0.6;

    private static double variance(Schedule path, double t) {
        double target = path.a(t) * DEVIATION;
        return target * target + path.s(t) * path.s(t);
    }

    private static VectorField velocity(Schedule path) {
        return (t, x, out) -> Arrays.setAll(out, i -> {
            double off = (x[i] - path.a(t) * MEAN) / variance(path, t);
            double target = MEAN + path.a(t) * DEVIATION * DEVIATION * off;
            return path.da(t) * target + path.ds(t) * path.s(t) * off;
        });
    }

    private static VectorField score(Schedule path) {
        return (t, x, out) -> Arrays.setAll(out, i -> -(x[i] - path.a(t) * MEAN) / variance(path, t));
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double variance(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(value -> (value - mean) * (value - mean)).sum() / x.length;
    }

    private static Schedule[] schedules() {
        return new Schedule[] {
            new LinearPath().schedule(), new CosinePath(0).schedule(), new VariancePreservingPath(0.1, 20).schedule()
        };
    }

    /** Each step draws from N(a E1 + s' E0, d^2), which for Gaussian rows is a law that follows from the one before. */
    @Test
    void ancestralStepsHaveTheLawOfTheirFormulaAndThePathsInTheLimit() {
        for (Schedule path : schedules()) {
            double[] times = TimeGrid.uniform(0.02, 0.98, 200);
            double variance = variance(path, times[0]);
            double[] start = ClosedFormRows.noise(ROWS, 1, 1);
            double width = Math.sqrt(variance);
            Arrays.setAll(start, i -> path.a(0.02) * MEAN + width * start[i]);
            for (int step = 0; step + 1 < times.length; step++) {
                double t = times[step];
                double next = times[step + 1];
                double d = Ancestor.of(path, t, next).deviation();
                double source = Math.sqrt(path.s(next) * path.s(next) - d * d);
                double grown =
                        (path.a(next) * path.a(t) * DEVIATION * DEVIATION + source * path.s(t)) / variance(path, t);
                variance = grown * grown * variance + d * d;
                if (step % 40 == 39) {
                    JavaSolver java = JavaSolver.ancestral(path, velocity(path), 5, 1);
                    double[] rows = java.solve(start, Arrays.copyOf(times, step + 2));
                    String where = path + " at " + next;
                    assertEquals(path.a(next) * MEAN, mean(rows), 0.03, where);
                    assertEquals(1, variance(rows) / variance, 0.04, where);
                    assertEquals(1, variance(path, next) / variance, 0.06, where);
                }
            }
        }
    }

    /** A point's past does not say more of it than DDPM's posterior: d is that of (Ho and others 2020) on their schedule. */
    @Test
    void theNoiseIsThatOfThePosterior() {
        Schedule path = new VariancePreservingPath(0.1, 20).schedule();
        double t = 0.4;
        double next = 0.45;
        double alphaBarLater = path.a(t) * path.a(t);
        double alphaBar = path.a(next) * path.a(next);
        double beta = 1 - alphaBarLater / alphaBar;
        double posterior = (1 - alphaBar) / (1 - alphaBarLater) * beta;
        assertEquals(Math.sqrt(posterior), Ancestor.of(path, t, next).deviation(), 1e-12);
    }

    @Test
    void predictorAndCorrectorKeepTheMarginals() {
        for (Schedule path : schedules()) {
            double[] times = TimeGrid.uniform(0.02, 0.98, 200);
            double[] start = ClosedFormRows.noise(ROWS, 1, 1);
            double width = Math.sqrt(variance(path, times[0]));
            Arrays.setAll(start, i -> path.a(0.02) * MEAN + width * start[i]);
            for (int steps : new int[] {50, 100, 150, 200}) {
                double[] rows = predictorCorrector(path).solve(start, Arrays.copyOf(times, steps + 1));
                String where = path + " at " + times[steps];
                assertEquals(path.a(times[steps]) * MEAN, mean(rows), 0.03, where);
                assertEquals(1, variance(rows) / variance(path, times[steps]), 0.06, where);
            }
        }
    }

    private static JavaSolver predictorCorrector(Schedule path) {
        DoubleUnaryOperator e = t -> 0.5 * path.s(t);
        VectorField velocity = velocity(path);
        VectorField score = score(path);
        VectorField drift = (t, x, out) -> {
            double[] along = new double[x.length];
            score.velocity(t, x, along);
            velocity.velocity(t, x, out);
            Arrays.setAll(out, i -> out[i] + e.applyAsDouble(t) * e.applyAsDouble(t) / 2 * along[i]);
        };
        return JavaSolver.predictorCorrector(drift, e, score, path::s, 5, 1);
    }

    /** Rows that are spread twice too wide half of the way: without the corrector they stay so. */
    @Test
    void theCorrectorBringsBackWhatWentAstray() {
        Schedule path = new LinearPath().schedule();
        double[] times = TimeGrid.uniform(0.5, 0.52, 60);
        double width = 2 * Math.sqrt(variance(path, 0.5));
        double[] start = ClosedFormRows.noise(ROWS, 1, 1);
        Arrays.setAll(start, i -> path.a(0.5) * MEAN + width * start[i]);
        double[] corrected = predictorCorrector(path).solve(start, times);
        assertEquals(1, variance(corrected) / variance(path, 0.52), 0.15);
        double[] flow = new JavaSolver(Solver.EULER, velocity(path), 1).solve(start, times);
        assertTrue(variance(flow) / variance(path, 0.52) > 3.5);
    }

    private static SamplingSettings settings(Solver solver) {
        return new SamplingSettings(solver, 400, 1e-5, 1e-5, Direction.FORWARD, false, DeviceChoice.CPU)
                .withNoise(new Diffusion.Proportional(1), 21);
    }

    /** A flow at rest from N(0, 1) to N(0, 1): drawn rows have that law, and are other ones than those they began from. */
    @Test
    void theSamplerDrawsTheTarget() {
        RowMatrix start = SourceRows.gaussian(ROWS, 1, 1, 3);
        Samples samples = Sampler.sample(
                TestModels.linear(new double[][] {{0}}, new double[] {0}, new CosinePath(0)),
                start,
                settings(Solver.ANCESTRAL),
                Monitor.none());
        double[] end = new double[ROWS];
        double product = 0;
        for (int row = 0; row < ROWS; row++) {
            end[row] = samples.end().get(row, 0);
            product += end[row] * start.get(row, 0) / ROWS;
        }
        assertEquals(400, samples.nfe());
        assertEquals(0, mean(end), 0.03);
        assertEquals(1, variance(end), 0.04);
        assertTrue(Math.abs(product) < 0.5, "correlation " + product);
    }

    @Test
    void whatIsNoDiffusionIsRefused() {
        RowMatrix start = SourceRows.gaussian(3, 2, 1, 3);
        ConditionalPath tube = new TubePath(0.3);
        FlowException noisy = assertThrows(
                FlowException.class,
                () -> Sampler.sample(
                        ConditionalModels.withScoreHead(tube, true),
                        start,
                        settings(Solver.ANCESTRAL),
                        Monitor.none()));
        assertTrue(noisy.problem().contains("the tube path is not one"), noisy.problem());
        FlowException back = assertThrows(
                FlowException.class,
                () -> Sampler.sample(
                        TestModels.random(2),
                        start,
                        settings(Solver.ANCESTRAL).toward(Direction.BACKWARD),
                        Monitor.none()));
        assertTrue(back.problem().contains("from source to target alone"), back.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANCESTRAL", "PREDICTOR_CORRECTOR"})
    void anotherScheduleIsRefused(String solver) {
        FlowException refused = assertThrows(
                FlowException.class,
                () -> Sampler.sample(
                        TestModels.random(2),
                        SourceRows.gaussian(3, 2, 1, 3),
                        settings(Solver.valueOf(solver)).onSchedule(new CosinePath(0)),
                        Monitor.none()));
        assertTrue(refused.problem().contains("model's own schedule"), refused.problem());
    }
}
