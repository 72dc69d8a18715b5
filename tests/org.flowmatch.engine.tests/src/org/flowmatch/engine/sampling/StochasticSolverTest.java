// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.metric.KolmogorovSmirnov;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticSolverTest {
    /** Of the two-sample test at the level 0.001: sqrt(-ln(0.0005) / 2) = 1.95, times sqrt(2 / n). */
    private static final double CRITICAL = 1.95;

    private static final int ROWS = 2000;

    private static Method.Diffusing method(Solver solver) {
        return (Method.Diffusing) solver.method();
    }

    private static double variance(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Arrays.stream(x).map(value -> (value - mean) * (value - mean)).sum() / x.length;
    }

    /**
     * dx = -x dt + sqrt(2) dW from 0: the variance at t = 1 is 1 - exp(-2). Halving the step divides the error by 2 and 4. Of
     * 400,000 rows it is known to 0.002; the errors with few steps are 0.076 and 0.019 and above.
     */
    @ParameterizedTest
    @CsvSource({"EULER_MARUYAMA, 4, 1", "STOCHASTIC_HEUN, 2, 2"})
    void weakOrdersAreThoseStated(Solver solver, int steps, double order) {
        double coarse = varianceError(solver, steps);
        double fine = varianceError(solver, 2 * steps);
        assertEquals(order, Math.log(coarse / fine) / Math.log(2), 0.3, coarse + " and " + fine);
    }

    private static double varianceError(Solver solver, int steps) {
        VectorField decay = (t, x, out) -> {
            for (int i = 0; i < x.length; i++) {
                out[i] = -x[i];
            }
        };
        JavaSolver java = JavaSolver.stochastic(method(solver), decay, t -> Math.sqrt(2), 5, 1);
        double[] end = java.solve(new double[400_000], TimeGrid.uniform(0, 1, steps));
        return Math.abs(variance(end) - (1 - Math.exp(-2)));
    }

    /** Without drift the variance is the integral of e^2: with e = 1 + t, (2^3 - 1) / 3, exactly but for sampling. */
    @Test
    void noiseThatChangesAddsUp() {
        JavaSolver heun = JavaSolver.stochastic(
                new Method.StochasticHeun(), (t, x, out) -> Arrays.fill(out, 0), t -> 1 + t, 5, 1);
        double[] end = heun.solve(new double[40_000], TimeGrid.uniform(0, 1, 3));
        assertEquals(7 / 3., variance(end), 4 * 7 / 3. * Math.sqrt(2 / 40_000.));
    }

    /** A mixture of two Gaussians: ends of the stochastic equation against those of the ordinary one, for each noise. */
    @ParameterizedTest
    @EnumSource(names = {"EULER_MARUYAMA", "STOCHASTIC_HEUN"})
    void marginalsAreThoseOfTheFlow(Solver solver) {
        ConditionalPath path = new LinearPath();
        PointsField field = new PointsField(path, 0.4, new double[][] {{-1.5}, {1}});
        double[] flow = new JavaSolver(Solver.RK4, ClosedFormRows.velocity(field, 1), 1)
                .solve(ClosedFormRows.noise(ROWS, 1, 1), TimeGrid.uniform(0, 1, 50));
        double[] start = ClosedFormRows.noise(ROWS, 1, 2);
        DoubleUnaryOperator g = new Diffusion.Reverse().on(path);
        for (DoubleUnaryOperator e : Arrays.<DoubleUnaryOperator>asList(
                t -> 1, path.schedule()::s, t -> Math.min(5, g.applyAsDouble(t)), t -> 0)) {
            JavaSolver java = JavaSolver.stochastic(method(solver), ClosedFormRows.drift(field, 1, e), e, 9, 1);
            double[] end = java.solve(start, TimeGrid.uniform(0, 1, 100));
            double distance = KolmogorovSmirnov.statistic(flow, end);
            assertTrue(distance < CRITICAL * Math.sqrt(2.0 / ROWS), solver + ": " + distance);
        }
        // the half of the noise without the drift that belongs to it is another law
        JavaSolver wrong = JavaSolver.stochastic(method(solver), ClosedFormRows.velocity(field, 1), t -> 1, 9, 1);
        double[] end = wrong.solve(start, TimeGrid.uniform(0, 1, 100));
        assertTrue(KolmogorovSmirnov.statistic(flow, end) > CRITICAL * Math.sqrt(2.0 / ROWS));
    }

    private static SamplingSettings settings(Solver solver, int steps, Diffusion diffusion) {
        return new SamplingSettings(solver, steps, 1e-5, 1e-5, Direction.FORWARD, false, DeviceChoice.CPU)
                .withNoise(diffusion, 21);
    }

    private static double[] column(RowMatrix rows) {
        double[] values = new double[rows.rows()];
        Arrays.setAll(values, row -> rows.get(row, 0));
        return values;
    }

    private static double correlation(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum / x.length / Math.sqrt(variance(x) * variance(y));
    }

    /**
     * From N(0, 1) to N(0, 1) along the arc the velocity is 0 and the score -x: a model at rest. Noise changes every row and
     * leaves the law as it is, forward and backward; the variance of n rows is known to sqrt(2 / n).
     */
    @ParameterizedTest
    @EnumSource(names = {"EULER_MARUYAMA", "STOCHASTIC_HEUN", "PREDICTOR_CORRECTOR"})
    void theSamplerKeepsTheLaw(Solver solver) {
        FlowModel rest = TestModels.linear(new double[][] {{0}}, new double[] {0}, new CosinePath(0));
        RowMatrix start = SourceRows.gaussian(ROWS, 1, 1, 3);
        for (Diffusion diffusion :
                new Diffusion[] {new Diffusion.Constant(1.5), new Diffusion.Proportional(2), new Diffusion.Reverse()}) {
            for (Direction direction : Direction.values()) {
                SamplingSettings settings = settings(solver, 50, diffusion).toward(direction);
                RowMatrix end =
                        Sampler.sample(rest, start, settings, Monitor.none()).end();
                assertEquals(1, variance(column(end)), 0.12, diffusion + " " + direction);
                double distance = KolmogorovSmirnov.statistic(column(start), column(end));
                assertTrue(distance < CRITICAL * Math.sqrt(2.0 / ROWS), diffusion + " " + direction);
                double left = correlation(column(start), column(end));
                assertTrue(left < 0.8, diffusion + " " + direction + ": " + left);
            }
        }
    }

    /** e = 0 is the flow itself: Euler's and Heun's steps, on the times on which the score would be known. */
    @ParameterizedTest
    @CsvSource({"EULER_MARUYAMA, EULER", "STOCHASTIC_HEUN, HEUN"})
    void withoutNoiseItIsTheFlow(Solver solver, Solver ordinary) {
        FlowModel model = TestModels.random(2);
        RowMatrix start = SourceRows.gaussian(40, 2, 1, 3);
        Samples noisy = Sampler.sample(model, start, settings(solver, 50, new Diffusion.Constant(0)), Monitor.none());
        Samples plain = Sampler.sample(model, start, settings(ordinary, 50, new Diffusion.Constant(0)), Monitor.none());
        assertArrayEquals(plain.end().toArray(), noisy.end().toArray(), 0.02f);
        assertEquals(plain.nfe(), noisy.nfe());
    }

    /** Noise is keyed by row and step: neither chunks nor calls nor threads change it; another seed does. */
    @ParameterizedTest
    @EnumSource(names = {"EULER_MARUYAMA", "STOCHASTIC_HEUN", "ANCESTRAL", "PREDICTOR_CORRECTOR"})
    void rowsDoNotDependOnOtherRows(Solver solver) {
        FlowModel model = TestModels.random(2);
        RowMatrix start = SourceRows.gaussian(2500, 2, 1, 3);
        SamplingSettings settings = settings(solver, 30, new Diffusion.Proportional(1));
        float[] all =
                Sampler.sample(model, start, settings, Monitor.none()).end().toArray();
        RowMatrix first = RowMatrix.of(Arrays.copyOf(start.toArray(), 2 * 70), 2);
        float[] few =
                Sampler.sample(model, first, settings, Monitor.none()).end().toArray();
        assertArrayEquals(Arrays.copyOf(all, 140), few);
        float[] kept = Sampler.sample(model, start, settings.withTrajectory(), Monitor.none())
                .end()
                .toArray();
        assertArrayEquals(all, kept);
        float[] other = Sampler.sample(
                        model, start, settings.withNoise(new Diffusion.Proportional(1), 22), Monitor.none())
                .end()
                .toArray();
        assertFalse(Math.abs(all[0] - other[0]) < 1e-4 && Math.abs(all[1] - other[1]) < 1e-4);
    }

    /** A score head serves where the coupling would not: e + noise of a tube. */
    @Test
    void aScoreHeadAllowsNoiseUnderAnyCoupling() {
        FlowModel model = ConditionalModels.withScoreHead(new TubePath(0.3), true);
        RowMatrix start = SourceRows.gaussian(50, 2, 1, 3);
        SamplingSettings settings = settings(Solver.EULER_MARUYAMA, 20, new Diffusion.Constant(0.3));
        assertEquals(20, Sampler.sample(model, start, settings, Monitor.none()).nfe());
        FlowException e = assertThrows(
                FlowException.class,
                () -> Sampler.sample(model, start, settings.withNoise(new Diffusion.Reverse(), 1), Monitor.none()));
        assertTrue(e.problem().contains("tube path is not that of a diffusion"), e.problem());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 10.5, Double.NaN})
    void noiseOutsideItsRangeIsRefused(double value) {
        FlowException constant = assertThrows(FlowException.class, () -> new Diffusion.Constant(value));
        assertEquals("The constant noise is " + value + ", but must be between 0 and 10.", constant.problem());
        FlowException factor = assertThrows(FlowException.class, () -> new Diffusion.Proportional(value));
        assertEquals("The factor of the noise is " + value + ", but must be between 0 and 10.", factor.problem());
    }
}
