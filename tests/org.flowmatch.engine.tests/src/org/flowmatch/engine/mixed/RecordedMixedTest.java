// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.FlowTable;
import org.flowmatch.engine.sampling.RecordedFlow;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of numbers and labels on their way: the columns are a, b, x with gaps, y, and s that often is 0. */
class RecordedMixedTest {
    private static final int ROWS = 1300;
    private static final MixedSettings FIRST = new MixedSettings(1, true);

    private static Samples sample(SamplingSettings settings, MixedSettings labels, Optional<RowMatrix> given) {
        FlowModel model = MadeLaw.trained();
        RowMatrix start = SourceRows.start(model, ROWS, 5, Monitor.none());
        return new MixedMover((MixedFlow) model.dynamics(), labels)
                .complete(model, start, given, Optional.empty(), settings, Monitor.none());
    }

    private static Samples recorded(int steps, MixedSettings labels) {
        return sample(SamplingSettings.of(Solver.EULER, steps).withRecording(true), labels, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Solver.class,
            names = {"EULER", "HEUN", "RK4", "ADAMS_BASHFORTH", "EULER_MARUYAMA", "DORMAND_PRINCE"})
    void recordingChangesNoBitInEitherOrder(Solver solver) {
        for (MixedSettings labels : new MixedSettings[] {MixedSettings.DEFAULT, FIRST}) {
            SamplingSettings settings = SamplingSettings.of(solver, 25);
            Samples plain = sample(settings, labels, Optional.empty());
            Samples recorded = sample(settings.withRecording(true), labels, Optional.empty());
            assertArrayEquals(plain.end().toArray(), recorded.end().toArray());
            RecordedFlow flow = recorded.recorded().orElseThrow();
            assertEquals(0, flow.times()[0]);
            assertEquals(1, flow.times()[flow.times().length - 1], 0.03);
            assertTrue(flow.times().length >= 26, solver + " has " + flow.times().length);
        }
    }

    /** The number of a row without a value is 0 as soon as its label says so, and moves until then. */
    @Test
    void labelsAreKnownWhenTheyWereDrawn() {
        FlowModel model = MadeLaw.trained();
        MixedLayout layout = new MixedLayout(model.encoding().space());
        Samples samples = recorded(30, MixedSettings.DEFAULT);
        RecordedFlow flow = samples.recorded().orElseThrow();
        int lacking = 0;
        int x = IntStream.range(0, layout.numbers())
                .filter(i -> layout.governor(i) != MixedLayout.NOWHERE)
                .findFirst()
                .orElseThrow();
        int label = layout.governor(x);
        for (int row = 0; row < flow.rows().length; row++) {
            float[] end = new float[layout.width()];
            samples.end().copyRow(flow.rows()[row], end, 0);
            if (layout.lacksValue(x, label, (int) layout.label(end, 0, label))) {
                lacking++;
                for (int time = 0; time < flow.times().length; time++) {
                    float[] at = new float[layout.width()];
                    flow.states().get(time).copyRow(row, at, 0);
                    assertEquals(time >= flow.known()[row][label], layout.number(at, 0, x) == 0, "time " + time);
                }
            }
        }
        assertTrue(lacking > 50, lacking + " rows lack x");
        // one after another at times that are spread evenly
        double mean = Arrays.stream(flow.known())
                .flatMapToInt(Arrays::stream)
                .average()
                .orElseThrow();
        assertEquals(15.5, mean, 1);
    }

    @Test
    void theTableShowsWhatIsKnown() {
        FlowModel model = MadeLaw.trained();
        Samples samples = recorded(20, MixedSettings.DEFAULT);
        RecordedFlow flow = samples.recorded().orElseThrow();
        FlowTable table = FlowTable.of(flow, model.encoding(), true, Monitor.none());
        Table made = model.encoding().decode(samples.end(), Monitor.none());
        for (int time = 0; time <= 20; time++) {
            for (int row = 0; row < 500; row++) {
                int cell = time * 500 + row;
                int number = flow.rows()[row];
                for (int label = 0; label < 2; label++) {
                    boolean open = flow.known()[row][label] > time;
                    assertEquals(open, table.open()[label][cell]);
                    assertEquals(
                            open ? Double.NaN : made.column(label)[number],
                            table.cells()[label][cell],
                            "label " + label);
                }
                boolean openX = flow.known()[row][2] > time;
                assertEquals(openX, table.open()[2][cell]);
                // a number until the label says that there is none
                assertEquals(!openX && Double.isNaN(made.column(2)[number]), Double.isNaN(table.cells()[2][cell]));
                assertEquals(flow.known()[row][3] <= time && made.column(4)[number] == 0, table.cells()[4][cell] == 0);
                if (time == 20) {
                    assertEquals(made.column(3)[number], table.cells()[3][cell]);
                    assertEquals(made.column(4)[number], table.cells()[4][cell]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Solver.class,
            names = {"EULER", "DORMAND_PRINCE"})
    void labelsThatAreDrawnFirstAreKnownBehindTheFirstTime(Solver solver) {
        RecordedFlow flow = sample(SamplingSettings.of(solver, 5).withRecording(true), FIRST, Optional.empty())
                .recorded()
                .orElseThrow();
        assertEquals(solver == Solver.EULER ? 6 : 40, flow.times().length);
        assertTrue(Arrays.stream(flow.known()).flatMapToInt(Arrays::stream).allMatch(time -> time == 1));
    }

    /** What is given is known from the start, and its number stands still. */
    @Test
    void givenCellsAreThereAllTheTime() {
        FlowModel model = MadeLaw.trained();
        RowMatrix known = model.encoding()
                .encode(MadeLaw.table(ROWS, 9), org.flowmatch.engine.data.TableRole.TARGET, Monitor.none());
        float[] given = known.toArray();
        int width = known.columns();
        Arrays.fill(given, Float.NaN);
        for (int row = 0; row < ROWS; row++) {
            given[row * width] = known.get(row, 0); // a
            given[row * width + 4] = known.get(row, 4); // y, behind a, b and the two of x
        }
        RecordedFlow flow = sample(
                        SamplingSettings.of(Solver.HEUN, 10).withRecording(true),
                        MixedSettings.DEFAULT,
                        Optional.of(RowMatrix.of(given, width)))
                .recorded()
                .orElseThrow();
        for (int row = 0; row < flow.rows().length; row++) {
            assertEquals(0, flow.known()[row][0]);
            assertTrue(flow.known()[row][1] > 0);
            for (RowMatrix state : flow.states()) {
                assertEquals(known.get(flow.rows()[row], 4), state.get(row, 4));
            }
        }
        assertEquals(4, model.encoding().space().labels().size());
    }

    /** What Flow Reflow moves: labels first, by dynamics of their own. */
    @Test
    void theFlowOfTheNumbersIsRecordedToo() {
        FlowModel flow = FlowOfNumbers.of(MadeLaw.trained());
        RowMatrix start = SourceRows.start(flow, ROWS, 5, Monitor.none());
        LabelsFirstMover mover = new LabelsFirstMover((LabelsFirstFlow) flow.dynamics());
        SamplingSettings settings = SamplingSettings.of(Solver.DORMAND_PRINCE, 1);
        Samples plain = mover.move(flow, start, Optional.empty(), settings, Monitor.none());
        Samples samples = mover.move(flow, start, Optional.empty(), settings.withRecording(true), Monitor.none());
        assertArrayEquals(plain.end().toArray(), samples.end().toArray());
        assertEquals(40, samples.recorded().orElseThrow().times().length);
    }
}
