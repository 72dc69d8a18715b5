// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trained model draws follows the law that it was trained on, in every way in which it can be asked. */
class MixedMoverTest {
    private static final int ROWS = 4000;
    private static final SamplingSettings EULER = SamplingSettings.of(Solver.EULER, 50);
    private static final MixedSettings FIRST = new MixedSettings(1, true);

    private static RowMatrix start(FlowModel model, int rows) {
        return SourceRows.start(model, rows, 5, Monitor.none());
    }

    private static RowMatrix move(FlowModel model, int rows, SamplingSettings settings, MixedSettings labels) {
        return new MixedMover((MixedFlow) model.dynamics(), labels)
                .move(model, start(model, rows), Optional.empty(), settings, Monitor.none())
                .end();
    }

    private static Table sample(SamplingSettings settings, MixedSettings labels) {
        FlowModel model = MadeLaw.trained();
        return model.encoding().decode(move(model, ROWS, settings, labels), Monitor.none());
    }

    /** Half the summed differences of the nine probabilities of (a, b), and of what depends on labels the largest difference. */
    static void followsTheLaw(Table table, double ofPairs, double ofOthers) {
        double[][] pairs = new double[3][2];
        double[][] x = new double[3][2];
        double[][] y = new double[2][2];
        double[][] gaps = new double[2][2];
        double[][] zeros = new double[3][2];
        for (int row = 0; row < table.rows(); row++) {
            int a = MadeLaw.level(table, row, 0);
            int b = MadeLaw.level(table, row, 1);
            pairs[a][b]++;
            boolean gap = Double.isNaN(table.get(row, 2));
            add(gaps[b], gap ? 1 : 0);
            if (!gap) {
                add(x[a], table.get(row, 2));
            }
            add(y[b], table.get(row, 3));
            add(zeros[a], table.get(row, 4) == 0 ? 1 : 0);
        }
        double variation = 0;
        for (int a = 0; a < 3; a++) {
            variation += Math.abs(pairs[a][0] / table.rows() - MadeLaw.A[a] * MadeLaw.B[a]) / 2;
            variation += Math.abs(pairs[a][1] / table.rows() - MadeLaw.A[a] * (1 - MadeLaw.B[a])) / 2;
        }
        assertTrue(
                variation < ofPairs, "total variation of label pairs " + variation + " " + Arrays.deepToString(pairs));
        near(MadeLaw.X, x, ofOthers, "means of x");
        near(MadeLaw.Y, y, ofOthers, "means of y");
        near(MadeLaw.GAP, gaps, ofOthers / 4, "shares of gaps");
        near(MadeLaw.ZERO, zeros, ofOthers / 4, "shares of zeros");
    }

    private static void add(double[] sum, double value) {
        sum[0] += value;
        sum[1]++;
    }

    private static void near(double[] expected, double[][] sums, double tolerance, String what) {
        for (int level = 0; level < expected.length; level++) {
            assertEquals(expected[level], sums[level][0] / sums[level][1], tolerance, what + " " + level);
        }
    }

    /** Of 4,000 drawn rows alone pairs are off by .01, means by .02 and shares by .01; the rest is what a short training leaves. */
    @Test
    void labelsNumbersAndGapsFollowTheLaw() {
        followsTheLaw(sample(EULER, MixedSettings.DEFAULT), 0.04, 0.3);
    }

    @Test
    void labelsFirstFollowTheLaw() {
        followsTheLaw(sample(EULER, FIRST), 0.05, 0.3);
    }

    @ParameterizedTest
    @EnumSource(names = {"TSITOURAS", "EULER_MARUYAMA", "ANCESTRAL", "PREDICTOR_CORRECTOR", "HEUN"})
    void otherSolversFollowTheLaw(Solver solver) {
        followsTheLaw(sample(SamplingSettings.of(solver, 50), MixedSettings.DEFAULT), 0.04, 0.3);
    }

    @ParameterizedTest
    @EnumSource(names = "FLOW_MAP", mode = EnumSource.Mode.EXCLUDE)
    void everySolverMovesThemInBothOrders(Solver solver) {
        FlowModel model = MadeLaw.trained();
        for (MixedSettings labels : new MixedSettings[] {MixedSettings.DEFAULT, FIRST}) {
            RowMatrix rows = move(model, 40, SamplingSettings.of(solver, 8), labels);
            areRows(model.encoding().space(), rows);
        }
    }

    /** Levels are levels, and numbers without a value are 0. */
    private static void areRows(RowSpace space, RowMatrix rows) {
        assertEquals(space.width(), rows.columns());
        for (int row = 0; row < rows.rows(); row++) {
            RowPart before = null;
            for (RowPart part : space.parts()) {
                float code = rows.get(row, part.offset());
                assertTrue(Float.isFinite(code));
                if (part.isLabel()) {
                    assertTrue(code >= 0 && (int) code < part.levels(), part.name() + " " + code);
                } else if (part.governed() && before != null) {
                    boolean value = (int) rows.get(row, before.offset()) == before.levels() - 1;
                    assertTrue(value || code == 0, part.name() + " is " + code + " without a value");
                }
                before = part;
            }
        }
    }

    /** The number of rows decides how they are cut into chunks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 333})
    void noBitOfARowDependsOnHowManyThereAre(int rows) {
        FlowModel model = MadeLaw.trained();
        for (Solver solver : new Solver[] {
            Solver.EULER, Solver.RK4, Solver.EULER_MARUYAMA, Solver.ANCESTRAL, Solver.PREDICTOR_CORRECTOR
        }) {
            SamplingSettings settings = SamplingSettings.of(solver, 12);
            float[] all = move(model, 1000, settings, MixedSettings.DEFAULT).toArray();
            float[] some = move(model, rows, settings, MixedSettings.DEFAULT).toArray();
            assertArrayEquals(Arrays.copyOf(all, some.length), some, solver.name());
        }
    }

    /** Rows of which b is the second level and y is given; of the others nothing is. */
    private static RowMatrix given(FlowModel model, int rows) {
        RowSpace space = model.encoding().space();
        float[] given = new float[rows * space.width()];
        Arrays.fill(given, Float.NaN);
        for (int row = 0; row < rows; row++) {
            for (RowPart part : space.parts()) {
                if (part.name().equals("b")) {
                    given[row * space.width() + part.offset()] = 1;
                } else if (part.name().equals("y")) {
                    given[row * space.width() + part.offset()] = -0.9f + row * 1e-4f;
                }
            }
        }
        return RowMatrix.of(given, space.width());
    }

    @Test
    void givenColumnsComeBackAndTheOthersFollowThem() {
        FlowModel model = MadeLaw.trained();
        RowMatrix given = given(model, ROWS);
        RowMatrix rows = new MixedMover(MadeLaw.FLOW)
                .complete(model, start(model, ROWS), Optional.of(given), Optional.empty(), EULER, Monitor.none())
                .end();
        unchanged(given, rows);
        Table table = model.encoding().decode(rows, Monitor.none());
        double[] a = new double[3];
        double gaps = 0;
        for (int row = 0; row < ROWS; row++) {
            assertEquals(1, MadeLaw.level(table, row, 1));
            a[MadeLaw.level(table, row, 0)]++;
            gaps += Double.isNaN(table.get(row, 2)) ? 1 : 0;
        }
        double total = 0;
        for (int level = 0; level < 3; level++) {
            total += MadeLaw.A[level] * (1 - MadeLaw.B[level]);
        }
        for (int level = 0; level < 3; level++) {
            assertEquals(MadeLaw.A[level] * (1 - MadeLaw.B[level]) / total, a[level] / ROWS, 0.06, "a " + level);
        }
        assertEquals(MadeLaw.GAP[1], gaps / ROWS, 0.06);
    }

    private static void unchanged(RowMatrix given, RowMatrix rows) {
        float[] told = given.toArray();
        float[] got = rows.toArray();
        for (int i = 0; i < told.length; i++) {
            if (!Float.isNaN(told[i])) {
                assertEquals(told[i], got[i]);
            }
        }
    }

    /** Noise included; and a row that is given altogether is itself. */
    @ParameterizedTest
    @EnumSource(names = "FLOW_MAP", mode = EnumSource.Mode.EXCLUDE)
    void noSolverChangesWhatIsGiven(Solver solver) {
        FlowModel model = MadeLaw.trained();
        Table table = MadeLaw.table(30, 9);
        RowMatrix whole = model.encoding().encode(table, TableRole.TARGET, Monitor.none());
        for (RowMatrix given : new RowMatrix[] {given(model, 30), whole}) {
            RowMatrix rows = new MixedMover(MadeLaw.FLOW)
                    .complete(
                            model,
                            start(model, 30),
                            Optional.of(given),
                            Optional.empty(),
                            SamplingSettings.of(solver, 6),
                            Monitor.none())
                    .end();
            unchanged(given, rows);
            areRows(model.encoding().space(), rows);
        }
    }

    @Test
    void aLowTemperatureDrawsTheMostFrequentLabels() {
        Table table = sample(SamplingSettings.of(Solver.EULER, 20), new MixedSettings(0.02, true));
        int most = 0;
        for (int row = 0; row < ROWS; row++) {
            most += MadeLaw.level(table, row, 0) == 0 && MadeLaw.level(table, row, 1) == 0 ? 1 : 0;
        }
        assertTrue(most > 0.9 * ROWS, most + " rows of the most frequent pair");
    }

    @Test
    void aFileGivesTheSameRowsAgain(@TempDir Path folder) {
        FlowModel model = MadeLaw.trained();
        Path file = folder.resolve("mixed.flow");
        FlowModelFile.write(model, file);
        FlowModel read = FlowModelFile.read(file);
        assertEquals(model.dynamics(), read.dynamics());
        assertEquals(model.encoding(), read.encoding());
        RowMatrix rows = Movers.of(read)
                .move(read, start(read, 100), Optional.empty(), EULER, Monitor.none())
                .end();
        assertArrayEquals(move(model, 100, EULER, MixedSettings.DEFAULT).toArray(), rows.toArray());
    }

    /** Whatever the number of steps, C labels are drawn one after another, and a row without numbers has something to move. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "DORMAND_PRINCE", "EULER_MARUYAMA"})
    void labelsAlone(Solver solver) {
        Table all = MadeLaw.table(500, 2);
        Coupling coupling =
                MadeLaw.coupling(all.choose(all.columns().subList(0, 2)), new CouplingSettings.Independent());
        FlowModel model = MadeLaw.random(coupling, MadeLaw.FLOW);
        RowMatrix rows = move(model, 300, SamplingSettings.of(solver, 1), MixedSettings.DEFAULT);
        areRows(coupling.space(), rows);
        Table table = model.encoding().decode(rows, Monitor.none());
        boolean[][] seen = new boolean[3][2];
        for (int row = 0; row < 300; row++) {
            seen[MadeLaw.level(table, row, 0)][MadeLaw.level(table, row, 1)] = true;
        }
        assertTrue(Arrays.deepToString(seen).indexOf("false") < 0, Arrays.deepToString(seen));
    }

    @Test
    void numbersAloneMayBeGivenToo() {
        Table all = MadeLaw.table(500, 2);
        Coupling coupling =
                MadeLaw.coupling(all.choose(all.columns().subList(3, 4)), new CouplingSettings.Independent());
        FlowModel model = MadeLaw.random(coupling, MadeLaw.FLOW);
        areRows(coupling.space(), move(model, 20, EULER, MixedSettings.DEFAULT));
        RowMatrix given = RowMatrix.of(new float[] {0.25f, Float.NaN}, 1);
        RowMatrix rows = new MixedMover(MadeLaw.FLOW)
                .complete(model, start(model, 2), Optional.of(given), Optional.empty(), EULER, Monitor.none())
                .end();
        unchanged(given, rows);
    }

    /** The logits of two conditions are a straight line in the weight: at 0 the model without a condition, at 1 that with it. */
    @Test
    void guidanceActsOnLabels() {
        Coupling coupling = MadeLaw.conditional(500);
        FlowModel model = MadeLaw.random(coupling, MadeLaw.FLOW);
        RowMatrix conditions = coupling.conditions().orElseThrow().target();
        float[] first = new float[100 * conditions.columns()];
        conditions.copyRows(0, 100, first);
        RowMatrix told = RowMatrix.of(first, conditions.columns());
        RowMatrix free = move(model, 100, EULER, MixedSettings.DEFAULT);
        assertArrayEquals(free.toArray(), guided(model, told, 0).toArray());
        areRows(coupling.space(), guided(model, told, 3));
        assertTrue(!Arrays.equals(
                guided(model, told, 3).toArray(), guided(model, told, 1).toArray()));
    }

    private static RowMatrix guided(FlowModel model, RowMatrix conditions, double weight) {
        SamplingSettings settings = EULER.withGuidance(new Guidance(weight, 0, 1));
        return new MixedMover(MadeLaw.FLOW)
                .move(model, start(model, 100), Optional.of(conditions), settings, Monitor.none())
                .end();
    }

    /** Within a second on an idle computer. */
    @Test
    void aCancelTakesEffectSoon() {
        FlowModel model = MadeLaw.trained();
        long[] cancelled = {0};
        long began = System.nanoTime();
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                if (cancelled[0] == 0 && System.nanoTime() - began > 1e9) {
                    cancelled[0] = System.nanoTime();
                }
                return cancelled[0] != 0;
            }
        };
        RowMatrix start = start(model, 100_000);
        SamplingSettings settings = SamplingSettings.of(Solver.RK4, 10_000);
        assertThrows(CancellationException.class, () -> new MixedMover(MadeLaw.FLOW)
                .move(model, start, Optional.empty(), settings, monitor));
        double seconds = (System.nanoTime() - cancelled[0]) * 1e-9;
        assertTrue(seconds < 6, seconds + " s");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        Coupling coupling = MadeLaw.coupling(100);
        MixedFlow plain = new MixedFlow(MadeLaw.FLOW.numbers(), false, false);
        FlowModel model = MadeLaw.random(coupling, plain);
        refuses("not trained for it", () -> move(model, 5, EULER, FIRST));
        refuses("states of such rows", () -> move(model, 5, EULER.withTrajectory(), MixedSettings.DEFAULT));
        refuses("given", () -> new MixedMover(plain)
                .complete(
                        model, start(model, 5), Optional.of(given(model, 5)), Optional.empty(), EULER, Monitor.none()));
        refuses(
                "no way back",
                () -> move(
                        model,
                        5,
                        new SamplingSettings(Solver.EULER, 5, 1e-4, 1e-4, Direction.BACKWARD, false, DeviceChoice.CPU),
                        MixedSettings.DEFAULT));
        assertThrows(FlowException.class, () -> new MixedSettings(0, false));
    }

    private static void refuses(String words, Runnable doing) {
        refuses(words, words, doing);
    }

    private static void refuses(String what, String words, Runnable doing) {
        FlowException e = assertThrows(FlowException.class, doing::run, what);
        assertTrue(e.problem().contains(words), e.problem());
    }
}
