// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final int ROWS = 400;
    private static final double GAP = Double.NaN;

    private final List<ColumnInfo> columns = new ArrayList<>();
    private final List<MixedSample.Column> names = new ArrayList<>();
    private final List<double[]> training = new ArrayList<>();
    private final List<double[]> heldBack = new ArrayList<>();

    private void column(String name, ColumnKind kind, IntToDoubleFunction known, IntToDoubleFunction unknown) {
        columns.add(new ColumnInfo(name, kind));
        names.add(new MixedSample.Column(name, kind == ColumnKind.TEXT));
        training.add(cells(known));
        heldBack.add(cells(unknown));
    }

    /** The same law on both sides. */
    private void column(String name, ColumnKind kind, IntToDoubleFunction cell) {
        column(name, kind, cell, row -> cell.applyAsDouble(row + ROWS));
    }

    private static double[] cells(IntToDoubleFunction cell) {
        double[] cells = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            cells[row] = cell.applyAsDouble(row);
        }
        return cells;
    }

    private List<String> found() {
        return new RuleFinder(
                        new MixedSample(names, training.toArray(double[][]::new)),
                        new MixedSample(names, heldBack.toArray(double[][]::new)),
                        columns,
                        1)
                .run().stream().map(rule -> rule.rule().text()).toList();
    }

    private static IntToDoubleFunction uniform(long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 9);
        return row -> random.uniform(row, 0);
    }

    private static IntToDoubleFunction whole(long seed, int levels) {
        return row -> Math.floor(levels * uniform(seed).applyAsDouble(row));
    }

    @Test
    void sumsOfSeveralPartsAndEqualColumnsAreFoundOnce() {
        IntToDoubleFunction a = uniform(1);
        IntToDoubleFunction b = row -> uniform(2).applyAsDouble(row) - 0.5;
        IntToDoubleFunction c = row -> uniform(3).applyAsDouble(row) - 0.5;
        column("a", ColumnKind.DOUBLE, a);
        column("b", ColumnKind.DOUBLE, b);
        column("c", ColumnKind.DOUBLE, c);
        column("sum", ColumnKind.DOUBLE, row -> a.applyAsDouble(row) + b.applyAsDouble(row) + c.applyAsDouble(row));
        column("again", ColumnKind.DOUBLE, a);
        assertEquals(List.of("\"a\" = \"again\"", "\"a\" + \"b\" + \"c\" = \"sum\""), found());
    }

    @Test
    void aRuleHasItsSlipsButNotMany() {
        IntToDoubleFunction low = uniform(1);
        IntToDoubleFunction high = row -> low.applyAsDouble(row) + uniform(2).applyAsDouble(row);
        column("low", ColumnKind.DOUBLE, row -> row % 400 == 0 ? 9 : low.applyAsDouble(row));
        column("high", ColumnKind.DOUBLE, high);
        column("loose", ColumnKind.DOUBLE, row -> row % 50 == 0 ? -1 : high.applyAsDouble(row) + 0.1);
        assertEquals(List.of("\"low\" is at most \"high\""), found());
    }

    @Test
    void whatHeldBackRowsDoNotConfirmIsNoRule() {
        column("x", ColumnKind.DOUBLE, uniform(1));
        column("y", ColumnKind.DOUBLE, row -> uniform(1).applyAsDouble(row) + 0.1, uniform(5));
        assertEquals(List.of(), found());
    }

    @Test
    void whatAlwaysHoldsAndWhatNeverRepeatsSayNothing() {
        column("small", ColumnKind.DOUBLE, uniform(1));
        column("large", ColumnKind.DOUBLE, row -> 5 + uniform(2).applyAsDouble(row));
        column("day", ColumnKind.DATE, row -> 100 + row % 7);
        column("constant", ColumnKind.INT, row -> 1);
        assertEquals(List.of(), found());
    }

    @Test
    void aColumnThatDeterminesAnotherIsFoundGapsIncluded() {
        IntToDoubleFunction town = whole(1, 30);
        column("town", ColumnKind.TEXT, row -> town.applyAsDouble(row) == 4 ? GAP : town.applyAsDouble(row));
        column(
                "state",
                ColumnKind.TEXT,
                row -> town.applyAsDouble(row) == 5 ? GAP : Math.floor(town.applyAsDouble(row) / 10));
        column("noise", ColumnKind.TEXT, whole(2, 3));
        assertEquals(List.of("\"town\" determines \"state\""), found());
    }

    @Test
    void rowsAreCountedAsTheRuleReadsThem() {
        MixedSample rows = new MixedSample(
                List.of(new MixedSample.Column("a", false), new MixedSample.Column("b", false)),
                new double[][] {{1, 2, 3, GAP, -0.0}, {1, 5, 2, 2, GAP}});
        assertEquals(new Rule.Count(3, 1), new OrderRule("a", "b").count(rows));
        assertEquals(new Rule.Count(3, 2), new SumRule(List.of("a"), "b").count(rows));
        Map<Double, Double> values = Map.of(1.0, 1.0, 2.0, 2.0, GAP, 2.0, 0.0, GAP);
        assertEquals(new Rule.Count(4, 1), new DependencyRule("a", "b", values).count(rows));
        assertTrue(new SumRule(List.of("a", "b"), "b").text().contains("\"a\" + \"b\" = \"b\""));
        assertEquals(0, new Rule.Count(0, 0).share());
    }
}
