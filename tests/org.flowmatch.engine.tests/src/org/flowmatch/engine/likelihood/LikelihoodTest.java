// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The native likelihood against closed forms of linear flows and against the reference in Java. */
class LikelihoodTest {
    /** x1 = exp(A) x0 + drift of the path t: here A is diagonal, so that each column has dx = a x + b t. */
    @ParameterizedTest
    @EnumSource(
            value = Solver.class,
            names = {"RK4", "ADAMS_BASHFORTH", "HEUN3", "DORMAND_PRINCE", "TSITOURAS", "BOGACKI_SHAMPINE"})
    void aLinearFlowHasItsClosedForm(Solver solver) {
        double[] a = {0.9, -1.3};
        double[] b = {0.5, 2};
        FlowModel model = TestModels.linear(new double[][] {{a[0], 0}, {0, a[1]}}, b, new LinearPath());
        RowMatrix rows = RowMatrix.of(new float[] {0.4f, -0.9f, 1.5f, 0.3f, -2, 1}, 2);
        SamplingSettings how =
                new SamplingSettings(solver, 100, 1e-6, 1e-6, Direction.BACKWARD, false, DeviceChoice.CPU);
        LogDensities result = score(model, rows, settings(how, Divergence.EXACT));
        for (int row = 0; row < rows.rows(); row++) {
            double expected = 0;
            for (int c = 0; c < 2; c++) {
                // x1 = e^a x0 + b (e^a - 1 - a) / a^2
                double shift = b[c] * (Math.exp(a[c]) - 1 - a[c]) / (a[c] * a[c]);
                double x0 = (rows.get(row, c) - shift) * Math.exp(-a[c]);
                assertEquals(x0, result.end().get(row, c), 1e-4);
                expected -= x0 * x0 / 2 + Math.log(2 * Math.PI) / 2 + a[c];
            }
            assertEquals(expected, result.logDensity()[row], 1e-3);
            assertEquals(0, result.standardError()[row]);
        }
        assertTrue(result.exact());
        assertEquals(List.of(), result.warnings());
        if (solver == Solver.RK4) {
            assertEquals(400, result.nfe());
        }
    }

    @Test
    void aNetworkAgreesWithTheReferenceInJava() {
        agrees(TestModels.random(5));
    }

    @ParameterizedTest
    @EnumSource(Prediction.class)
    void everyPredictionAgreesWithTheReferenceInJava(Prediction prediction) {
        FlowModel velocity = TestModels.random(
                3,
                new Mlp(List.of(16, 16), Activation.GELU, new TimeFeatures.Fourier(2)),
                new VariancePreservingPath(0.1, 20),
                4);
        agrees(new FlowModel(
                velocity.network(),
                velocity.weights(),
                new AffineVelocity(velocity.velocity().path(), prediction),
                velocity.encoding(),
                velocity.source(),
                velocity.provenance()));
    }

    private static void agrees(FlowModel model) {
        int d = model.columns();
        RowMatrix rows = SourceRows.gaussian(6, d, 1, 3);
        SamplingSettings how = SamplingSettings.of(Solver.RK4, 100);
        LogDensities result = score(model, rows, settings(how, Divergence.EXACT));
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            VectorField field = velocity.field();
            Motion motion = model.velocity().conversion().motion();
            double[] times =
                    TimeGrid.uniform(motion.interval().to(), motion.interval().from(), 100);
            JavaLikelihood reference = new JavaLikelihood(
                    field,
                    (t, x, div) -> differences(field, d, t, x, div),
                    d,
                    motion.startScale() * model.velocity().path().sourceScale());
            double[] states = new double[rows.rows() * d];
            Arrays.setAll(states, i -> rows.get(i / d, i % d) * motion.endScale());
            JavaLikelihood.Result expected = reference.solve(Solver.RK4, states, times);
            for (int row = 0; row < rows.rows(); row++) {
                double logDensity = expected.logDensity()[row] + d * Math.log(motion.endScale());
                assertEquals(logDensity, result.logDensity()[row], 5e-3 * Math.max(1, Math.abs(logDensity)));
            }
        }
    }

    /** Central differences; the network computes in single precision. */
    private static void differences(VectorField field, int d, double t, double[] x, double[] divergence) {
        double step = 1e-2;
        Arrays.fill(divergence, 0);
        double[] above = new double[x.length];
        double[] below = new double[x.length];
        for (int c = 0; c < d; c++) {
            int column = c;
            double[] up = IntStream.range(0, x.length)
                    .mapToDouble(i -> x[i] + (i % d == column ? step : 0))
                    .toArray();
            double[] down = IntStream.range(0, x.length)
                    .mapToDouble(i -> x[i] - (i % d == column ? step : 0))
                    .toArray();
            field.velocity(t, up, above);
            field.velocity(t, down, below);
            for (int row = 0; row < divergence.length; row++) {
                divergence[row] += (above[row * d + c] - below[row * d + c]) / (2 * step);
            }
        }
    }

    /** Probes of ones and minus ones see a diagonal Jacobian exactly: e' A e = trace A. */
    @Test
    void rademacherProbesAreExactForADiagonal() {
        FlowModel model = TestModels.linear(new double[][] {{0.9, 0}, {0, -1.3}}, new double[2], new LinearPath());
        RowMatrix rows = SourceRows.gaussian(20, 2, 1, 5);
        SamplingSettings how = SamplingSettings.of(Solver.RK4, 20);
        LogDensities exact = score(model, rows, settings(how, Divergence.EXACT));
        LogDensities estimate = score(model, rows, settings(how, Divergence.HUTCHINSON));
        assertArrayEquals(exact.logDensity(), estimate.logDensity(), 1e-4);
        assertArrayEquals(new double[20], estimate.standardError(), 1e-4);
    }

    @ParameterizedTest
    @EnumSource(ProbeLaw.class)
    void hutchinsonsEstimateIsUnbiasedAndItsErrorHonest(ProbeLaw law) {
        FlowModel model = TestModels.random(6);
        int n = 1000;
        RowMatrix rows = SourceRows.gaussian(n, 6, 1, 6);
        SamplingSettings how = SamplingSettings.of(Solver.RK4, 10);
        LogDensities exact = score(model, rows, settings(how, Divergence.EXACT));
        LogDensities estimate = score(model, rows, new LikelihoodSettings(how, Divergence.HUTCHINSON, 32, law, 9));
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < n; row++) {
            double z = (estimate.logDensity()[row] - exact.logDensity()[row]) / estimate.standardError()[row];
            sum += z;
            squares += z * z;
        }
        // z has Student's law of 31 degrees of freedom: mean 0, variance 31/29
        assertEquals(0, sum / n, 4 / Math.sqrt(n));
        assertEquals(31 / 29.0, squares / n, 0.25);
        assertArrayEquals(exact.end().toArray(), estimate.end().toArray(), 1e-5f);
    }

    @Test
    void probesBelongToTheirRowsAndSeed() {
        FlowModel model = TestModels.random(6);
        RowMatrix rows = SourceRows.gaussian(300, 6, 1, 6);
        SamplingSettings how = SamplingSettings.of(Solver.HEUN, 4);
        LogDensities all = score(model, rows, settings(how, Divergence.HUTCHINSON));
        RowMatrix few = RowMatrix.of(Arrays.copyOf(rows.toArray(), 10 * 6), 6);
        LogDensities some = score(model, few, settings(how, Divergence.HUTCHINSON));
        assertArrayEquals(Arrays.copyOf(all.logDensity(), 10), some.logDensity(), 1e-4);
        LogDensities other =
                score(model, few, new LikelihoodSettings(how, Divergence.HUTCHINSON, 8, ProbeLaw.RADEMACHER, 77));
        assertTrue(Math.abs(other.logDensity()[0] - some.logDensity()[0]) > 1e-6);
    }

    @Test
    void decodingTheEndReturnsTheRows() {
        FlowModel model = TestModels.random(4);
        RowMatrix rows = SourceRows.gaussian(50, 4, 1, 8);
        SamplingSettings how = SamplingSettings.adaptive(1e-6);
        RowMatrix end = score(model, rows, settings(how, Divergence.AUTOMATIC)).end();
        RowMatrix back = Sampler.sample(model, end, how, Monitor.none()).end();
        assertArrayEquals(rows.toArray(), back.toArray(), 1e-4f);
    }

    /** A field of zero moves nothing: the density is the source's, which has the path's scale. */
    @Test
    void theSourceHasTheScaleOfThePath() {
        VarianceExplodingPath path = new VarianceExplodingPath(0.01, 5, VarianceExplodingPath.Growth.GEOMETRIC);
        FlowModel model = TestModels.linear(new double[1][1], new double[1], path);
        RowMatrix rows = RowMatrix.of(new float[] {0, 2.5f}, 1);
        double[] logDensity = score(model, rows, settings(SamplingSettings.of(Solver.EULER, 2), Divergence.EXACT))
                .logDensity();
        double scale = path.sourceScale();
        assertEquals(-Math.log(scale * Math.sqrt(2 * Math.PI)), logDensity[0], 1e-5);
        assertEquals(logDensity[0] - 6.25 / (2 * scale * scale), logDensity[1], 1e-5);
    }

    @Test
    void automaticIsExactForFewColumns() {
        assertTrue(Divergence.AUTOMATIC.exact(32));
        assertTrue(!Divergence.AUTOMATIC.exact(33));
        assertTrue(Divergence.EXACT.exact(500));
        assertTrue(!Divergence.HUTCHINSON.exact(2));
    }

    /** A density of 1/8 in three dimensions costs one bit in each. */
    @Test
    void bitsPerDimension() {
        assertEquals(1, LogDensities.bitsPerDimension(Math.log(1 / 8.0), 3), 1e-12);
    }

    private static LikelihoodSettings settings(SamplingSettings how, Divergence divergence) {
        return new LikelihoodSettings(how, divergence, 8, ProbeLaw.RADEMACHER, 0);
    }

    private static LogDensities score(FlowModel model, RowMatrix rows, LikelihoodSettings settings) {
        return Likelihood.of(model, rows, Optional.empty(), settings, Monitor.none());
    }
}
