// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.ConditionNotes;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user learns about columns that can be encoded, or only just not. */
class ColumnNotesTest {

    private static double[] normal(int rows) {
        return new Random(1).doubles(rows).map(u -> 4 * u - 2).toArray();
    }

    private static double[] withHugeCell(double huge) {
        double[] values = normal(300);
        values[41] = huge;
        return values;
    }

    private static List<String> notes(Table table, Scaling scaling) {
        return TableEncoding.fit(table, new EncodingSettings(scaling, false, true, 0), Monitor.none())
                .notes();
    }

    @Test
    void aCellThatLeavesTheOthersNoRoomIsRefusedUnderStandardising() {
        FlowException e = assertThrows(
                FlowException.class,
                () -> notes(Tables.of(ColumnKind.DOUBLE, withHugeCell(1e16)), Scaling.STANDARDISE));
        assertTrue(
                e.problem()
                        .startsWith(
                                "The column \"a\" of the target table has a cell far from all others: row 42 has the"
                                        + " value 1.0E16, while 98% of the values lie between -1."),
                e.problem());
        assertEquals("Choose quantile scaling, or correct or remove that cell.", e.remedy());
    }

    @Test
    void aCellThatLeavesThemLittleRoomIsNoted() {
        List<String> notes = notes(Tables.of(ColumnKind.DOUBLE, withHugeCell(1e4)), Scaling.STANDARDISE);
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("row 42 has the value 10000.0"), notes.get(0));
        assertTrue(notes.get(0).endsWith("Choose quantile scaling, or correct or remove that cell."), notes.get(0));
    }

    @Test
    void withoutScalingItIsNoted() {
        List<String> notes = notes(Tables.of(ColumnKind.DOUBLE, withHugeCell(1e16)), Scaling.NONE);
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("row 42 has the value 1.0E16"), notes.get(0));
    }

    @Test
    void quantilesDoNotMindIt() {
        assertEquals(List.of(), notes(Tables.of(ColumnKind.DOUBLE, withHugeCell(1e16)), Scaling.QUANTILE));
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void anIdentifierIsNotedUnderEveryScalingAndType(Scaling scaling) {
        double[] ids = IntStream.range(0, 100).mapToDouble(i -> 700_001 + i).toArray();
        for (ColumnKind kind : List.of(ColumnKind.DOUBLE, ColumnKind.INT, ColumnKind.LONG)) {
            List<String> notes = notes(Tables.of(kind, ids), scaling);
            assertEquals(1, notes.size());
            assertTrue(notes.get(0).startsWith("The column \"a\" looks like an identifier"), notes.get(0));
            assertTrue(notes.get(0).contains("Leave the column out"), notes.get(0));
        }
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void ordinaryColumnsNeedNoNote(Scaling scaling) {
        assertEquals(List.of(), notes(Tables.of(ColumnKind.DOUBLE, normal(300)), scaling));
    }

    @Test
    void aConditionScaledByOneCellIsRefusedOrNoted() {
        FlowException e = assertThrows(FlowException.class, () -> conditionNotes(withHugeCell(1e16)));
        assertTrue(
                e.problem()
                        .startsWith(
                                "The condition column \"c\" of the target table has a cell far from all others: row 42"),
                e.problem());
        List<String> notes = conditionNotes(withHugeCell(1e4));
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("row 42 has the value 10000.0"), notes.get(0));
        assertEquals(List.of(), conditionNotes(normal(300)));
    }

    private static List<String> conditionNotes(double[] values) {
        return notes(Table.numbers("c", values));
    }

    private static List<String> notes(Table column) {
        Table table = column;
        return ConditionNotes.of(ConditionEncoding.fit(table, "target table"), table, "target table");
    }

    @Test
    void aConditionOfNamesIsNoted() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "person " + i).toList();
        List<String> groups =
                IntStream.range(0, 40).mapToObj(i -> "group " + i % 20).toList();
        List<String> notes = notes(Table.texts("name", names));
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).startsWith("The condition column \"name\" looks like an identifier"), notes.get(0));
        assertEquals(List.of(), notes(Table.texts("group", groups)));
    }
}
