// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.FieldLaw;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.Scores;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The executor in TorchScript (single precision) against the one in Java, for every solver on one random network. */
class ExecutorsTest {
    private static final int ROWS = 20;
    private static final int COLUMNS = 3;
    private static final int STEPS = 12;
    private static final Tolerances TOLERANCES = new Tolerances(1e-5, 1e-5, 1e-6, 10_000);
    private static final ConditionalPath CURVED = new CosinePath(0);
    private static final Mlp WAVY =
            new Mlp(List.of(32, 32), Activation.SILU, new TimeFeatures.Fourier(3), new Waves(COLUMNS, List.of(1, 2)));
    private static final FlowModel MODEL = TestModels.random(COLUMNS, WAVY, CURVED, 1);
    private static final RowMatrix START = SourceRows.gaussian(ROWS, COLUMNS, 1, 5);

    private static double[] doubles(RowMatrix rows) {
        float[] values = rows.toArray();
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    private static SamplingSettings settings(Solver solver, Direction direction) {
        return new SamplingSettings(solver, STEPS, 1e-5, 1e-5, direction, false, DeviceChoice.CPU)
                .withGrid(new TimeGrid.Cosine());
    }

    private static double[] ends(Interval interval, Direction direction) {
        return direction == Direction.FORWARD
                ? new double[] {interval.from(), interval.to()}
                : new double[] {interval.to(), interval.from()};
    }

    private static void requireEqual(double[] expected, JavaSolver java, Samples samples) {
        assertArrayEquals(expected, doubles(samples.end()), 2e-5);
        assertEquals(java.evaluations(), samples.nfe());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EULER_MARUYAMA", "STOCHASTIC_HEUN", "ANCESTRAL", "PREDICTOR_CORRECTOR", "FLOW_MAP"})
    void solversWithoutNoiseAgree(Solver solver) {
        try (VelocityFunction velocity = VelocityFunction.of(MODEL)) {
            for (Direction direction : Direction.values()) {
                JavaSolver java = solver == Solver.CURVE_AWARE_EULER
                        ? JavaSolver.curveAware(CURVED.schedule(), velocity.field(), COLUMNS)
                        : new JavaSolver(solver, velocity.field(), COLUMNS);
                double[] ends = ends(new Interval(CURVED.tMin(), CURVED.tMax()), direction);
                double[] expected = solver.adaptive()
                        ? java.solve(doubles(START), ends[0], ends[1], TOLERANCES)
                        : java.solve(doubles(START), new TimeGrid.Cosine().times(ends[0], ends[1], STEPS));
                Samples samples = Sampler.sample(MODEL, START, settings(solver, direction), Monitor.none());
                requireEqual(expected, java, samples);
            }
        }
    }

    /** Backward, the drift is v - e^2 / 2 score, which is 2 v less the forward one. */
    @ParameterizedTest
    @EnumSource(names = {"EULER_MARUYAMA", "STOCHASTIC_HEUN"})
    void solversWithNoiseAgree(Solver solver) {
        DoubleUnaryOperator e = t -> 0.8 * CURVED.schedule().s(t);
        FieldLaw score = Scores.of(MODEL);
        try (VelocityFunction velocity = VelocityFunction.of(MODEL);
                VelocityFunction scores = VelocityFunction.of(MODEL, score, Optional.empty(), Guidance.NONE)) {
            for (Direction direction : Direction.values()) {
                int sign = direction == Direction.FORWARD ? 1 : -1;
                VectorField drift = (t, x, out) -> {
                    double[] grown = new double[x.length];
                    scores.field().velocity(t, x, grown);
                    velocity.field().velocity(t, x, out);
                    for (int i = 0; i < out.length; i++) {
                        out[i] += sign * e.applyAsDouble(t) * e.applyAsDouble(t) / 2 * grown[i];
                    }
                };
                JavaSolver java = JavaSolver.stochastic((Method.Diffusing) solver.method(), drift, e, 77, COLUMNS);
                double[] ends = ends(Scores.interval(MODEL), direction);
                double[] times = new TimeGrid.Cosine().times(ends[0], ends[1], STEPS);
                Samples samples = Sampler.sample(
                        MODEL,
                        START,
                        settings(solver, direction).withNoise(new Diffusion.Proportional(0.8), 77),
                        Monitor.none());
                double[] scaled = doubles(START);
                double[] end = java.solve(scale(scaled, sign > 0 ? 1 : endScale()), times);
                requireEqual(scale(end, sign > 0 ? 1 / endScale() : 1), java, samples);
            }
        }
    }

    @Test
    void theAncestralSamplersAgree() {
        try (VelocityFunction velocity = VelocityFunction.of(MODEL)) {
            JavaSolver java = JavaSolver.ancestral(CURVED.schedule(), velocity.field(), 77, COLUMNS);
            double[] ends = ends(new Interval(CURVED.tMin(), CURVED.tMax()), Direction.FORWARD);
            double[] expected = java.solve(doubles(START), new TimeGrid.Cosine().times(ends[0], ends[1], STEPS));
            SamplingSettings settings =
                    settings(Solver.ANCESTRAL, Direction.FORWARD).withNoise(new Diffusion.Proportional(1), 77);
            requireEqual(expected, java, Sampler.sample(MODEL, START, settings, Monitor.none()));
        }
    }

    @Test
    void predictorAndCorrectorAgree() {
        DoubleUnaryOperator width = CURVED.schedule()::s;
        DoubleUnaryOperator e = t -> 0.8 * width.applyAsDouble(t);
        FieldLaw score = Scores.of(MODEL);
        try (VelocityFunction velocity = VelocityFunction.of(MODEL);
                VelocityFunction scores = VelocityFunction.of(MODEL, score, Optional.empty(), Guidance.NONE)) {
            VectorField drift = (t, x, out) -> {
                double[] grown = new double[x.length];
                scores.field().velocity(t, x, grown);
                velocity.field().velocity(t, x, out);
                Arrays.setAll(out, i -> out[i] + e.applyAsDouble(t) * e.applyAsDouble(t) / 2 * grown[i]);
            };
            JavaSolver java = JavaSolver.predictorCorrector(drift, e, scores.field(), width, 77, COLUMNS);
            double[] ends = ends(Scores.interval(MODEL), Direction.FORWARD);
            double[] end = java.solve(doubles(START), new TimeGrid.Cosine().times(ends[0], ends[1], STEPS));
            SamplingSettings settings = settings(Solver.PREDICTOR_CORRECTOR, Direction.FORWARD)
                    .withNoise(new Diffusion.Proportional(0.8), 77);
            Samples samples = Sampler.sample(MODEL, START, settings, Monitor.none());
            requireEqual(scale(end, 1 / endScale()), java, samples);
            assertEquals(2 * STEPS, samples.nfe());
        }
    }

    /** The score ends before the path does: rows there hold a target row of this weight. */
    private static double endScale() {
        return CURVED.schedule().a(Scores.interval(MODEL).to())
                / CURVED.schedule().a(CURVED.tMax());
    }

    private static double[] scale(double[] x, double factor) {
        return Arrays.stream(x).map(value -> value * factor).toArray();
    }

    /** One call per step, many per call, and states on the way give the same numbers. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "EULER",
                "ADAMS_BASHFORTH",
                "CURVE_AWARE_EULER",
                "EULER_MARUYAMA",
                "ANCESTRAL",
                "PREDICTOR_CORRECTOR"
            })
    void statesOnTheWayChangeNothing(Solver solver) {
        SamplingSettings settings =
                new SamplingSettings(solver, 300, 1e-5, 1e-5, Direction.FORWARD, false, DeviceChoice.CPU);
        Samples plain = Sampler.sample(MODEL, START, settings, Monitor.none());
        Samples kept = Sampler.sample(MODEL, START, settings.withTrajectory(), Monitor.none());
        assertArrayEquals(plain.end().toArray(), kept.end().toArray());
        assertEquals(301, kept.trajectory().orElseThrow().states().size());
        assertEquals(plain.nfe(), kept.nfe());
    }

    /** The dense output of both executors, on uneven times. */
    @ParameterizedTest
    @EnumSource(names = {"BOGACKI_SHAMPINE", "DORMAND_PRINCE", "TSITOURAS", "DORMAND_PRINCE_853"})
    void denseOutputAgrees(Solver solver) {
        SamplingSettings settings = settings(solver, Direction.FORWARD).withTrajectory();
        Samples samples = Sampler.sample(MODEL, START, settings, Monitor.none());
        Trajectory trajectory = samples.trajectory().orElseThrow();
        try (VelocityFunction velocity = VelocityFunction.of(MODEL)) {
            JavaSolver java = new JavaSolver(solver, velocity.field(), COLUMNS);
            List<double[]> states = java.solve(doubles(START), trajectory.times(), TOLERANCES);
            for (int i = 0; i < states.size(); i++) {
                assertArrayEquals(states.get(i), doubles(trajectory.states().get(i)), 2e-5, "state " + i);
            }
            assertEquals(java.evaluations(), samples.nfe());
        }
    }
}
