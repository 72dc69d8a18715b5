// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of numbers and texts. */
class MixedTableTest {
    private static final ColumnInfo NUMBER = new ColumnInfo("number", ColumnKind.DOUBLE);
    private static final ColumnInfo TEXT = new ColumnInfo("text", ColumnKind.TEXT);
    private static final ColumnInfo OTHER = new ColumnInfo("other", ColumnKind.TEXT);
    // three columns fill a block of the file with 2^19 / 3 rows
    private static final int ROWS = 200_000;

    private static String text(int row) {
        return "text " + row % 1000;
    }

    /** Row i is (i, text i, one of two texts), every seventh text missing. */
    private static Table table(long mostCells) {
        Table.Builder builder = Table.builder(List.of(NUMBER, TEXT, OTHER)).inMemory(mostCells);
        for (int row = 0; row < ROWS; row++) {
            builder.add(
                    row,
                    row % 7 == 6 ? Double.NaN : builder.dictionary(1).code(text(row)),
                    builder.dictionary(2).code(row % 2 == 0 ? "even" : "odd"));
        }
        return builder.build();
    }

    private static String text(Table table, int row, ColumnInfo column) {
        int place = table.indexOf(column.name());
        return table.dictionary(place).text((int) table.get(row, place));
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, Long.MAX_VALUE})
    void textsAreKeptByChoosingColumnsAndRows(long mostCells) {
        try (Table table = table(mostCells)) {
            assertEquals(ROWS, table.rows());
            assertEquals(1000, table.dictionary(1).size());
            Table chosen = table.choose(List.of(OTHER, TEXT));
            assertEquals(List.of(OTHER, TEXT), chosen.columns());
            for (int row : new int[] {0, 1, 999, 174_762, 174_763, ROWS - 1}) {
                assertEquals(row % 7 != 6, chosen.usable(row));
                assertEquals(row % 2 == 0 ? "even" : "odd", text(chosen, row, OTHER));
                if (row % 7 != 6) {
                    assertEquals(text(row), text(chosen, row, TEXT));
                    assertEquals(text(row), text(table, row, TEXT));
                }
            }
            Table selected = chosen.select(new int[] {ROWS - 1, 3});
            assertEquals("odd", text(selected, 1, OTHER));
            assertEquals(text(ROWS - 1), text(selected, 0, TEXT));
            Table usable = table.usableRows();
            assertEquals(ROWS - ROWS / 7, usable.rows());
            assertEquals(text(7), text(usable, 6, TEXT));
            assertEquals(7, usable.get(6, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, Long.MAX_VALUE})
    void aMissingTextIsNamed(long mostCells) {
        try (Table table = table(mostCells)) {
            FlowException e = assertThrows(FlowException.class, () -> table.requireUsable(TableRole.TARGET));
            assertEquals("In column \"text\" of the target table, row 7 is missing.", e.problem());
            assertTrue(e.remedy().contains("skipped"), e.remedy());
            assertFalse(table.choose(List.of(NUMBER, OTHER)).firstBadCell().isPresent());
        }
    }

    @Test
    void textsThatAreNotKeptAreUsableCellsOfOneCode() {
        List<String> many = IntStream.range(0, Dictionary.MOST_TEXTS + 2)
                .mapToObj(Integer::toString)
                .toList();
        Table table = Table.texts("text", many);
        assertTrue(table.dictionary(0).overflowed());
        assertEquals(Dictionary.MORE, table.get(Dictionary.MOST_TEXTS, 0));
        assertEquals(Dictionary.MORE, table.get(Dictionary.MOST_TEXTS + 1, 0));
        assertSame(table, table.usableRows());
    }

    @Test
    void tablesOfOneLengthStandBesideEachOther() {
        Table both = Table.numbers("number", 1, 2).beside(Table.texts("text", Arrays.asList("a", null)));
        assertEquals(List.of(NUMBER, TEXT), both.columns());
        assertEquals("a", text(both, 0, TEXT));
        assertTrue(Double.isNaN(both.get(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> both.beside(Table.numbers("more", 1)));
        assertThrows(IllegalArgumentException.class, () -> both.beside(Table.numbers("number", 1, 2)));
    }

    @Test
    void onlyColumnsOfTextsHaveADictionary() {
        Table number = Table.numbers("number", 1);
        assertThrows(IllegalArgumentException.class, () -> number.dictionary(0));
        Table.Builder builder = Table.builder(List.of(NUMBER));
        assertThrows(IllegalArgumentException.class, () -> builder.dictionary(0));
        assertThrows(IllegalArgumentException.class, () -> new Table(List.of(TEXT), new double[][] {{0}}, 1));
    }

    /** Codes are no numbers to be modelled. */
    @Test
    void aFlowIsOfNumbersAlone() {
        Table texts = Table.texts("number", List.of("a", "b", "c"));
        FlowException e = assertThrows(
                FlowException.class, () -> TableEncoding.fit(texts, EncodingSettings.defaults(), Monitor.none()));
        assertEquals("The column \"number\" of the target table holds texts.", e.problem());
        TableEncoding encoding =
                TableEncoding.fit(Table.numbers("number", 1, 2, 4), EncodingSettings.defaults(), Monitor.none());
        e = assertThrows(FlowException.class, () -> encoding.encode(texts, TableRole.SOURCE, Monitor.none()));
        assertEquals("The source table lacks the numeric column \"number\".", e.problem());
    }
}
