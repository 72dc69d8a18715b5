// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Models whose network does not give the velocity of the path that is followed. */
class OtherFieldsTest {
    private static final RowMatrix START = SourceRows.gaussian(25, 2, 1, 6);

    private static SamplingSettings settings(Solver solver, int steps) {
        return new SamplingSettings(solver, steps, 1e-6, 1e-6, Direction.FORWARD, false, DeviceChoice.CPU);
    }

    private static double[] doubles(RowMatrix rows) {
        float[] values = rows.toArray();
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    private static RowMatrix sample(FlowModel model, RowMatrix start, SamplingSettings settings) {
        return Sampler.sample(model, start, settings, Monitor.none()).end();
    }

    /** v = a' E[x1] + s' E[x0], where x = a E[x1] + s E[x0] gives the one that the network does not. */
    private static VectorField velocity(FlowModel model, VelocityFunction network) {
        Schedule schedule = model.velocity().path().schedule();
        return (t, x, out) -> {
            network.field().velocity(t, x, out);
            double a = schedule.a(t);
            double s = schedule.s(t);
            for (int i = 0; i < out.length; i++) {
                double noise =
                        switch (model.velocity().prediction()) {
                            case TARGET -> (x[i] - a * out[i]) / s;
                            case NOISE -> out[i];
                            default -> -s * out[i];
                        };
                double target = model.velocity().prediction() == Prediction.TARGET ? out[i] : (x[i] - s * noise) / a;
                out[i] = schedule.da(t) * target + schedule.ds(t) * noise;
            }
        };
    }

    /** By hand in Java against the terms that the native program takes, forward on the times that the prediction allows. */
    @ParameterizedTest
    @EnumSource(names = {"TARGET", "NOISE", "SCORE"})
    void otherPredictionsGiveTheVelocity(Prediction prediction) {
        ConditionalPath path = new VariancePreservingPath(0.1, 20);
        FlowModel model = ConditionalModels.predicting(prediction, path);
        Interval times = Conversion.of(prediction, path).interval();
        Schedule schedule = path.schedule();
        double startScale = times.from() == path.tMin() ? 1 : schedule.s(times.from());
        double endScale = times.to() == path.tMax() ? 1 : schedule.a(times.to()) / schedule.a(path.tMax());
        try (VelocityFunction network =
                VelocityFunction.of(model, FieldTerms::identity, Optional.empty(), Guidance.NONE)) {
            JavaSolver java = new JavaSolver(Solver.HEUN3, velocity(model, network), 2);
            double[] x = Arrays.stream(doubles(START)).map(v -> v * startScale).toArray();
            double[] end = java.solve(x, TimeGrid.uniform(times.from(), times.to(), 40));
            double[] seen = doubles(sample(model, START, settings(Solver.HEUN3, 40)));
            for (int i = 0; i < end.length; i++) {
                double expected = end[i] / endScale;
                assertEquals(expected, seen[i], 1e-4 * Math.max(1, Math.abs(expected)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TARGET", "NOISE", "PRECONDITIONED_TARGET"})
    void velocitiesOfRowsAtTheirOwnTimesAreConvertedToo(Prediction prediction) {
        FlowModel model = ConditionalModels.predicting(prediction, new CosinePath(0));
        float[] times = new float[25];
        Arrays.fill(times, 0.375f);
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            float[] x = START.toArray();
            assertArrayEquals(velocity.at(0.375, x), velocity.at(times, x), 1e-5f);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VELOCITY", "TARGET", "NOISE", "PRECONDITIONED_TARGET"})
    void backwardUndoesForwardWhateverIsPredicted(Prediction prediction) {
        FlowModel model = ConditionalModels.predicting(prediction, new LinearPath());
        SamplingSettings forward = settings(Solver.RK4, 400).withGrid(new TimeGrid.Cosine());
        RowMatrix end = sample(model, START, forward);
        RowMatrix back = sample(model, end, forward.toward(Direction.BACKWARD));
        assertArrayEquals(START.toArray(), back.toArray(), 5e-3f);
    }

    /** Another schedule is another way to the same rows: x(t) = c(t) x_r ends where x_r does. */
    @Test
    void anotherScheduleEndsAtTheSameRows() {
        FlowModel model = TestModels.random(2);
        RowMatrix own = sample(model, START, settings(Solver.RK4, 200));
        for (ConditionalPath other : new ConditionalPath[] {new CosinePath(0), new LinearPath()}) {
            RowMatrix changed = sample(model, START, settings(Solver.RK4, 200).onSchedule(other));
            assertArrayEquals(own.toArray(), changed.toArray(), 1e-3f, other.id());
        }
        RowMatrix back = sample(
                model,
                own,
                settings(Solver.RK4, 200).onSchedule(new CosinePath(0)).toward(Direction.BACKWARD));
        assertArrayEquals(START.toArray(), back.toArray(), 1e-3f);
    }

    /** Curve-aware Euler on another schedule goes along that curve; both of order 1, they meet for many steps. */
    @Test
    void curveAwareStepsFollowTheOtherSchedule() {
        FlowModel model = TestModels.random(2);
        RowMatrix own = sample(model, START, settings(Solver.RK4, 200));
        SamplingSettings curved = settings(Solver.CURVE_AWARE_EULER, 4000).onSchedule(new CosinePath(0));
        assertArrayEquals(own.toArray(), sample(model, START, curved).toArray(), 1e-3f);
    }

    private static void refused(String problem, String remedy, Runnable sampling) {
        FlowException e = assertThrows(FlowException.class, sampling::run);
        assertEquals(problem, e.problem());
        assertTrue(e.remedy().contains(remedy), e.remedy());
    }

    @Test
    void curveAwareEulerNeedsAPathWithoutNoiseOfItsOwn() {
        FlowModel tube = ConditionalModels.withScoreHead(new TubePath(0.2), false);
        refused(
                "Curve-aware Euler cannot follow the tube path, because its points hold noise besides source and target"
                        + " row.",
                "Choose Euler",
                () -> sample(tube, START, settings(Solver.CURVE_AWARE_EULER, 5)));
    }

    /** v at the first time, by the network itself. */
    @Test
    void aDistilledModelTakesOneEulerStep() {
        FlowModel model = ConditionalModels.oneStep();
        RowMatrix end = sample(model, START, settings(Solver.EULER, 1));
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            float[] expected = velocity.at(0, START.toArray());
            for (int i = 0; i < expected.length; i++) {
                expected[i] += START.toArray()[i];
            }
            assertArrayEquals(expected, end.toArray(), 1e-6f);
        }
    }

    @ParameterizedTest
    @CsvSource({"EULER, 2, FORWARD", "HEUN, 1, FORWARD", "EULER, 1, BACKWARD", "CURVE_AWARE_EULER, 1, FORWARD"})
    void aDistilledModelRefusesAllElse(Solver solver, int steps, Direction direction) {
        SamplingSettings settings = settings(solver, steps).toward(direction);
        refused(
                "The model was distilled to one step, so it can be sampled by one forward step of EULER alone, but the"
                        + " settings ask for " + steps + " of " + solver + ", " + direction + ".",
                "Choose EULER with 1 step",
                () -> sample(ConditionalModels.oneStep(), START, settings));
    }

    @Test
    void aDistilledModelKeepsToItsSchedule() {
        SamplingSettings settings = settings(Solver.EULER, 1).onSchedule(new CosinePath(0));
        FlowException e = assertThrows(FlowException.class, () -> sample(ConditionalModels.oneStep(), START, settings));
        assertTrue(e.problem().startsWith("The model was distilled to one step"), e.problem());
    }

    @Test
    void stochasticSolversRefuseWhereTheScoreIsNotKnown() {
        FlowException table = assertThrows(
                FlowException.class,
                () -> sample(
                        ConditionalModels.coupled(SourceLaw.TABLE, "independent"),
                        START,
                        settings(Solver.EULER_MARUYAMA, 5)));
        assertTrue(table.problem().startsWith("EULER_MARUYAMA needs the score of the flow. "), table.problem());
        assertTrue(table.problem().contains("table"), table.problem());
        FlowException transport = assertThrows(
                FlowException.class,
                () -> sample(
                        ConditionalModels.coupled(SourceLaw.GAUSSIAN, "optimal_transport"),
                        START,
                        settings(Solver.STOCHASTIC_HEUN, 5)));
        assertTrue(transport.problem().contains("optimal transport"), transport.problem());
        assertTrue(transport.remedy().startsWith("Choose a solver without noise."), transport.remedy());
    }

    @Test
    void stochasticSolversKeepToTheModelsSchedule() {
        refused(
                "EULER_MARUYAMA follows the model's own schedule, but another one is chosen.",
                "leave the schedule",
                () -> sample(
                        TestModels.random(2),
                        START,
                        settings(Solver.EULER_MARUYAMA, 5).onSchedule(new CosinePath(0))));
    }
}
