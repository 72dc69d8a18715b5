// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

/** Tables that cannot be judged, tables that are hard to judge, and what else may happen on the way. */
class ScoreInputTest {
    private static final Table ORDERS = MadeTable.rows(60, 1);

    @Test
    void tablesThatCannotBeComparedAreRefusedByName() {
        Table few = MadeTable.rows(19, 1);
        assertProblem("The synthetic table \"mine\" has 19 rows, but at least 20", ORDERS, few, ORDERS);
        assertProblem("The held-back table has 19 rows", ORDERS, ORDERS, few);
        assertProblem("The training table has 19 rows", few, ORDERS, ORDERS);
        Table fewer = ORDERS.choose(MadeTable.COLUMNS.subList(1, 11));
        assertProblem("The synthetic table \"mine\" has no column \"price\"", ORDERS, fewer, ORDERS);
        assertProblem("The held-back table has no column \"price\"", ORDERS, ORDERS, fewer);
        Table other = fewer.beside(Table.texts(
                "price",
                IntStream.range(0, 60)
                        .mapToObj(i -> i % 2 == 0 ? "low" : "high")
                        .toList()));
        assertProblem(
                "Column \"price\" holds numbers in the training table, but texts elsewhere: the synthetic table",
                ORDERS,
                other,
                ORDERS);
    }

    private static void assertProblem(String expected, Table training, Table synthetic, Table heldBack) {
        FlowException error = assertThrows(
                FlowException.class, () -> score(training, synthetic, Optional.of(heldBack), SmallEffort.settings()));
        assertTrue(error.problem().contains(expected), error.problem());
        assertFalse(error.remedy().isEmpty());
    }

    @Test
    void columnsThatAreNotThereCannotBeChosen() {
        FlowException error = assertThrows(
                FlowException.class, () -> score(ORDERS, ORDERS, Optional.of(ORDERS), SmallEffort.settings("income")));
        assertTrue(error.problem().contains("no column \"income\""), error.problem());
        error = assertThrows(
                FlowException.class,
                () -> score(ORDERS, ORDERS, Optional.of(ORDERS), SmallEffort.settings("good", "name")));
        assertTrue(error.problem().contains("no column \"name\""), error.problem());
        Table keys = ORDERS.beside(keys("key", 60));
        error = assertThrows(
                FlowException.class, () -> score(keys, keys, Optional.of(keys), SmallEffort.settings("key")));
        assertTrue(error.problem().contains("\"key\" looks like an identifier"), error.problem());
        error = assertThrows(
                FlowException.class,
                () -> score(keys("key", 60), keys("key", 60), Optional.empty(), SmallEffort.settings()));
        assertTrue(error.problem().contains("no column to compare"), error.problem());
    }

    @Test
    void aTargetThatNeverVariesIsRefusedByName() {
        Table table = odd(60, 1);
        FlowException error = assertThrows(
                FlowException.class, () -> score(table, table, Optional.of(table), SmallEffort.settings("constant")));
        assertTrue(error.problem().contains("\"constant\" cannot be predicted"), error.problem());
    }

    private static Table keys(String name, int rows) {
        return Table.texts(
                name, IntStream.range(0, rows).mapToObj(i -> "key " + i).toList());
    }

    /** A constant, an empty column, hundreds of texts, an infinite number, numbers beyond float32, labels that others lack. */
    private static Table odd(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 3);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("constant", ColumnKind.DOUBLE),
                new ColumnInfo("empty", ColumnKind.DOUBLE),
                new ColumnInfo("no text", ColumnKind.TEXT),
                new ColumnInfo("town", ColumnKind.TEXT),
                new ColumnInfo("amount", ColumnKind.DOUBLE),
                new ColumnInfo("rare", ColumnKind.TEXT)));
        for (int row = 0; row < rows; row++) {
            builder.add(
                    row == 3 ? Double.POSITIVE_INFINITY : random.uniform(row, 0),
                    7,
                    Double.NaN,
                    Double.NaN,
                    builder.dictionary(4).code("town " + random.below(rows / 3, row, 1)),
                    1e300 * (random.uniform(row, 2) - 0.5),
                    builder.dictionary(6).code(row == 0 ? "only here " + seed : "usual"));
        }
        return builder.build();
    }

    @Test
    void oddColumnsAreJudgedOrNoted() {
        Table training = odd(300, 1).beside(keys("key", 300));
        Table synthetic = odd(300, 3).beside(keys("key", 300)).beside(keys("more", 300));
        Table heldBack = odd(300, 2).beside(keys("key", 300));
        TableScore score = score(training, synthetic, Optional.of(heldBack), SmallEffort.settings("x", "town"));
        assertEquals(
                List.of(
                        "The synthetic table \"mine\" has columns that the training table has not, which were left out:"
                                + " \"more\".",
                        "Column \"constant\" has the same value in all training rows.",
                        "Column \"empty\" is empty in all training rows.",
                        "Column \"no text\" is empty in all training rows.",
                        "Column \"key\" was left out: it looks like an identifier, of which hardly two cells are equal."),
                score.notes());
        assertEquals(7, score.columns().size());
        SyntheticScore one = score.tables().get(0);
        for (MeasureScore measure : one.measures()) {
            assertTrue(Double.isFinite(measure.value().value()), measure.toString());
            assertTrue(Double.isFinite(measure.floor().value()) && measure.share() >= 0, measure.toString());
        }
        assertEquals(List.of(), one.verdict().alarms());
        assertEquals(
                List.of("usual", "only here 1", "only here 3"),
                score.pictures().bins(6).labels());
    }

    @Test
    void aSingleColumnIsJudged() {
        SyntheticScore one = score(
                        Table.numbers("x", uniform(100, 1)),
                        Table.numbers("x", uniform(100, 2)),
                        Optional.of(Table.numbers("x", uniform(100, 3))),
                        SmallEffort.settings())
                .tables()
                .get(0);
        assertEquals(List.of(), one.pairs());
        assertTrue(one.find(Measure.TREND).isEmpty()
                && one.find(Measure.GLOBAL_UTILITY).isEmpty());
        assertEquals(List.of(), one.verdict().alarms());
    }

    private static double[] uniform(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        return IntStream.range(0, rows)
                .mapToDouble(row -> random.uniform(row, 0))
                .toArray();
    }

    @Test
    void withoutHeldBackRowsTheResultSaysWhatItCannotTell() {
        TableScore score = score(
                MadeTable.rows(600, 1),
                MadeTable.rows(300, 2),
                Optional.empty(),
                SmallEffort.settings("good", "region"));
        assertTrue(score.split());
        assertTrue(
                score.notes().get(0).startsWith("No rows were held back"),
                score.notes().toString());
        SyntheticScore one = score.tables().get(0);
        assertTrue(one.privacy().closer().isEmpty()
                && one.privacy().membershipByDistance().isEmpty());
        assertEquals(List.of(), one.privacy().secrets());
        assertEquals(List.of(), one.verdict().alarms());
        assertTrue(
                one.verdict().ofPrivacy().contains("in part only"),
                one.verdict().ofPrivacy());
        // numbers of the whole training table
        assertTrue(one.privacy().risky().stream().anyMatch(row -> row.training() >= 300));
    }

    @Test
    void nothingDependsOnTheNumberOfThreads() {
        ScoreSettings two = SmallEffort.settings("good", "region");
        ScoreSettings one =
                new ScoreSettings(two.target(), two.secrets(), two.effort(), two.riskyRows(), 1, two.seed());
        Table training = MadeTable.rows(150, 1);
        Table synthetic = MadeTable.rows(120, 2);
        Optional<Table> heldBack = Optional.of(MadeTable.rows(140, 3));
        TableScore score = score(training, synthetic, heldBack, one);
        assertEquals(score, score(training, synthetic, heldBack, two));
        assertTrue(score.notes().get(0).contains("\"mine\" has fewer rows (120) than are held back (140)"));
    }

    /** A cancel at each part of the work ends it soon, and progress never goes back. */
    @Test
    void aCancelEndsItWithinASecond() {
        Table training = MadeTable.rows(3_000, 1);
        Table heldBack = MadeTable.rows(3_000, 2);
        ScoreSettings settings = SmallEffort.settings("good").with(Effort.usual());
        for (double at : new double[] {0, 0.031, 0.035}) {
            Canceller canceller = new Canceller(at);
            assertThrows(
                    CancellationException.class,
                    () -> TableScore.of(
                            training,
                            List.of(Synthetic.of("mine", heldBack)),
                            Optional.of(heldBack),
                            settings,
                            canceller));
            // a second on a quiet machine
            assertTrue(System.nanoTime() - canceller.cancelled < 8e9);
            for (int i = 1; i < canceller.reports.size(); i++) {
                assertTrue(canceller.reports.get(i) >= canceller.reports.get(i - 1) - 1e-12);
            }
        }
    }

    private static final class Canceller implements Monitor {
        private final double at;
        private final List<Double> reports = new ArrayList<>();
        private long cancelled = Long.MAX_VALUE;

        Canceller(double at) {
            this.at = at;
        }

        @Override
        public void report(double fraction, String message) {
            reports.add(fraction);
            if (fraction >= at && cancelled == Long.MAX_VALUE) {
                cancelled = System.nanoTime();
            }
        }

        @Override
        public boolean cancelled() {
            return cancelled != Long.MAX_VALUE;
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        Effort usual = Effort.usual();
        FlowException error = assertThrows(
                FlowException.class,
                () -> new Effort(usual.trees(), usual.forest(), usual.columnTrees(), 5, 20, 20, 3, 20, 20, 20));
        assertTrue(error.problem().contains("rows that are told apart is 5"), error.problem());
        error = assertThrows(
                FlowException.class, () -> new ScoreSettings(Optional.empty(), List.of(), usual, -1, 1, 1));
        assertTrue(error.problem().contains("riskiest rows is -1"), error.problem());
    }

    private static TableScore score(Table training, Table synthetic, Optional<Table> heldBack, ScoreSettings settings) {
        return TableScore.of(training, List.of(Synthetic.of("mine", synthetic)), heldBack, settings, Monitor.none());
    }
}
