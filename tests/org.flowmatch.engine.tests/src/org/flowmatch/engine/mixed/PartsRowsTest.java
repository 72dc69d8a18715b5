// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.flowmatch.engine.encoding.OrderedTable.column;
import static org.flowmatch.engine.encoding.PartsTable.COLUMNS;
import static org.flowmatch.engine.encoding.PartsTable.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.encoding.PartsTable;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parts whose sum is kept: sampled, given, filled in, scored. */
class PartsRowsTest {
    private static final Table TABLE = PartsTable.of(5000, 1);
    private static final SamplingSettings EULER = SamplingSettings.of(Solver.EULER, 20);

    private static FlowModel model;

    @BeforeAll
    static void train() {
        Coupling coupling = Coupling.fit(
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

    private static Table made(int rows, Optional<GivenTable> given) {
        RowMatrix start = SourceRows.start(model, rows, 3, Monitor.none());
        RowMatrix end = new MixedMover((MixedFlow) model.dynamics())
                .complete(
                        model,
                        start,
                        given.map(cells -> cells.encode(Monitor.none())),
                        Optional.empty(),
                        EULER,
                        Monitor.none())
                .end();
        Table made = model.encoding().decode(end, Monitor.none());
        return given.map(cells -> cells.restore(made, 0)).orElse(made);
    }

    private static void assertAddsUp(Table made) {
        for (int row = 0; row < made.rows(); row++) {
            double gross = made.get(row, 1);
            assertEquals(gross, made.get(row, 3) + made.get(row, 4) + made.get(row, 0), 1e-9 * Math.max(1, gross));
            for (int c = 0; c < COLUMNS.size(); c++) {
                assertTrue(made.get(row, c) >= 0);
            }
        }
    }

    private static double share(double[] values) {
        return Arrays.stream(values).filter(value -> value == 0).count() / (double) values.length;
    }

    @Test
    void everySampledRowAddsUpAndZerosComeBack() {
        Table made = made(20_000, Optional.empty());
        assertEquals(COLUMNS, made.columns());
        assertAddsUp(made);
        assertEquals(share(column(TABLE, "tip")), share(column(made, "tip")), 0.06);
        for (String name : List.of("net", "tax", "gross")) {
            double was = Arrays.stream(column(TABLE, name)).average().orElseThrow();
            assertEquals(was, Arrays.stream(column(made, name)).average().orElseThrow(), 0.15 * was, name);
        }
    }

    @Test
    void givenPartsStayAndOthersShareWhatIsLeft() {
        Table cells = Table.numbers("gross", 50, 50, 80.5).beside(Table.numbers("net", 40, 50, Double.NaN));
        Table made = made(3, Optional.of(GivenTable.of(model.encoding(), cells, Set.of())));
        assertAddsUp(made);
        for (String name : cells.names()) {
            for (int row = 0; row < 3; row++) {
                double given = column(cells, name)[row];
                assertTrue(Double.isNaN(given) || given == column(made, name)[row], name);
            }
        }
        assertEquals(0, column(made, "tax")[1]);
        refused("but \"gross\" is open there", Table.numbers("net", 40));
        refused(
                "Row 1 of the table of given values breaks the rule \"net\" + \"tax\" + \"tip\" = \"gross\"",
                Table.numbers("gross", 50).beside(Table.numbers("net", 50.01)));
        // all parts say what the whole is
        Table parts = Table.numbers("net", 40).beside(Table.numbers("tax", 7.6)).beside(Table.numbers("tip", 0));
        Table whole = made(1, Optional.of(GivenTable.of(model.encoding(), parts, Set.of())));
        assertEquals(47.6, column(whole, "gross")[0], 1e-12);
        assertAddsUp(whole);
    }

    private static void refused(String problem, Table cells) {
        FlowException refusal =
                assertThrows(FlowException.class, () -> GivenTable.of(model.encoding(), cells, Set.of()));
        assertTrue(refusal.problem().contains(problem), refusal::problem);
    }

    @Test
    void filledCellsAddUpWithKnownOnes() {
        Table whole = PartsTable.of(1000, 8);
        Random random = new Random(9);
        double[][] cells = new double[COLUMNS.size()][];
        List<List<String>> texts = new ArrayList<>();
        for (int c = 0; c < cells.length; c++) {
            double[] column = whole.column(c);
            Arrays.setAll(column, row -> random.nextInt(3) == 0 ? Double.NaN : column[row]);
            cells[c] = column;
            texts.add(c == 2 ? whole.dictionary(2).texts() : List.of());
        }
        Table gaps = new Table(COLUMNS, cells, texts, whole.rows());
        Imputation imputation = new Imputation(
                model, gaps, Optional.empty(), new ImputationSettings(EULER, 3, Optional.empty(), 1), Monitor.none());
        List<Table> completed =
                new ArrayList<>(List.of(imputation.best(Monitor.none()).table()));
        imputation.draws((draw, table) -> completed.add(table), Monitor.none());
        for (Table table : completed) {
            assertAddsUp(table);
            for (int c = 0; c < COLUMNS.size(); c++) {
                for (int row = 0; row < gaps.rows(); row++) {
                    if (!Double.isNaN(gaps.get(row, c))) {
                        assertEquals(gaps.get(row, c), table.get(row, c));
                    }
                }
            }
        }
    }

    @Test
    void rowsAreScoredAndThoseThatDoNotAddUpRefused() {
        Table fresh = PartsTable.of(30, 5);
        LikelihoodSettings settings = new LikelihoodSettings(EULER, Divergence.EXACT, 2, ProbeLaw.GAUSSIAN, 1);
        double[] scores = score(fresh, settings);
        assertTrue(Arrays.stream(scores).allMatch(Double::isFinite));
        // what is left at the end follows from the others
        double[] none = new double[30];
        Arrays.fill(none, Double.NaN);
        Table without =
                new Table(COLUMNS.subList(0, 1), new double[][] {none}, 30).beside(fresh.choose(COLUMNS.subList(1, 5)));
        double[] same = score(without, settings);
        IntStream.range(0, 30).forEach(row -> assertEquals(scores[row], same[row], 1e-3 * Math.abs(scores[row])));
        double[] tip = fresh.column(0);
        tip[3] += 1;
        Table wrong =
                new Table(COLUMNS.subList(0, 1), new double[][] {tip}, 30).beside(fresh.choose(COLUMNS.subList(1, 5)));
        String problem =
                assertThrows(FlowException.class, () -> score(wrong, settings)).problem();
        assertTrue(problem.startsWith("Row 4 of the target table breaks the rule \"net\" + "), problem);
    }

    private static double[] score(Table table, LikelihoodSettings settings) {
        return Movers.of(model)
                .score(model, table, Optional.empty(), settings, TiePoints.defaults(), Monitor.none())
                .logDensity();
    }
}
