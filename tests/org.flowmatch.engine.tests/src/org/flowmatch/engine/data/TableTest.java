// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("a", ColumnKind.DOUBLE),
            new ColumnInfo("b", ColumnKind.INT),
            new ColumnInfo("c", ColumnKind.LONG));

    @Test
    void growsRowByRow() {
        Table.Builder builder = Table.builder(COLUMNS);
        for (int i = 0; i < 1000; i++) {
            builder.add(i / 2.0, i, -i);
        }
        Table table = builder.build();
        assertEquals(1000, table.rows());
        assertEquals(499.5, table.get(999, 0));
        assertEquals(1000, table.column(2).length);
        assertDoesNotThrow(() -> table.requireUsable(TableRole.TARGET));
        assertSame(table, table.usableRows());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aCellThatIsNotFiniteIsNamedByColumnAndFirstRow(double bad) {
        Table table = Table.builder(COLUMNS)
                .add(1, 1, 1)
                .add(bad, 1, 1)
                .add(bad, 1, bad)
                .build();
        FlowException e = assertThrows(FlowException.class, () -> table.requireUsable(TableRole.SOURCE));
        assertEquals("In column \"a\" of the source table, row 2 is missing, NaN or infinite.", e.problem());
        assertTrue(e.remedy().contains("skipped"), e.remedy());
        assertEquals(1, table.usableRows().rows());
    }

    @Test
    void wholeNumbersBeyondTheExactRangeAreRefused() {
        Table ints = Table.builder(COLUMNS).add(1, 3e9, 1).build();
        FlowException e = assertThrows(FlowException.class, () -> ints.requireUsable(TableRole.TARGET));
        assertEquals(
                "In column \"b\" of the target table, row 1 has the value 3000000000, which is outside the exact range"
                        + " of an integer column (-2^31 to 2^31 - 1).",
                e.problem());
        Table longs =
                Table.builder(COLUMNS).add(1, 3, 0x1p53 - 1).add(1, 3, 0x1p53).build();
        e = assertThrows(FlowException.class, () -> longs.requireUsable(TableRole.TARGET));
        assertTrue(e.problem().contains("\"c\"") && e.problem().contains("9007199254740992"), e.problem());
        assertTrue(e.problem().contains("row 2 has"), e.problem());
        Table broken = Table.builder(COLUMNS).add(1, 2.5, 1).build();
        e = assertThrows(FlowException.class, () -> broken.requireUsable(TableRole.TARGET));
        assertEquals("In column \"b\" of the target table, row 1 is not a whole number: 2.5.", e.problem());
    }

    @Test
    void rowsAndColumnsAreChosen() {
        Table table =
                Table.builder(COLUMNS).add(1, 2, 3).add(4, 5, 6).add(7, 8, 9).build();
        assertArrayEquals(new double[] {7, 1}, table.select(new int[] {2, 0}).column(0));
        Table chosen = table.choose(List.of(COLUMNS.get(2), COLUMNS.get(0)));
        assertEquals("c", chosen.columns().get(0).name());
        assertEquals(6, chosen.get(1, 0));
    }

    @Test
    void raggedTablesAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Table.builder(COLUMNS).add(1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Table(COLUMNS, new double[][] {{1}, {2}, {3, 4}}, 1));
    }
}
