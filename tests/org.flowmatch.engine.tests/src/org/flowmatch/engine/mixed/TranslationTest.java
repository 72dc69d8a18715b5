// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingFolder;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a source table of another law, with a label that no target row has, become rows of {@link MadeLaw}. */
class TranslationTest {
    private static final int ROWS = 4000;
    private static final SamplingSettings EULER = SamplingSettings.of(Solver.EULER, 50);
    private static final MixedFlow TRANSLATION = new MixedFlow(MadeLaw.FLOW.numbers(), false, true, true);
    private static final CouplingSettings PLAN = new CouplingSettings.OptimalTransport(64);
    private static final CouplingSettings ANY = new CouplingSettings.Independent(true);

    private static final double[] A = {0.4, 0.35, 0.2, 0.05};
    private static final double[] B = {0.7, 0.3, 0.6, 0.5};
    private static final double[] X = {-2, -0.5, 1, 0};
    private static final double[] Y = {1.5, -0.5};

    private static final Map<CouplingSettings, FlowModel> TRAINED = new ConcurrentHashMap<>();

    /** Of source rows y is missing in some, of target rows never; 0 in s is rarer. */
    static Table source(int rows, long seed) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("a", ColumnKind.TEXT),
                new ColumnInfo("b", ColumnKind.TEXT),
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("y", ColumnKind.DOUBLE),
                new ColumnInfo("s", ColumnKind.DOUBLE)));
        for (int row = 0; row < rows; row++) {
            double u = random.nextDouble();
            int a = u < A[0] ? 0 : u < A[0] + A[1] ? 1 : u < 1 - A[3] ? 2 : 3;
            int b = random.nextDouble() < B[a] ? 0 : 1;
            double x = random.nextDouble() < 0.1 ? Double.NaN : X[a] + 0.5 * random.nextGaussian();
            double y = random.nextDouble() < 0.05 ? Double.NaN : Y[b] + 0.5 * random.nextGaussian();
            double s = random.nextDouble() < 0.1 ? 0 : 1.5 + Math.abs(random.nextGaussian());
            builder.add(
                    builder.dictionary(0).code("a" + (a + 1)),
                    builder.dictionary(1).code("b" + (b + 1)),
                    x,
                    y,
                    s);
        }
        return builder.build();
    }

    static Coupling coupling(CouplingSettings settings) {
        return Coupling.fit(
                settings, MadeLaw.table(8000, 1), Optional.of(source(8000, 2)), MadeLaw.AUTOMATIC, 1, Monitor.none());
    }

    private static FlowModel trained(CouplingSettings settings) {
        return TRAINED.computeIfAbsent(settings, of -> {
            MixedFlow flow = new MixedFlow(TRANSLATION.numbers(), of.anyColumns(), !of.anyColumns(), true);
            return MadeLaw.train(coupling(of), flow, 2000);
        });
    }

    private static RowMatrix start(FlowModel model, Table source) {
        return model.encoding().encode(source, TableRole.SOURCE, Monitor.none());
    }

    private static RowMatrix move(FlowModel model, RowMatrix start, MixedSettings labels) {
        return new MixedMover((MixedFlow) model.dynamics(), labels)
                .move(model, start, Optional.empty(), EULER, Monitor.none())
                .end();
    }

    private static Table translated(FlowModel model, Table source, MixedSettings labels) {
        return model.encoding().decode(move(model, start(model, source), labels), Monitor.none());
    }

    private static double kept(Table from, Table to, int column) {
        return IntStream.range(0, from.rows())
                        .filter(row -> MadeLaw.level(from, row, column) == MadeLaw.level(to, row, column))
                        .count()
                / (double) from.rows();
    }

    /** Half the summed differences of the six probabilities of (a, b), and of what depends on labels the largest difference. */
    private static void followsTheLaw(Table table, double ofPairs, double ofOthers) {
        double[][] pairs = new double[3][2];
        double[][] x = new double[3][2];
        double[][] y = new double[2][2];
        double[][] gaps = new double[2][2];
        double[][] zeros = new double[3][2];
        for (int row = 0; row < table.rows(); row++) {
            int a = MadeLaw.level(table, row, 0);
            int b = MadeLaw.level(table, row, 1);
            pairs[a][b] += 1.0 / table.rows();
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
            variation += Math.abs(pairs[a][0] - MadeLaw.A[a] * MadeLaw.B[a]) / 2;
            variation += Math.abs(pairs[a][1] - MadeLaw.A[a] * (1 - MadeLaw.B[a])) / 2;
        }
        assertTrue(variation < ofPairs, "total variation " + variation + " of " + Arrays.deepToString(pairs));
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

    /** A label can be kept in as many rows as both laws have it: .9 of a, .93 of b. Chance alone keeps .36 and .53. */
    @Test
    void rowsTakeTheLawOfTheTargetAndAPlanKeepsTheirLabels() {
        FlowModel model = trained(PLAN);
        Table source = source(ROWS, 9);
        for (MixedSettings labels : List.of(MixedSettings.DEFAULT, new MixedSettings(1, true))) {
            Table rows = translated(model, source, labels);
            followsTheLaw(rows, 0.05, 0.35);
            assertTrue(kept(source, rows, 0) > 0.75, "a kept in " + kept(source, rows, 0));
            assertTrue(kept(source, rows, 1) > 0.85, "b kept in " + kept(source, rows, 1));
        }
    }

    /** Under the independent coupling labels are as they fall, and any of the made rows may be given. */
    @Test
    void givenCellsComeBackAndTheOthersGoWithThem() {
        FlowModel model = trained(ANY);
        Table source = source(ROWS, 9);
        MixedMover mover = new MixedMover((MixedFlow) model.dynamics());
        RowMatrix start = start(model, source);
        Table free = model.encoding()
                .decode(
                        mover.move(model, start, Optional.empty(), EULER, Monitor.none())
                                .end(),
                        Monitor.none());
        followsTheLaw(free, 0.08, 0.5);
        assertTrue(kept(source, free, 0) < 0.45);

        RowMatrix given = onlyA(model, MadeLaw.table(ROWS, 10));
        RowMatrix made = mover.complete(model, start, Optional.of(given), Optional.empty(), EULER, Monitor.none())
                .end();
        for (int row = 0; row < ROWS; row++) {
            assertEquals((int) given.get(row, 0), (int) made.get(row, 0));
        }
        followsTheLaw(model.encoding().decode(made, Monitor.none()), 0.08, 0.5);
    }

    /** Encoded rows of which the first column alone is given. */
    private static RowMatrix onlyA(FlowModel model, Table table) {
        float[] rows =
                model.encoding().encode(table, TableRole.TARGET, Monitor.none()).toArray();
        int width = model.encoding().space().width();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % width == 0 ? rows[i] : Float.NaN;
        }
        return RowMatrix.of(rows, width);
    }

    @Test
    void noBitOfARowDependsOnHowManyThereAre() {
        FlowModel model = MadeLaw.random(coupling(PLAN), TRANSLATION);
        Table source = source(1000, 9);
        float[] all = move(model, start(model, source), MixedSettings.DEFAULT).toArray();
        for (int count : new int[] {1, 7, 300, 999}) {
            Table first = source.select(IntStream.range(0, count).toArray());
            float[] some =
                    move(model, start(model, first), MixedSettings.DEFAULT).toArray();
            assertArrayEquals(Arrays.copyOf(all, some.length), some);
        }
    }

    @Test
    void aFileGivesTheSameRowsAgain(@TempDir Path folder) {
        FlowModel model = MadeLaw.random(coupling(PLAN), TRANSLATION);
        FlowModelFile.write(model, folder.resolve("translation.flow"), Monitor.none());
        FlowModel read = FlowModelFile.read(folder.resolve("translation.flow"), Monitor.none());
        assertEquals(model.encoding(), read.encoding());
        assertEquals(TRANSLATION, read.dynamics());
        Table source = source(50, 4);
        assertArrayEquals(
                move(model, start(model, source), MixedSettings.DEFAULT).toArray(),
                move(read, start(read, source), MixedSettings.DEFAULT).toArray());
    }

    @Test
    void aCouplingIsReadAsItWasWritten(@TempDir Path folder) {
        CouplingSettings weighted = new CouplingSettings.OptimalTransport(16, false, ConditionCost.DEFAULT, 9);
        Coupling coupling = coupling(weighted);
        CouplingFolder.write(coupling, folder, Monitor.none());
        Coupling read = CouplingFolder.read(folder);
        assertEquals(weighted, read.settings());
        assertEquals(coupling.encoding(), read.encoding());
        assertEquals(coupling.space(), read.space());
    }

    @Test
    void theWeightOfLabelsIsLeftOutWhereItIsUsual(@TempDir Path folder) throws Exception {
        CouplingFolder.write(coupling(PLAN), folder, Monitor.none());
        assertFalse(Files.readString(folder.resolve("coupling.json")).contains("labelWeight"));
    }

    /** However they were trained: nothing that could be switched on would help. */
    @Test
    void rowsWithLabelsOfASourceHaveNoDensity() {
        Coupling coupling = coupling(new CouplingSettings.Independent());
        for (boolean labelsFirst : new boolean[] {false, true}) {
            MixedFlow flow = new MixedFlow(MadeLaw.FLOW.numbers(), true, labelsFirst, true);
            FlowModel model = MadeLaw.random(coupling, flow);
            String reason = flow.densityObstacle(model.pairs()).orElseThrow().reason();
            assertTrue(reason.contains("rows of a source table with their labels"), reason);
        }
    }

    @Test
    void noiseAndASourceTableAreNotExchanged() {
        refuses("rows of a source table", () -> MixedRegression.of(MadeLaw.FLOW).require(coupling(PLAN)));
        refuses("starts from noise", () -> MixedRegression.of(TRANSLATION).require(MadeLaw.coupling(200)));
        MixedFlow any = new MixedFlow(MadeLaw.FLOW.numbers(), true, false, true);
        refuses("Any columns", () -> MixedRegression.of(any).require(coupling(PLAN)));
    }

    /** As many levels, but others. */
    @Test
    void aTrainingGoesOnWithTheSameLabelsOfTheSourceAlone() {
        Coupling coupling = coupling(PLAN);
        FlowModel model = MadeLaw.random(coupling, TRANSLATION);
        Table.Builder other = Table.builder(source(10, 2).columns());
        for (String a : List.of("a1", "a7")) {
            double code = other.dictionary(0).code(a);
            other.add(code, other.dictionary(1).code("b1"), 0.5, Double.NaN, 2.5);
        }
        Coupling others = Coupling.fit(
                new CouplingSettings.Independent(),
                MadeLaw.table(8000, 1),
                Optional.of(other.build()),
                MadeLaw.AUTOMATIC,
                1,
                Monitor.none());
        assertEquals(coupling.space(), others.space());
        MixedRegression task = MixedRegression.of(TRANSLATION);
        TrainingSettings once = TrainingSettings.defaults().withBudget(new Budget.Steps(1));
        refuses(
                "other labels",
                () -> Trainer.train(others, task, MadeLaw.NETWORK, once, Optional.of(model), Monitor.none()));
        Trainer.train(coupling, task, MadeLaw.NETWORK, once, Optional.of(model), Monitor.none());
    }

    @Test
    void aPlanNeedsADistance() {
        Table target = MadeLaw.table(200, 1);
        List<ColumnInfo> labels = target.columns().subList(0, 2);
        for (double weight : new double[] {0, 4}) {
            CouplingSettings plan = new CouplingSettings.OptimalTransport(64, false, ConditionCost.DEFAULT, weight);
            Executable fit = () -> Coupling.fit(
                    plan,
                    target.choose(labels),
                    Optional.of(source(200, 2).choose(labels)),
                    MadeLaw.AUTOMATIC,
                    1,
                    Monitor.none());
            if (weight == 0) {
                refuses("have the weight 0", fit);
            } else {
                assertDoesNotThrow(fit);
            }
        }
    }

    private static void refuses(String words, Executable refused) {
        FlowException problem = assertThrows(FlowException.class, refused);
        assertTrue(problem.problem().contains(words), problem::problem);
    }
}
