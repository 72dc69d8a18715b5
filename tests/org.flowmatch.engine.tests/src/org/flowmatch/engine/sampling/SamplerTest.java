// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TestProblem;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplerTest {
    private static final LinearPath LINEAR = new LinearPath();

    /** v = 2 (-x2, x1): a turn by 2 radians. */
    private static final FlowModel ROTATION =
            TestModels.linear(new double[][] {{0, -2}, {2, 0}}, new double[] {0, 0}, LINEAR);

    private static SamplingSettings settings(Solver solver, int steps) {
        return settings(solver, steps, 1e-5, Direction.FORWARD, false);
    }

    private static SamplingSettings settings(
            Solver solver, int steps, double tolerance, Direction direction, boolean trajectory) {
        return new SamplingSettings(solver, steps, tolerance, tolerance, direction, trajectory, DeviceChoice.CPU);
    }

    private static Samples sample(FlowModel model, RowMatrix start, SamplingSettings settings) {
        return Sampler.sample(model, start, settings, Monitor.none());
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    private static void assertClose(double[] expected, float[] values, double tolerance) {
        assertArrayEquals(expected, doubles(values), tolerance);
    }

    /** The closed form of v = -x + 3 t: x(1) = (x0 + 3) / e. */
    @Test
    void aLinearFieldIsSolvedToItsClosedForm() {
        FlowModel model = TestModels.linear(new double[][] {{-1}}, new double[] {3}, LINEAR);
        RowMatrix start = RowMatrix.of(new float[] {1, -2, 0.5f}, 1);
        for (Solver solver : new Solver[] {Solver.RK4, Solver.DORMAND_PRINCE}) {
            float[] end = sample(model, start, settings(solver, 20)).end().toArray();
            assertClose(new double[] {4 / Math.E, 1 / Math.E, 3.5 / Math.E}, end, 1e-4);
        }
    }

    /** Euler's polynomial: ten steps of x' = -x multiply by 0.9 each. */
    @Test
    void stepsAreTheNumberOfSteps() {
        FlowModel decay = TestModels.linear(new double[][] {{-1}}, new double[] {0}, LINEAR);
        Samples samples = sample(decay, RowMatrix.of(new float[] {1}, 1), settings(Solver.EULER, 10));
        assertEquals(Math.pow(0.9, 10), samples.end().get(0, 0), 1e-5);
        assertEquals(10, samples.nfe());
        assertEquals(40, sample(decay, samples.end(), settings(Solver.RK4, 10)).nfe());
    }

    @ParameterizedTest
    @EnumSource(names = {"RK4", "DORMAND_PRINCE"})
    void backwardUndoesForward(Solver solver) {
        FlowModel model = TestModels.random(2);
        RowMatrix start = SourceRows.gaussian(50, 2, 1, 3);
        RowMatrix end = sample(model, start, settings(solver, 40)).end();
        SamplingSettings backward = settings(solver, 40, 1e-5, Direction.BACKWARD, false);
        RowMatrix back = sample(model, end, backward).end();
        assertClose(doubles(start.toArray()), back.toArray(), 1e-4);
    }

    /** 2,500 rows are several chunks on several threads; the same rows alone give the same numbers. */
    @Test
    void rowsDoNotDependOnOtherRows() {
        FlowModel model = TestModels.random(3);
        RowMatrix start = SourceRows.gaussian(2500, 3, 1, 8);
        RowMatrix end = sample(model, start, settings(Solver.HEUN, 9)).end();
        for (int row : new int[] {0, 1023, 1024, 1700, 2499}) {
            float[] x = new float[3];
            start.copyRow(row, x, 0);
            float[] together = new float[3];
            end.copyRow(row, together, 0);
            float[] alone = sample(model, RowMatrix.of(x, 3), settings(Solver.HEUN, 9))
                    .end()
                    .toArray();
            assertArrayEquals(together, alone);
        }
    }

    /** The rows that share steps are the same however many rows there are, and on any number of cores. */
    @Test
    void adaptiveStepsDoNotDependOnLaterRows() {
        FlowModel model = TestModels.random(2);
        SamplingSettings adaptive = settings(Solver.DORMAND_PRINCE, 1, 1e-3, Direction.FORWARD, false);
        float[] many = sample(model, SourceRows.gaussian(1000, 2, 1, 4), adaptive)
                .end()
                .toArray();
        float[] few =
                sample(model, SourceRows.gaussian(512, 2, 1, 4), adaptive).end().toArray();
        assertArrayEquals(Arrays.copyOf(many, few.length), few, 1e-6f);
    }

    @Test
    void manyStepsInFewCallsAreTheSameAsOneStepACall() {
        FlowModel model = TestModels.random(2);
        RowMatrix start = SourceRows.gaussian(10, 2, 1, 8);
        Samples few = sample(model, start, settings(Solver.EULER, 500));
        Samples single = sample(model, start, settings(Solver.EULER, 500, 1e-5, Direction.FORWARD, true));
        assertArrayEquals(few.end().toArray(), single.end().toArray());
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER", "RK4", "DORMAND_PRINCE"})
    void trajectoriesHoldTheStatesOnTheWay(Solver solver) {
        RowMatrix start = SourceRows.gaussian(1500, 2, 1, 1);
        Samples samples = sample(ROTATION, start, settings(solver, 4, 1e-6, Direction.FORWARD, true));
        Trajectory trajectory = samples.trajectory().orElseThrow();
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, trajectory.times());
        assertEquals(5, trajectory.states().size());
        assertArrayEquals(start.toArray(), trajectory.states().get(0).toArray());
        assertArrayEquals(samples.end().toArray(), trajectory.states().get(4).toArray());
        if (solver == Solver.DORMAND_PRINCE) {
            float x = start.get(1200, 0);
            float y = start.get(1200, 1);
            assertEquals(
                    Math.cos(1) * x - Math.sin(1) * y,
                    trajectory.states().get(2).get(1200, 0),
                    2e-4);
        }
    }

    @Test
    void thePathsIntervalIsUsed() {
        FlowModel model =
                TestModels.linear(new double[][] {{0}}, new double[] {2}, new VariancePreservingPath(0.1, 20));
        RowMatrix start = RowMatrix.of(new float[] {1}, 1);
        Samples samples = sample(model, start, settings(Solver.RK4, 3, 1e-5, Direction.FORWARD, true));
        double[] times = samples.trajectory().orElseThrow().times();
        assertEquals(0, times[0]);
        assertEquals(0.999, times[3]);
        assertEquals(1 + 0.999 * 0.999, samples.end().get(0, 0), 1e-5);
    }

    /** NFE of an adaptive solver is the mean over rows: of two chunks here, one at rest and one turning. */
    @Test
    void evaluationsAreTheMeanOverRows() {
        FlowModel model = TestModels.linear(new double[][] {{-3}}, new double[] {0}, LINEAR);
        float[] rows = new float[2048];
        Arrays.fill(rows, 1024, 2048, 4);
        SamplingSettings settings = settings(Solver.DORMAND_PRINCE, 1, 1e-6, Direction.FORWARD, false);
        double resting = sample(model, RowMatrix.of(Arrays.copyOf(rows, 1024), 1), settings)
                .nfe();
        double moving = sample(model, RowMatrix.of(Arrays.copyOfRange(rows, 1024, 2048), 1), settings)
                .nfe();
        double both = sample(model, RowMatrix.of(rows, 1), settings).nfe();
        assertTrue(resting < moving, resting + " and " + moving);
        assertEquals((resting + moving) / 2, both, 1e-9);
    }

    @Test
    void tighterTolerancesAreCloserToTheClosedForm() {
        RowMatrix start = RowMatrix.of(new float[] {1, 0.5f}, 2);
        double[] expected = TestProblem.ROTATION.end;
        for (double tolerance : new double[] {1e-3, 1e-5}) {
            float[] end = sample(
                            ROTATION, start, settings(Solver.DORMAND_PRINCE, 1, tolerance, Direction.FORWARD, false))
                    .end()
                    .toArray();
            assertClose(expected, end, 10 * tolerance);
        }
    }

    @Test
    void samplersAtTheSameTimeDoNotDisturbEachOther() {
        FlowModel model = TestModels.random(3);
        RowMatrix start = SourceRows.gaussian(3000, 3, 1, 2);
        float[] alone = sample(model, start, settings(Solver.RK4, 10)).end().toArray();
        List<CompletableFuture<float[]>> together = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            together.add(CompletableFuture.supplyAsync(
                    () -> sample(model, start, settings(Solver.RK4, 10)).end().toArray()));
        }
        for (CompletableFuture<float[]> future : together) {
            assertArrayEquals(alone, future.join(), 1e-6f);
        }
    }

    @Test
    void rowsWithOtherColumnsAreRefused() {
        RowMatrix rows = RowMatrix.of(new float[6], 3);
        FlowException e = assertThrows(FlowException.class, () -> sample(ROTATION, rows, settings(Solver.EULER, 1)));
        assertEquals("The rows to sample from have 3 encoded columns, but the model has 2.", e.problem());
    }

    @Test
    void noRowsAreRefused() {
        RowMatrix rows = RowMatrix.of(new float[0], 2);
        FlowException e = assertThrows(FlowException.class, () -> sample(ROTATION, rows, settings(Solver.EULER, 1)));
        assertEquals("There are no rows to sample from.", e.problem());
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER", "DORMAND_PRINCE"})
    void numbersThatStopBeingFiniteAreAnError(Solver solver) {
        FlowModel explosion = TestModels.linear(new double[][] {{1e30}}, new double[] {0}, LINEAR);
        RowMatrix start = RowMatrix.of(new float[] {1e8f}, 1);
        FlowException e = assertThrows(FlowException.class, () -> sample(explosion, start, settings(solver, 3)));
        assertTrue(e.problem().contains("not finite"), e.problem());
        assertTrue(e.remedy().contains("more steps"), e.remedy());
    }
}
