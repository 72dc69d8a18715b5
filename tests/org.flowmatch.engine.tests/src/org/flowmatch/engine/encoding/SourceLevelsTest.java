// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;

/** What rows of a source table hold that target rows do not. */
class SourceLevelsTest {
    private static final int ROWS = 400;

    /** A label, numbers with few values, with a spike, and with many values; one value. */
    private static Table target() {
        return new MixedColumns(ROWS)
                .with("label", ColumnKind.TEXT, i -> "abc".substring(i % 3, i % 3 + 1))
                .with("few", ColumnKind.INT, i -> 10 * (i % 4))
                .with("spiked", ColumnKind.DOUBLE, i -> i % 4 == 0 ? 0 : 1 + Math.sin(i * i))
                .with("many", ColumnKind.DOUBLE, i -> Math.cos(i * i))
                .with("one", ColumnKind.INT, i -> 7)
                .table();
    }

    private static Table source(Object label, Object few, Object spiked, Object many, Object one) {
        return new MixedColumns(ROWS)
                .with("label", ColumnKind.TEXT, i -> i == 0 ? label : "b")
                .with("few", ColumnKind.INT, i -> i == 0 ? few : (Object) 10)
                .with("spiked", ColumnKind.DOUBLE, i -> i == 0 ? spiked : (Object) 0.0)
                .with("many", ColumnKind.DOUBLE, i -> i == 0 ? many : (Object) 0.3)
                .with("one", ColumnKind.INT, i -> i == 0 ? one : (Object) 7)
                .table();
    }

    private static TableEncoding fit(Table source) {
        return MixedColumns.fit(target(), MixedColumns.AUTOMATIC).withSource(source);
    }

    private static float[] first(TableEncoding encoding, Table source) {
        RowMatrix rows = encoding.encode(source, TableRole.SOURCE, Monitor.none());
        float[] row = new float[rows.columns()];
        rows.copyRow(0, row, 0);
        return row;
    }

    @Test
    void valuesOfTheSourceAloneAreLevelsBehindThoseOfTheTarget() {
        Table source = source("z", 25, 0.0, 0.3, 7);
        TableEncoding encoding = fit(source);
        assertEquals(List.of(3, 4, 2), encoding.space().labels());
        assertEquals(List.of(4, 5, 2), encoding.space().sourceLabels());
        float[] row = first(encoding, source);
        assertEquals(3, row[0]);
        assertEquals(4, row[1]);
        assertEquals(0, row[2]);
        assertEquals(2, encoding.notes().size(), encoding.notes()::toString);
        assertTrue(encoding.notes().get(0).contains("\"label\" has 1 value in the source table alone"));
        assertEquals(Set.of("one"), encoding.sourceGaps());
    }

    @Test
    void whereNothingIsBeyondTheEncodingIsThatOfTheTarget() {
        Table source = source("a", 20, 2.5, 0.3, 9);
        TableEncoding alone = MixedColumns.fit(target(), MixedColumns.AUTOMATIC);
        TableEncoding encoding = alone.withSource(source);
        assertEquals(alone, encoding);
        assertFalse(encoding.toJson().toString().contains("\"source\""));
        assertArrayEquals(
                alone.encode(target(), TableRole.TARGET, Monitor.none()).toArray(),
                encoding.encode(target(), TableRole.TARGET, Monitor.none()).toArray());
    }

    /** Of a label they are a level, of a number with spikes a level and noise, of another number noise, of one value nothing. */
    @Test
    void missingCellsOfTheSourceAloneAreKnown() {
        Table source = source(null, null, null, null, null);
        TableEncoding encoding = fit(source);
        assertEquals(List.of(4, 5, 3), encoding.space().sourceLabels());
        float[] row = first(encoding, source);
        assertEquals(3, row[0]);
        assertEquals(4, row[1]);
        assertEquals(2, row[2]);
        assertTrue(Float.isFinite(row[3]) && Float.isFinite(row[4]));
        assertEquals(Set.of("label", "few", "spiked", "many", "one"), encoding.sourceGaps());
        assertEquals(4, encoding.notes().size(), encoding.notes()::toString);
        // the target has none
        assertThrows(FlowException.class, () -> encoding.encode(source, TableRole.TARGET, Monitor.none()));
    }

    /** Noise of mean 0 and variance 1, in rows with a spike as in rows without a value, and the same each time. */
    @Test
    void noiseStandsForNumbersWithoutAValue() {
        int rows = 4000;
        Table source = new MixedColumns(rows)
                .with("label", ColumnKind.TEXT, i -> "a")
                .with("few", ColumnKind.INT, i -> 10)
                .with("spiked", ColumnKind.DOUBLE, i -> i % 2 == 0 ? null : (Object) 0.0)
                .with("many", ColumnKind.DOUBLE, i -> null)
                .with("one", ColumnKind.INT, i -> 7)
                .table();
        TableEncoding encoding = fit(source);
        RowMatrix encoded = encoding.encode(source, TableRole.SOURCE, Monitor.none());
        for (int c : new int[] {3, 4}) {
            double[] z =
                    IntStream.range(0, rows).mapToDouble(i -> encoded.get(i, c)).toArray();
            double mean =
                    IntStream.range(0, rows).mapToDouble(i -> z[i]).average().orElseThrow();
            double square = IntStream.range(0, rows)
                    .mapToDouble(i -> z[i] * z[i])
                    .average()
                    .orElseThrow();
            assertEquals(0, mean, 0.08);
            assertEquals(1, square, 0.12);
        }
        assertNotEquals(encoded.get(0, 3), encoded.get(0, 4));
        assertArrayEquals(
                encoded.toArray(),
                encoding.encode(source, TableRole.SOURCE, Monitor.none()).toArray());
    }

    @Test
    void whatNeitherTableHasIsRefusedWithItsColumn() {
        TableEncoding encoding = fit(source("z", 25, 0.0, 0.3, 7));
        refuses("Column \"label\" of the source table has the label \"q\" in row 1", encoding, source("q", 0, 0, 0, 7));
        refuses("column \"many\" of the source table, row 1", encoding, source("a", 0, 0, null, 7));
        refuses("column \"label\" of the source table, row 1", encoding, source(null, 0, 0, 0, 7));
        refuses("column \"spiked\" of the source table, row 1", encoding, source("a", 0, null, 0, 7));
        refuses("label \"z\"", encoding, source("z", 0, 0, 0, 7), TableRole.TARGET);
    }

    private static void refuses(String words, TableEncoding encoding, Table table) {
        refuses(words, encoding, table, TableRole.SOURCE);
    }

    private static void refuses(String words, TableEncoding encoding, Table table, TableRole role) {
        FlowException problem = assertThrows(FlowException.class, () -> encoding.encode(table, role, Monitor.none()));
        assertTrue(problem.problem().contains(words), problem::problem);
    }

    @Test
    void aNumberThatIsNoLevelCountsAsTheNearestOfBothTables() {
        TableEncoding encoding = fit(source("a", 25, 0.0, 0.3, 7));
        int[][] levels = {{-5, 0}, {9, 1}, {22, 2}, {24, 4}, {26, 4}, {29, 3}, {99, 3}};
        for (int[] level : levels) {
            assertEquals(level[1], first(encoding, source("a", level[0], 0.0, 0.3, 7))[1], "level of " + level[0]);
        }
    }

    /** More than 500 numbers count as the nearest level, rare texts share a level, which texts seen later have, too. */
    @Test
    void tooManyLevelsHaveNoneOfTheirOwn() {
        int rows = 3000;
        Table source = new MixedColumns(rows)
                .with("label", ColumnKind.TEXT, i -> i < 1000 ? "t" + i : "t" + i % 499)
                .with("few", ColumnKind.INT, i -> i)
                .with("spiked", ColumnKind.DOUBLE, i -> 0.0)
                .with("many", ColumnKind.DOUBLE, i -> 0.3)
                .with("one", ColumnKind.INT, i -> 7)
                .table();
        TableEncoding encoding = fit(source);
        assertEquals(List.of(3 + 501, 4, 2), encoding.space().sourceLabels());
        assertEquals(3 + 500, first(encoding, source("t999", 0, 0.0, 0.3, 7))[0]);
        assertEquals(3 + 500, first(encoding, source("later", 0, 0.0, 0.3, 7))[0]);
        float own = first(encoding, source("t1", 0, 0.0, 0.3, 7))[0];
        assertTrue(own >= 3 && own < 3 + 500, "level " + own);
        assertEquals(3, first(encoding, source("a", 2990, 0.0, 0.3, 7))[1]);
    }

    @Test
    void aDescriptionIsReadAsItWasWritten() {
        TableEncoding encoding = fit(source("z", 25, null, null, 7));
        TableEncoding read = TableEncoding.fromJson(encoding.toJson());
        assertEquals(encoding, read);
        assertEquals(encoding.space(), read.space());
        assertEquals(encoding.sourceGaps(), read.sourceGaps());
    }

    @Test
    void levelsThatDoNotFitTheirColumnAreRefused() {
        LevelColumn numbers = new LevelColumn(new double[] {1, 2}, new long[] {5, 5}, 0);
        LevelColumn gaps = new LevelColumn(new double[] {0, 1}, new long[] {5, 5}, 2);
        Map<SourceLevels, ColumnEncoding> wrong = Map.of(
                new SourceLevels(List.of(2.0), List.of(), false, false), numbers,
                new SourceLevels(List.of(), List.of("c"), false, false), numbers,
                new SourceLevels(List.of(), List.of(), true, false), numbers,
                new SourceLevels(List.of(), List.of(), false, true), gaps);
        wrong.forEach((levels, encoding) ->
                assertThrows(IllegalArgumentException.class, () -> levels.requireOf(encoding, List.of())));
        SourceLevels known = new SourceLevels(List.of(), List.of("a"), false, false);
        assertThrows(IllegalArgumentException.class, () -> known.requireOf(gaps, List.of("a", "b")));
        assertThrows(
                IllegalArgumentException.class, () -> new SourceLevels(List.of(3.0, 2.0), List.of(), false, false));
    }
}
