// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;

/** A column of several coordinates among others of one and of none. */
class WideColumnTest {
    private static final int ROWS = 70_000;
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("fixed", ColumnKind.DOUBLE),
            new ColumnInfo("size", ColumnKind.DOUBLE),
            new ColumnInfo("hour", ColumnKind.DOUBLE),
            new ColumnInfo("none", ColumnKind.DOUBLE),
            new ColumnInfo("mass", ColumnKind.DOUBLE));

    /** Hours as points of a circle, cos and sin of their angle. */
    private record Hours() implements ColumnEncoding {
        @Override
        public int width() {
            return 2;
        }

        @Override
        public void encode(double[] values, double[] ties, RowSlice slice) {
            for (int row = 0; row < values.length; row++) {
                slice.set(row, 0, (float) Math.cos(values[row] * Math.PI / 12));
                slice.set(row, 1, (float) Math.sin(values[row] * Math.PI / 12));
            }
        }

        @Override
        public void decode(RowSlice slice, Resolution resolution, double[] values) {
            for (int row = 0; row < values.length; row++) {
                double hour = Math.atan2(slice.get(row, 1), slice.get(row, 0)) * 12 / Math.PI;
                values[row] = resolution.round(hour < -0.25 ? hour + 24 : hour);
            }
        }

        /** Not asked for here. */
        @Override
        public ColumnDensity density() {
            throw new UnsupportedOperationException();
        }
    }

    private static FittedColumn column(int c, ColumnEncoding encoding, double smallest, double largest) {
        return new FittedColumn(COLUMNS.get(c), encoding, new Resolution(2), smallest, largest);
    }

    private static final TableEncoding ENCODING = new TableEncoding(
            new EncodingSettings(Scaling.NONE, true, true, 1),
            List.of(
                    column(0, new ConstantColumn(3), 3, 3),
                    column(1, new StandardisedColumn(10, 2), 0, 20),
                    column(2, new Hours(), 0, 23.5),
                    column(3, new ConstantColumn(-1), -1, -1),
                    column(4, new RawColumn(), 0, 100)),
            List.of());

    private static Table table(int rows) {
        double[][] values = new double[5][rows];
        for (int i = 0; i < rows; i++) {
            values[0][i] = 3;
            values[1][i] = i % 81 / 4.0;
            values[2][i] = i % 48 / 2.0;
            values[3][i] = -1;
            values[4][i] = i % 101;
        }
        return new Table(COLUMNS, values, rows);
    }

    @Test
    void partsHaveTheWidthOfTheirColumns() {
        assertEquals(
                new RowSpace(List.of(
                        RowPart.euclidean("size", 0, 1),
                        RowPart.euclidean("hour", 1, 2),
                        RowPart.euclidean("mass", 3, 1))),
                ENCODING.space());
        assertEquals(4, ENCODING.dimensions());
    }

    @Test
    void eachColumnWritesItsSliceOfARow() {
        RowMatrix rows = ENCODING.encode(table(ROWS), TableRole.TARGET, Monitor.none());
        assertEquals(4, rows.columns());
        float[] row = new float[4];
        rows.copyRow(12, row, 0); // size 3, hour 6, mass 12
        assertArrayEquals(new float[] {-3.5f, 0, 1, 12}, row, 1e-6f);
    }

    @Test
    void eachColumnReadsItsSliceOfARow() {
        Table table = table(ROWS);
        RowMatrix rows = ENCODING.encode(table, TableRole.TARGET, Monitor.none());
        Table back = ENCODING.decode(rows, Monitor.none());
        for (int c = 0; c < 5; c++) {
            assertArrayEquals(table.column(c), back.column(c), COLUMNS.get(c).name());
        }
    }

    @Test
    void aMissingCoordinateNamesItsColumn() {
        float[] rows = {0, 1, 0, 5, 0, 1, Float.NaN, 5};
        FlowException e =
                assertThrows(FlowException.class, () -> ENCODING.decode(RowMatrix.of(rows, 4), Monitor.none()));
        assertTrue(e.problem().contains("Row 2 has no value in column \"hour\""), e.problem());
    }

    @Test
    void aCoordinateTooFarNamesItsColumn() {
        double[][] values = {{3, 3}, {1, 1}, {0, 0}, {-1, -1}, {5, 1e300}};
        FlowException e = assertThrows(
                FlowException.class,
                () -> ENCODING.encode(new Table(COLUMNS, values, 2), TableRole.SOURCE, Monitor.none()));
        assertTrue(e.problem().contains("Column \"mass\""), e.problem());
        assertTrue(e.problem().contains("row 2"), e.problem());
    }
}
