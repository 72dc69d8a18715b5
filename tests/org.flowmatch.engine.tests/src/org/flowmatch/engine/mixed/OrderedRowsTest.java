// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.flowmatch.engine.encoding.OrderedTable.COLUMNS;
import static org.flowmatch.engine.encoding.OrderedTable.SETTINGS;
import static org.flowmatch.engine.encoding.OrderedTable.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingFolder;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.encoding.OrderedTable;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.FlowTable;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates and prices whose order is kept: sampled, given, filled in, recorded, scored. */
class OrderedRowsTest {
    private static final Table TABLE = OrderedTable.of(5000, 1);
    private static final SamplingSettings EULER = SamplingSettings.of(Solver.EULER, 20);

    private static Coupling coupling;
    private static FlowModel model;

    @BeforeAll
    static void train() {
        coupling = Coupling.fit(
                new CouplingSettings.Independent(true), TABLE, Optional.empty(), SETTINGS, 1, Monitor.none());
        model = Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        new Mlp(List.of(64, 64), Activation.SILU, new TimeFeatures.Fourier(2)),
                        TrainingSettings.defaults()
                                .withBudget(new Budget.Steps(2500))
                                .withBatchSize(256)
                                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                                .withEmaDecay(0.99),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static MixedMover mover() {
        return new MixedMover((MixedFlow) model.dynamics());
    }

    private static Table made(int rows, Optional<GivenTable> given, SamplingSettings settings) {
        RowMatrix start = SourceRows.start(model, rows, 3, Monitor.none());
        RowMatrix end = mover().complete(
                        model,
                        start,
                        given.map(cells -> cells.encode(Monitor.none())),
                        Optional.empty(),
                        settings,
                        Monitor.none())
                .end();
        Table made = model.encoding().decode(end, Monitor.none());
        return given.map(cells -> cells.restore(made, 0)).orElse(made);
    }

    /** Missing cells keep every order. */
    private static void assertOrdered(Table table) {
        for (List<String> rule : List.of(List.of("first day", "last day", "paid"), List.of("low", "high"))) {
            double[][] cells = rule.stream().map(name -> column(table, name)).toArray(double[][]::new);
            for (int row = 0; row < table.rows(); row++) {
                double last = Double.NEGATIVE_INFINITY;
                for (double[] column : cells) {
                    assertFalse(column[row] < last, () -> rule + " is broken");
                    last = Double.isNaN(column[row]) ? last : column[row];
                }
            }
        }
    }

    private static double[] lengths(Table table) {
        double[] lengths = column(table, "last day");
        double[] first = column(table, "first day");
        Arrays.setAll(lengths, row -> lengths[row] - first[row]);
        return lengths;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElseThrow();
    }

    @Test
    void everySampledRowKeepsTheOrderAndTheLawIsLearnt() {
        Table made = made(20_000, Optional.empty(), EULER);
        assertEquals(COLUMNS, made.columns());
        assertOrdered(made);
        double[] was = lengths(TABLE);
        double[] is = lengths(made);
        assertEquals(mean(was), mean(is), 0.15 * mean(was));
        double none = share(was);
        assertEquals(none, share(is), 0.05);
        long gaps = Arrays.stream(column(made, "paid")).filter(Double::isNaN).count();
        assertEquals(0.15, gaps / 20_000.0, 0.03);
        double[] high = column(made, "high");
        assertTrue(Arrays.stream(high).allMatch(price -> Math.abs(100 * price - Math.rint(100 * price)) < 1e-9));
    }

    private static double share(double[] lengths) {
        return Arrays.stream(lengths).filter(length -> length == 0).count() / (double) lengths.length;
    }

    @Test
    void givenCellsStayAndOthersAreInOrderBesideThem() {
        // stays that begin late are long
        Table cells = new Table(
                List.of(new ColumnInfo("first day", ColumnKind.DATE), new ColumnInfo("low", ColumnKind.DOUBLE)),
                new double[][] {
                    IntStream.range(0, 2000)
                            .mapToDouble(i -> i % 2 == 0 ? 19_080 : 18_920)
                            .toArray(),
                    // far above all that was seen
                    IntStream.range(0, 2000)
                            .mapToDouble(i -> i % 4 == 3 ? 1e6 : 20)
                            .toArray()
                },
                2000);
        GivenTable given = GivenTable.of(model.encoding(), cells, Set.of());
        Table made = made(2000, Optional.of(given), EULER);
        assertOrdered(made);
        for (int row = 0; row < 2000; row++) {
            assertEquals(cells.get(row, 0), column(made, "first day")[row]);
            assertEquals(cells.get(row, 1), column(made, "low")[row]);
        }
        double[] lengths = lengths(made);
        double late =
                mean(IntStream.range(0, 1000).mapToDouble(i -> lengths[2 * i]).toArray());
        double early = mean(
                IntStream.range(0, 1000).mapToDouble(i -> lengths[2 * i + 1]).toArray());
        assertTrue(late > 2 * early, late + " and " + early);
    }

    @Test
    void aGivenDifferenceIsFollowed() {
        Table cells = TABLE.select(IntStream.range(0, 1000).toArray()).choose(COLUMNS.subList(0, 4));
        GivenTable given = GivenTable.of(model.encoding(), cells, Set.of());
        RowMatrix encoded = given.encode(Monitor.none());
        RowMatrix whole = model.encoding()
                .encode(TABLE.select(IntStream.range(0, 1000).toArray()), TableRole.SOURCE, Monitor.none());
        // first day, last day - first day; not paid - last day, of two coordinates; shop, low; not what is behind it
        boolean[] known = new boolean[encoded.columns()];
        model.encoding()
                .space()
                .parts()
                .forEach(part -> known[part.offset()] =
                        !List.of("paid - last day", "high - low", "open").contains(part.name()));
        for (int row = 0; row < 1000; row++) {
            for (int i = 0; i < known.length; i++) {
                assertEquals(
                        known[i],
                        !Float.isNaN(encoded.get(row, i)),
                        model.encoding().space().parts().toString());
                if (known[i]) {
                    assertEquals(whole.get(row, i), encoded.get(row, i), 1e-6);
                }
            }
        }
        assertOrdered(made(1000, Optional.of(given), EULER));
    }

    @Test
    void aCellThatTellsNothingIsRefused() {
        Table alone = new Table(List.of(COLUMNS.get(0)), new double[][] {{Double.NaN, 19_001}}, 2);
        FlowException refusal =
                assertThrows(FlowException.class, () -> GivenTable.of(model.encoding(), alone, Set.of()));
        assertEquals(
                "Column \"last day\" of the table of given values has 2022-01-09 in row 2, but \"first day\" is open there:"
                        + " to keep the rule \"first day\" <= \"last day\" <= \"paid\", \"last day\" is made from"
                        + " \"first day\", so that the model cannot follow it alone.",
                refusal.problem());
        assertEquals("Give \"first day\" there, too, or leave \"last day\" open.", refusal.remedy());
        Table turned = new Table(List.of(COLUMNS.get(2), COLUMNS.get(6)), new double[][] {{3, 20}, {4, 19.5}}, 2);
        assertEquals(
                "Row 2 of the table of given values breaks the rule \"low\" <= \"high\", which all rows keep: it has 20,"
                        + " 19.5.",
                assertThrows(FlowException.class, () -> GivenTable.of(model.encoding(), turned, Set.of()))
                        .problem());
    }

    /** A gap that is given is one whatever else is open. */
    @Test
    void aGapMayBeGiven() {
        Table gap = new Table(
                List.of(COLUMNS.get(3), COLUMNS.get(0), COLUMNS.get(4)),
                new double[][] {{19_000, 19_000}, {19_002, 19_002}, {Double.NaN, 19_010}},
                2);
        GivenTable given = GivenTable.of(model.encoding(), gap, Set.of("paid"));
        double[] paid = column(made(2, Optional.of(given), EULER), "paid");
        assertTrue(Double.isNaN(paid[0]));
        assertEquals(19_010, paid[1]);
        assertThrows(
                FlowException.class,
                () -> GivenTable.of(
                        model.encoding(),
                        new Table(gap.columns().subList(0, 1), new double[][] {{Double.NaN}}, 1),
                        Set.of("first day")));
    }

    private static Table withGaps(Table table, double share) {
        Random random = new Random(9);
        double[][] cells = new double[COLUMNS.size()][];
        List<List<String>> texts = new ArrayList<>();
        for (int c = 0; c < cells.length; c++) {
            cells[c] = table.column(c);
            for (int row = 0; row < table.rows(); row++) {
                cells[c][row] = random.nextDouble() < share ? Double.NaN : cells[c][row];
            }
            texts.add(
                    COLUMNS.get(c).kind().numeric()
                            ? List.of()
                            : table.dictionary(c).texts());
        }
        return new Table(COLUMNS, cells, texts, table.rows());
    }

    @Test
    void filledCellsAreInOrderBesideKnownOnes() {
        Table gaps = withGaps(OrderedTable.of(1500, 8), 0.3);
        for (Optional<Double> coverage : List.of(Optional.<Double>empty(), Optional.of(0.8))) {
            Imputation imputation = new Imputation(
                    model, gaps, Optional.empty(), new ImputationSettings(EULER, 9, coverage, 1), Monitor.none());
            List<Table> completed =
                    new ArrayList<>(List.of(imputation.best(Monitor.none()).table()));
            imputation.draws((draw, table) -> completed.add(table), Monitor.none());
            for (Table table : completed) {
                assertOrdered(table);
                for (int c = 0; c < COLUMNS.size(); c++) {
                    for (int row = 0; row < gaps.rows(); row++) {
                        assertTrue(Double.isFinite(table.get(row, c)));
                        if (!Double.isNaN(gaps.get(row, c))
                                && COLUMNS.get(c).kind().numeric()) {
                            assertEquals(gaps.get(row, c), table.get(row, c));
                        }
                    }
                }
            }
            assertTrue(
                    imputation.warnings().stream()
                            .anyMatch(warning -> warning.matches("In [0-9]+ rows a missing cell of the rule \"low\" <="
                                    + " \"high\" comes before known ones: these limit what is filled in, and tell no"
                                    + " more of it.")),
                    imputation.warnings()::toString);
        }
    }

    @Test
    void rowsOnTheirWayAreInUnitsOfTheTable() {
        RowMatrix start = SourceRows.start(model, 300, 3, Monitor.none());
        SamplingSettings recorded = EULER.withRecording(true);
        FlowTable flow = FlowTable.of(
                mover().move(model, start, Optional.empty(), recorded, Monitor.none())
                        .recorded()
                        .orElseThrow(),
                model.encoding(),
                true,
                Monitor.none());
        assertEquals(COLUMNS, flow.columns());
        int last = (flow.times().length - 1) * flow.rows();
        for (int row = 0; row < flow.rows(); row++) {
            assertTrue(flow.cells()[3][last + row] <= flow.cells()[0][last + row]);
            assertFalse(flow.open()[4][last + row]);
        }
        // whether there is a payment is not known at first
        assertTrue(IntStream.range(0, flow.rows()).anyMatch(row -> flow.open()[4][row]));
        assertTrue(IntStream.range(0, flow.rows()).noneMatch(row -> flow.open()[2][row]));
    }

    @Test
    void rowsAreScoredInTheTablesColumns() {
        Mover all = Movers.of(model);
        assertEquals(Set.of("shop", "paid", "open", "high"), all.mayLack(model));
        LikelihoodSettings settings = new LikelihoodSettings(EULER, Divergence.EXACT, 2, ProbeLaw.GAUSSIAN, 1);
        Table fresh = OrderedTable.of(40, 5);
        TableScores scores = all.score(model, fresh, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        assertTrue(Arrays.stream(scores.logDensity()).allMatch(Double::isFinite));
        // the same stays with a length that none had
        double[] last = fresh.column(0);
        double[] paid = column(fresh, "paid");
        Arrays.setAll(last, row -> last[row] + 200);
        Arrays.setAll(paid, row -> paid[row] + 200);
        Table odd = new Table(List.of(COLUMNS.get(0), COLUMNS.get(4)), new double[][] {last, paid}, 40)
                .beside(fresh.choose(
                        List.of(COLUMNS.get(1), COLUMNS.get(2), COLUMNS.get(3), COLUMNS.get(5), COLUMNS.get(6))));
        TableScores ofOdd = all.score(model, odd, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        for (int row = 0; row < 40; row++) {
            assertTrue(ofOdd.logDensity()[row] < scores.logDensity()[row], "row " + row);
        }
        double[][] shares = all.columnScorer()
                .orElseThrow()
                .shares(model, odd, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        int length = model.encoding().standIns()[0];
        int largest = 0;
        for (int row = 0; row < 40; row++) {
            int at = row;
            largest += Arrays.stream(shares)
                                    .mapToDouble(column -> column[at])
                                    .max()
                                    .orElseThrow()
                            == shares[length][row]
                    ? 1
                    : 0;
        }
        assertTrue(largest > 35, largest + " rows are told by their length");
    }

    @Test
    void filesKeepTheRules(@TempDir Path folder) {
        Path file = folder.resolve("model.flow");
        FlowModelFile.write(model, file);
        assertEquals(model.encoding(), FlowModelFile.read(file).encoding());
        CouplingFolder.write(coupling, folder.resolve("coupling"), Monitor.none());
        assertEquals(
                coupling.encoding(),
                CouplingFolder.read(folder.resolve("coupling")).encoding());
    }
}
