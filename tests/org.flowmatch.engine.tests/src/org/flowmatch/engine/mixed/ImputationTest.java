// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.PolynomialPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Missing cells against the law of a made table: x ~ N(0, 1); y | x ~ N(0.8 x, 0.6^2); side = "up" or "down", the sign of x
 * in nine of ten rows; gauge | x ~ N(3 + x, 0.5^2), missing in two of five rows; note = side in nine of ten rows, missing in
 * three of ten.
 */
class ImputationTest {
    private static final int X = 0;
    private static final int Y = 1;
    private static final int SIDE = 2;
    private static final int GAUGE = 3;
    private static final int NOTE = 4;
    private static final double MISSING = Double.NaN;
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("x", ColumnKind.DOUBLE),
            new ColumnInfo("y", ColumnKind.DOUBLE),
            new ColumnInfo("side", ColumnKind.TEXT),
            new ColumnInfo("gauge", ColumnKind.DOUBLE),
            new ColumnInfo("note", ColumnKind.TEXT));

    private static FlowModel model;

    private record Row(double x, double y, String side, double gauge, String note) {
        Row without(int column) {
            return new Row(
                    column == X ? MISSING : x,
                    column == Y ? MISSING : y,
                    column == SIDE ? null : side,
                    column == GAUGE ? MISSING : gauge,
                    column == NOTE ? null : note);
        }
    }

    @BeforeAll
    static void train() {
        model = train(new LinearPath(), rows(8000, 1), 3000, true);
    }

    private static List<Row> rows(int count, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            String side = random.nextDouble() < 0.9 == x > 0 ? "up" : "down";
            String note = random.nextDouble() < 0.9 ? side : side.equals("up") ? "down" : "up";
            double gauge = 3 + x + 0.5 * random.nextGaussian();
            double y = 0.8 * x + 0.6 * random.nextGaussian();
            rows.add(new Row(
                    x, y, side, random.nextDouble() < 0.4 ? MISSING : gauge, random.nextDouble() < 0.3 ? null : note));
        }
        return rows;
    }

    /** Rows whose gauge and note are there. */
    private static List<Row> whole(int count, long seed) {
        return rows(6 * count, seed).stream()
                .filter(row -> !Double.isNaN(row.gauge) && row.note != null)
                .limit(count)
                .toList();
    }

    private static Table table(List<Row> rows) {
        Table.Builder builder = Table.builder(COLUMNS);
        for (Row row : rows) {
            builder.add(row.x, row.y, code(builder, SIDE, row.side), row.gauge, code(builder, NOTE, row.note));
        }
        return builder.build();
    }

    private static double code(Table.Builder builder, int column, String text) {
        return text == null ? MISSING : builder.dictionary(column).code(text);
    }

    private static FlowModel train(ConditionalPath path, List<Row> rows, int steps, boolean anyColumns) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(anyColumns),
                table(rows),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                .withEmaDecay(0.998);
        Mlp network = new Mlp(List.of(64, 64, 64), Activation.SILU, new TimeFeatures.Fourier(2));
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, path, Objective.defaults(), false),
                        network,
                        settings,
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static ImputationSettings settings(int draws, Optional<Double> coverage) {
        return new ImputationSettings(SamplingSettings.of(Solver.EULER, 25), draws, coverage, 1);
    }

    private static Imputation imputation(FlowModel of, Table table, ImputationSettings settings) {
        return new Imputation(of, table, Optional.empty(), settings, Monitor.none());
    }

    private static Table best(List<Row> rows) {
        return imputation(model, table(rows), settings(5, Optional.empty()))
                .best(Monitor.none())
                .table();
    }

    private static String text(Table table, int row, int column) {
        return table.dictionary(column).text((int) table.get(row, column));
    }

    /** Root of the mean squared distance; the numbers deviate by about 1. */
    private static double distance(Table made, int column, List<Row> rows, double slope, double offset) {
        return Math.sqrt(IntStream.range(0, rows.size())
                .mapToDouble(row -> made.get(row, column) - offset - slope * rows.get(row).x)
                .map(error -> error * error)
                .average()
                .orElseThrow());
    }

    @Test
    void theBestValueIsNearTheConditionalMean() {
        List<Row> rows = whole(1000, 2).stream()
                .map(row -> row.without(SIDE).without(NOTE).without(GAUGE).without(Y))
                .toList();
        Table made = best(rows);
        assertTrue(distance(made, Y, rows, 0.8, 0) < 0.2, () -> "y: " + distance(made, Y, rows, 0.8, 0));
        assertTrue(
                distance(made, GAUGE, rows, 1, 3) < 0.32,
                () -> "a number of which two of five were missing: " + distance(made, GAUGE, rows, 1, 3));
    }

    @Test
    void theBestLabelIsTheMostProbableOne() {
        List<Row> whole = whole(1000, 3);
        List<Row> rows = whole.stream().map(row -> row.without(NOTE)).toList();
        Imputed made =
                imputation(model, table(rows), settings(5, Optional.empty())).best(Monitor.none());
        long likeliest = IntStream.range(0, rows.size())
                .filter(row -> text(made.table(), row, NOTE).equals(rows.get(row).side))
                .count();
        assertTrue(likeliest >= 970, likeliest + " of 1000 notes are the side");
        double chance = IntStream.range(0, rows.size())
                .mapToDouble(row -> made.chances().get("note")[row])
                .average()
                .orElseThrow();
        assertEquals(0.9, chance, 0.04, "probability of the label chosen");
        assertTrue(Double.isNaN(made.chances().get("side")[0]), "side was there");
    }

    @Test
    void intervalsOfDrawsHoldWhatTheySay() {
        List<Row> whole = whole(2000, 4);
        List<Row> rows = whole.stream().map(row -> row.without(Y)).toList();
        ImputationSettings settings = settings(39, Optional.of(ImputationSettings.DEFAULT_COVERAGE));
        Imputed made = imputation(model, table(rows), settings).best(Monitor.none());
        Table lower = made.lower().orElseThrow();
        Table upper = made.upper().orElseThrow();
        int y = lower.indexOf("y");
        double held = IntStream.range(0, rows.size())
                        .filter(row -> lower.get(row, y) <= whole.get(row).y && whole.get(row).y <= upper.get(row, y))
                        .count()
                / 2000.0;
        // two standard errors of a share of .95 in 2,000 rows are .01
        assertTrue(held >= 0.93 - 0.01 && held <= 0.97 + 0.01, "held " + held);
        assertTrue(Double.isNaN(lower.get(0, lower.indexOf("x"))), "x was there");
    }

    @Test
    void whatIsThereStaysBitForBit() {
        List<Row> rows = new ArrayList<>(List.of(
                new Row(1e30, MISSING, "sideways", 2.123456789012345, "up"),
                new Row(MISSING, 0.1 + 0.2, "up", MISSING, "a note of its own"),
                new Row(-0.0, 5, "down", 1, "down")));
        rows.addAll(rows(200, 5));
        Imputation imputation = imputation(model, table(rows), settings(3, Optional.empty()));
        List<Table> completed = new ArrayList<>();
        completed.add(imputation.best(Monitor.none()).table());
        imputation.draws((draw, made) -> completed.add(made), Monitor.none());
        assertEquals(4, completed.size());
        for (Table made : completed) {
            for (int row = 0; row < rows.size(); row++) {
                Row was = rows.get(row);
                assertKept(was.x, made.get(row, X));
                assertKept(was.y, made.get(row, Y));
                assertKept(was.gauge, made.get(row, GAUGE));
                assertEquals(was.side, text(made, row, SIDE));
                assertTrue(was.note == null || was.note.equals(text(made, row, NOTE)), was.toString());
            }
        }
        List<String> warnings = imputation.warnings();
        assertTrue(
                warnings.contains("Column \"side\": 1 cells have a label that the model does not know; they are taken"
                        + " as missing."),
                warnings::toString);
        assertTrue(
                warnings.stream().anyMatch(w -> w.startsWith("Column \"x\": 1 numbers lie outside")),
                warnings::toString);
    }

    private static void assertKept(double was, double is) {
        if (Double.isNaN(was)) {
            assertTrue(Double.isFinite(is), "filled with " + is);
        } else {
            assertEquals(Double.doubleToRawLongBits(was), Double.doubleToRawLongBits(is));
        }
    }

    /** Gauge and note have a level for missing cells, which no open cell may get: neither the best value nor a draw. */
    @Test
    void aMissingCellIsNeverMissingAgain() {
        List<Row> rows = rows(1000, 6).stream()
                .map(row -> row.without(GAUGE).without(NOTE))
                .toList();
        Imputation imputation = imputation(model, table(rows), settings(2, Optional.empty()));
        List<Table> completed =
                new ArrayList<>(List.of(imputation.best(Monitor.none()).table()));
        imputation.draws((draw, made) -> completed.add(made), Monitor.none());
        for (Table made : completed) {
            for (int column : new int[] {GAUGE, NOTE}) {
                assertTrue(IntStream.range(0, rows.size()).noneMatch(row -> Double.isNaN(made.get(row, column))));
            }
        }
        double up = IntStream.range(0, rows.size())
                        .filter(row -> text(completed.get(1), row, NOTE).equals(rows.get(row).side))
                        .count()
                / 1000.0;
        assertEquals(0.9, up, 0.05, "the other levels keep their odds");
    }

    @Test
    void rowsOfWhichNothingIsKnownAreCompletedAndCounted() {
        Row nothing = new Row(MISSING, MISSING, null, MISSING, null);
        List<Row> rows = new ArrayList<>(rows(10, 7));
        rows.add(nothing);
        rows.add(new Row(MISSING, MISSING, "sideways", MISSING, null));
        Imputation imputation = imputation(model, table(rows), settings(2, Optional.empty()));
        Table made = imputation.best(Monitor.none()).table();
        for (int column = 0; column < COLUMNS.size(); column++) {
            assertFalse(Double.isNaN(made.get(10, column)));
        }
        assertTrue(
                imputation.warnings().stream().anyMatch(w -> w.startsWith("2 of 12 rows have no cell")),
                imputation.warnings()::toString);
        Table alone = best(List.of(nothing));
        assertEquals(1, alone.rows());
        assertFalse(Double.isNaN(alone.get(0, X)));
    }

    @Test
    void rowsWithoutAMissingCellAreNotLookedAt() {
        List<Row> rows = new ArrayList<>(whole(50, 8));
        Table complete = table(rows);
        Imputation none = imputation(model, complete, settings(2, Optional.empty()));
        assertEquals(0, none.rows());
        assertSame(complete, none.best(Monitor.none()).table());
        rows.set(20, rows.get(20).without(X));
        assertEquals(
                1, imputation(model, table(rows), settings(2, Optional.empty())).rows());
    }

    @Test
    void aDrawIsTheSameHoweverManyThereAre() {
        Table table = table(rows(40, 9).stream().map(row -> row.without(Y)).toList());
        List<double[]> two = drawn(table, 2);
        List<double[]> five = drawn(table, 5);
        assertArrayEquals(two.get(0), five.get(0));
        assertArrayEquals(two.get(1), five.get(1));
        assertFalse(Math.abs(two.get(0)[0] - two.get(1)[0]) < 1e-9, "two draws differ");
    }

    /** A table completed part by part is the table completed, to the last bit. */
    @Test
    void theBestValueIsTheSameWhateverOtherRowsThereAre() {
        List<Row> rows =
                rows(300, 9).stream().map(row -> row.without(Y).without(NOTE)).toList();
        double[] whole = filled(rows);
        for (int size : new int[] {1, 7, 129}) {
            for (int from = 0; from + size <= rows.size(); from += 130) {
                assertArrayEquals(
                        Arrays.copyOfRange(whole, from, from + size),
                        filled(rows.subList(from, from + size)),
                        size + " rows from " + from);
            }
        }
    }

    private static double[] filled(List<Row> rows) {
        return imputation(model, table(rows), settings(2, Optional.empty()))
                .best(Monitor.none())
                .table()
                .column(Y);
    }

    private static List<double[]> drawn(Table table, int draws) {
        List<double[]> drawn = new ArrayList<>();
        imputation(model, table, settings(draws, Optional.empty()))
                .draws((draw, made) -> drawn.add(made.column(Y)), Monitor.none());
        assertEquals(draws, drawn.size());
        return drawn;
    }

    /** a'(0) = 0 on this path: the velocity there says nothing of the target row. */
    @Test
    void whereOneEvaluationSaysNothingDrawsTakeItsPlace() {
        FlowModel other = train(new PolynomialPath(2), rows(500, 10), 300, true);
        Table table = table(whole(20, 11).stream().map(row -> row.without(Y)).toList());
        assertThrows(FlowException.class, () -> new Completion(other));
        Imputation imputation = imputation(other, table, settings(9, Optional.empty()));
        Table made = imputation.best(Monitor.none()).table();
        assertTrue(IntStream.range(0, 20).allMatch(row -> Double.isFinite(made.get(row, Y))));
        assertTrue(
                imputation.warnings().stream()
                        .anyMatch(w -> w.contains("median, or the most frequent label, of 9 draws")),
                imputation.warnings()::toString);
    }

    @Test
    void columnsMayBeLackingAndOthersMayBeThere() {
        Table whole = table(rows(30, 12).stream().map(row -> row.without(Y)).toList());
        Table some = Table.numbers("z", whole.column(X)).beside(whole.choose(List.of(COLUMNS.get(Y), COLUMNS.get(X))));
        Table made = imputation(model, some, settings(2, Optional.empty()))
                .best(Monitor.none())
                .table();
        assertEquals(List.of("z", "y", "x"), made.names());
        assertTrue(Double.isFinite(made.get(0, 1)));
    }

    @Test
    void whatCannotBeCompletedIsRefused() {
        FlowException columns = assertThrows(
                FlowException.class,
                () -> imputation(model, Table.numbers("z", 1, MISSING), settings(2, Optional.empty())));
        assertTrue(columns.problem().startsWith("The table has no column of the model"), columns::problem);
        FlowException kind = assertThrows(
                FlowException.class,
                () -> imputation(model, Table.numbers("side", 1, MISSING), settings(2, Optional.empty())));
        assertTrue(kind.problem().contains("the model knows texts"), kind::problem);
        FlowModel other = train(new LinearPath(), rows(100, 13), 5, false);
        FlowException given = assertThrows(
                FlowException.class, () -> imputation(other, table(rows(3, 14)), settings(2, Optional.empty())));
        assertTrue(given.problem().contains("not trained to be given any columns"), given::problem);
    }

    @Test
    void anIntervalNeedsEnoughDraws() {
        assertEquals(2, settings(79, Optional.of(0.95)).rank());
        assertEquals(1, settings(39, Optional.of(0.95)).rank());
        FlowException few = assertThrows(FlowException.class, () -> settings(38, Optional.of(0.95)));
        assertTrue(few.remedy().contains("at least 39 draws"), few::remedy);
    }

    @Test
    void aCancelIsHeeded() {
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        Imputation imputation = imputation(model, table(rows(500, 15)), settings(2, Optional.empty()));
        assertThrows(CancellationException.class, () -> imputation.best(cancelled));
        assertThrows(CancellationException.class, () -> imputation.draws((draw, made) -> {}, cancelled));
    }
}
