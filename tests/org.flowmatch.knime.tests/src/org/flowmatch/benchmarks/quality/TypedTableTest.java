// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;

class TypedTableTest {
    @Test
    void columnsGetTheNarrowestKindAndComeBackAsTheyWere() {
        TextTable texts = new TextTable(List.of("whole", "long", "real", "text", "gaps"), new String[][] {
            {"1", null, "-7"},
            {"1", "3000000000", null},
            {"0.5", "1.0E-4", null},
            {"<=50K", null, "12"},
            {null, null, null}
        });
        Table table = TypedTable.of(texts);
        assertEquals(
                List.of(ColumnKind.INT, ColumnKind.LONG, ColumnKind.DOUBLE, ColumnKind.TEXT),
                table.columns().stream().map(ColumnInfo::kind).limit(4).toList());
        assertTrue(Double.isNaN(table.get(1, 0)) && Double.isNaN(table.get(1, 3)));
        assertEquals(1e-4, table.get(1, 2));
        assertEquals("12", table.dictionary(3).text((int) table.get(2, 3)));
        assertEquals(texts, TypedTable.texts(table));
    }
}
