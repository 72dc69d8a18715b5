// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;

/** What a user learns about tables that cannot be encoded. */
class EncodingErrorsTest {

    private static String fitProblem(Table table, Scaling scaling) {
        EncodingSettings settings = new EncodingSettings(scaling, false, true, 0);
        return assertThrows(FlowException.class, () -> TableEncoding.fit(table, settings, Monitor.none()))
                .problem();
    }

    private static TableEncoding fitted(Scaling scaling) {
        Table table = Table.builder(
                        List.of(new ColumnInfo("a", ColumnKind.DOUBLE), new ColumnInfo("b", ColumnKind.DOUBLE)))
                .add(1, 2)
                .add(2, 5)
                .build();
        return TableEncoding.fit(table, new EncodingSettings(scaling, false, false, 0), Monitor.none());
    }

    @Test
    void noColumns() {
        Table table = new Table(List.of(), new double[0][], 5);
        assertEquals("The target table has no numeric column.", fitProblem(table, Scaling.QUANTILE));
    }

    @Test
    void noRowsAndOneRow() {
        assertEquals("The target table has no rows.", fitProblem(Tables.of(ColumnKind.DOUBLE), Scaling.QUANTILE));
        assertEquals(
                "The target table has only one row.", fitProblem(Tables.of(ColumnKind.DOUBLE, 1), Scaling.QUANTILE));
    }

    @Test
    void aMissingCell() {
        assertEquals(
                "In column \"a\" of the target table, row 3 is missing, NaN or infinite.",
                fitProblem(Tables.of(ColumnKind.DOUBLE, 1, 2, Double.NaN), Scaling.QUANTILE));
    }

    @Test
    void onlyConstantColumns() {
        assertEquals(
                "Every chosen column of the target table is constant.",
                fitProblem(Tables.of(ColumnKind.DOUBLE, 4, 4, 4), Scaling.QUANTILE));
    }

    @Test
    void valuesThatTheScalingCannotHold() {
        String standardised = fitProblem(Tables.of(ColumnKind.DOUBLE, -1e308, 1e308), Scaling.STANDARDISE);
        assertTrue(standardised.startsWith("Column \"a\" cannot be standardised"), standardised);
        String raw = fitProblem(Tables.of(ColumnKind.DOUBLE, 0, -1e39), Scaling.NONE);
        assertTrue(raw.startsWith("Column \"a\" has a value of size 1.0E39, which unscaled columns cannot hold"), raw);
    }

    @Test
    void quantilesHoldAnyFiniteValue() {
        Table table = Tables.of(ColumnKind.DOUBLE, -1e308, 1e308, 1e-308, 0);
        TableEncoding encoding = TableEncoding.fit(table, EncodingSettings.defaults(), Monitor.none());
        Table back = encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none());
        for (int i = 0; i < 4; i++) {
            assertEquals(table.get(i, 0), back.get(i, 0));
        }
    }

    @Test
    void aSourceTableWithoutAColumnOfTheTarget() {
        Table source = new Table(
                List.of(new ColumnInfo("b", ColumnKind.DOUBLE), new ColumnInfo("c", ColumnKind.DOUBLE)),
                new double[][] {{1, 2}, {3, 4}},
                2);
        TableEncoding encoding = fitted(Scaling.QUANTILE);
        FlowException e =
                assertThrows(FlowException.class, () -> encoding.encode(source, TableRole.SOURCE, Monitor.none()));
        assertEquals("The source table lacks the numeric column \"a\".", e.problem());
        FlowException both =
                assertThrows(FlowException.class, () -> encoding.requireColumns(List.of(), TableRole.SOURCE));
        assertEquals("The source table lacks the numeric columns \"a\", \"b\".", both.problem());
    }

    @Test
    void aSourceTableWithoutRowsOrWithAMissingCell() {
        TableEncoding encoding = fitted(Scaling.QUANTILE);
        Table empty = Table.builder(encoding.columns()).build();
        FlowException e =
                assertThrows(FlowException.class, () -> encoding.encode(empty, TableRole.SOURCE, Monitor.none()));
        assertEquals("The source table has no rows.", e.problem());
        Table missing =
                Table.builder(encoding.columns()).add(1, 2).add(3, Double.NaN).build();
        e = assertThrows(FlowException.class, () -> encoding.encode(missing, TableRole.SOURCE, Monitor.none()));
        assertEquals("In column \"b\" of the source table, row 2 is missing, NaN or infinite.", e.problem());
    }

    @Test
    void aSourceValueTooFarAway() {
        Table source = Table.builder(fitted(Scaling.NONE).columns())
                .add(1, 2)
                .add(3, 1e300)
                .build();
        for (Scaling scaling : Scaling.values()) {
            TableEncoding encoding = fitted(scaling);
            FlowException e =
                    assertThrows(FlowException.class, () -> encoding.encode(source, TableRole.SOURCE, Monitor.none()));
            assertEquals(
                    "Column \"b\" of the source table has a value too far from those of the target table in row 2.",
                    e.problem());
        }
    }

    @Test
    void aModelThatGaveNoNumber() {
        TableEncoding encoding = fitted(Scaling.QUANTILE);
        RowMatrix rows = RowMatrix.of(new float[] {0, 0, 0, Float.NaN}, 2);
        FlowException e = assertThrows(FlowException.class, () -> encoding.decode(rows, Monitor.none()));
        assertEquals("Row 2 has no value in column \"b\": the model gave NaN.", e.problem());
    }

    @Test
    void rowsOfAnotherWidth() {
        TableEncoding encoding = fitted(Scaling.QUANTILE);
        assertThrows(
                IllegalArgumentException.class, () -> encoding.decode(RowMatrix.of(new float[3], 3), Monitor.none()));
    }
}
