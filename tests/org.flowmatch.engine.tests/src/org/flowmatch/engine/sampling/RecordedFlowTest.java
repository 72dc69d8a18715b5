// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.executor.Recorded;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some rows on their way: recorded where they are, and without a trace in the rows. */
class RecordedFlowTest {
    private static final int ROWS = 4099;

    /** v = 2 (-x2, x1): a turn by 2 radians. */
    private static final FlowModel ROTATION =
            TestModels.linear(new double[][] {{0, -2}, {2, 0}}, new double[] {0, 0}, new LinearPath());

    private static SamplingSettings settings(Solver solver, int steps) {
        return new SamplingSettings(solver, steps, 1e-5, 1e-5, Direction.FORWARD, false, DeviceChoice.CPU)
                .withNoise(new Diffusion.Proportional(1), 21);
    }

    private static Samples sample(FlowModel model, RowMatrix start, SamplingSettings settings) {
        return Sampler.sample(model, start, settings, Monitor.none());
    }

    private static RecordedFlow recorded(FlowModel model, RowMatrix start, SamplingSettings settings) {
        return sample(model, start, settings.withRecording(true)).recorded().orElseThrow();
    }

    private static float[] row(RowMatrix rows, int row) {
        float[] values = new float[rows.columns()];
        rows.copyRow(row, values, 0);
        return values;
    }

    /** In chunks of all sizes, with calls of several steps and with steps that follow from the neighbours. */
    @ParameterizedTest
    @EnumSource(names = "FLOW_MAP", mode = EnumSource.Mode.EXCLUDE)
    void recordingChangesNoBit(Solver solver) {
        FlowModel model = TestModels.random(3);
        for (int rows : new int[] {1, 700, ROWS}) {
            RowMatrix start = SourceRows.gaussian(rows, 3, 1, 5);
            Samples plain = sample(model, start, settings(solver, 90));
            Samples recorded = sample(model, start, settings(solver, 90).withRecording(true));
            assertArrayEquals(plain.end().toArray(), recorded.end().toArray());
            assertFalse(plain.recorded().isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "FLOW_MAP", mode = EnumSource.Mode.EXCLUDE)
    void rowsBeginAsTheyWereGivenAndEndAsTheyWereMade(Solver solver) {
        FlowModel model = TestModels.random(3);
        RowMatrix start = SourceRows.gaussian(ROWS, 3, 1, 5);
        Samples samples = sample(model, start, settings(solver, 90).withRecording(true));
        RecordedFlow flow = samples.recorded().orElseThrow();
        int last = Recorded.MOST_TIMES - 1;
        assertEquals(Recorded.MOST_ROWS, flow.rows().length);
        assertEquals(Recorded.MOST_TIMES, flow.times().length);
        assertEquals(0, flow.times()[0]);
        assertEquals(1, flow.times()[last], 0.01); // where noise has an end of its own
        for (int i = 0; i < flow.rows().length; i++) {
            assertArrayEquals(row(start, flow.rows()[i]), row(flow.states().get(0), i));
            assertArrayEquals(
                    row(samples.end(), flow.rows()[i]), row(flow.states().get(last), i));
        }
    }

    /** The states of the flow x' = A x with A = 2 J are turned by 2 t. */
    @ParameterizedTest
    @EnumSource(names = {"RK4", "DORMAND_PRINCE", "TSITOURAS", "ADAMS_BASHFORTH"})
    void statesOnTheWayAreThoseOfTheFlow(Solver solver) {
        RecordedFlow flow = recorded(ROTATION, SourceRows.gaussian(ROWS, 2, 1, 5), settings(solver, 120));
        for (int time = 0; time < flow.times().length; time++) {
            double turn = 2 * flow.times()[time];
            for (int i = 0; i < flow.rows().length; i += 37) {
                float[] from = row(flow.states().get(0), i);
                float[] at = row(flow.states().get(time), i);
                assertEquals(Math.cos(turn) * from[0] - Math.sin(turn) * from[1], at[0], 1e-3);
                assertEquals(Math.sin(turn) * from[0] + Math.cos(turn) * from[1], at[1], 1e-3);
            }
        }
    }

    @Test
    void theyAreThoseOfTheTrajectory() {
        RowMatrix start = SourceRows.gaussian(ROWS, 2, 1, 5);
        for (Solver solver : new Solver[] {Solver.HEUN, Solver.EULER_MARUYAMA, Solver.BOGACKI_SHAMPINE}) {
            Samples samples = sample(
                    ROTATION, start, settings(solver, 30).withTrajectory().withRecording(true));
            RecordedFlow flow = samples.recorded().orElseThrow();
            Trajectory trajectory = samples.trajectory().orElseThrow();
            assertArrayEquals(trajectory.times(), flow.times());
            for (int time = 0; time < flow.times().length; time++) {
                float[] states = flow.states().get(time).toArray();
                float[] all = trajectory.states().get(time).toArray();
                for (int i = 0; i < flow.rows().length; i++) {
                    assertEquals(all[2 * flow.rows()[i]], states[2 * i]);
                    assertEquals(all[2 * flow.rows()[i] + 1], states[2 * i + 1]);
                }
            }
        }
    }

    /** The times are those of the grid that lie nearest to an even spread, so that each is one of a step. */
    @Test
    void fewStepsAreRecordedAllAndManyEvenly() {
        RowMatrix start = SourceRows.gaussian(3, 2, 1, 5);
        assertArrayEquals(
                new double[] {0, 1},
                recorded(ROTATION, start, settings(Solver.EULER, 1)).times());
        assertArrayEquals(
                new double[] {0, 0.25, 0.5, 0.75, 1},
                recorded(ROTATION, start, settings(Solver.EULER, 4)).times());
        double[] many = recorded(ROTATION, start, settings(Solver.EULER, 1000)).times();
        assertEquals(Recorded.MOST_TIMES, many.length);
        for (int i = 0; i < many.length; i++) {
            assertEquals(i / 39.0, many[i], 0.0006);
            assertEquals(Math.rint(1000 * many[i]), 1000 * many[i], 1e-9);
        }
        assertEquals(
                Recorded.MOST_TIMES,
                recorded(ROTATION, start, settings(Solver.DORMAND_PRINCE, 1)).times().length);
    }

    /** Of rows of a table, in any order, some come from each tenth. */
    @Test
    void rowsOfATableAreRecordedFromEverywhere() {
        SamplingSettings back = settings(Solver.EULER, 3).toward(Direction.BACKWARD);
        int[] rows =
                recorded(ROTATION, SourceRows.gaussian(10_000, 2, 1, 5), back).rows();
        assertEquals(500, Arrays.stream(rows).distinct().count());
        for (int tenth = 0; tenth < 10; tenth++) {
            int from = 1000 * tenth;
            assertEquals(
                    50,
                    Arrays.stream(rows)
                            .filter(row -> row >= from && row < from + 1000)
                            .count());
        }
        int[] few = recorded(ROTATION, SourceRows.gaussian(499, 2, 1, 5), settings(Solver.EULER, 3))
                .rows();
        assertArrayEquals(IntStream.range(0, 499).toArray(), few);
    }

    /** Steps that follow from the rows of a chunk have chunks of 256 rows: a quarter of them would be too many for ten stretches. */
    @Test
    void ofRowsThatAreDrawnAFewChunksAreAsked() {
        RowMatrix start = SourceRows.gaussian(20_000, 2, 1, 5);
        int[] rows =
                recorded(ROTATION, start, settings(Solver.DORMAND_PRINCE, 1)).rows();
        assertEquals(500, Arrays.stream(rows).distinct().count());
        assertTrue(Arrays.stream(rows).map(row -> row / 256).distinct().count() <= 20);
    }

    /** 2,500 numbers at a time, but no fewer than 100 rows. */
    @Test
    void ofWideRowsFewerAreRecorded() {
        int[] expected = {500, 250, 100};
        int[] columns = {5, 10, 40};
        for (int i = 0; i < columns.length; i++) {
            RowMatrix start = SourceRows.gaussian(1000, columns[i], 1, 5);
            assertEquals(
                    expected[i],
                    recorded(TestModels.random(columns[i]), start, settings(Solver.EULER, 2))
                            .rows()
                            .length);
        }
    }

    @Test
    void backwardAndAlongAnotherScheduleTheyBeginAndEndWithTheRowsToo() {
        FlowModel model =
                TestModels.linear(new double[][] {{0.5}}, new double[] {0.25}, new VariancePreservingPath(0.1, 20));
        RowMatrix start = SourceRows.gaussian(600, 1, 1, 5);
        for (SamplingSettings settings : new SamplingSettings[] {
            settings(Solver.HEUN, 60).toward(Direction.BACKWARD),
            settings(Solver.HEUN, 60)
                    .onSchedule(new VarianceExplodingPath(0.02, 8, VarianceExplodingPath.Growth.GEOMETRIC))
        }) {
            Samples samples = sample(model, start, settings.withRecording(true));
            RecordedFlow flow = samples.recorded().orElseThrow();
            for (int i = 0; i < 500; i++) {
                assertEquals(start.get(flow.rows()[i], 0), flow.states().get(0).get(i, 0));
                assertEquals(
                        samples.end().get(flow.rows()[i], 0),
                        flow.states().get(39).get(i, 0));
            }
        }
    }

    /** In units of the table the last rows are the decoded ones to the bit. */
    @Test
    void theTableEndsWithTheRowsOfTheTable() {
        Samples samples = sample(
                ROTATION,
                SourceRows.gaussian(900, 2, 1, 5),
                settings(Solver.HEUN, 12).withRecording(true));
        RecordedFlow flow = samples.recorded().orElseThrow();
        FlowTable table = FlowTable.of(flow, ROTATION.encoding(), true, Monitor.none());
        Table made = ROTATION.encoding().decode(samples.end(), Monitor.none());
        Table between = ROTATION.encoding().decode(flow.states().get(3), false, Monitor.none());
        assertEquals(500, table.rows());
        assertEquals(13, table.times().length);
        for (int i = 0; i < 500; i++) {
            assertEquals(made.column(1)[flow.rows()[i]], table.cells()[1][12 * 500 + i]);
            assertEquals(between.column(0)[i], table.cells()[0][3 * 500 + i]);
        }
        assertTrue(IntStream.range(0, 13 * 500).noneMatch(cell -> table.open()[0][cell]));
    }
}
