// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.function.UnaryOperator;

/**
 * Columns that are computed from those of a table whenever they are read, some thousand rows at once.
 *
 * @param from the columns that they are computed from [k]
 * @param map from cells [k][n] of any n rows to those of the derived columns, a row from a row
 */
record DerivedCells(Table from, UnaryOperator<double[][]> map) implements TableCells {
    private static final int ROWS_AT_ONCE = 1 << 13;

    @Override
    public double get(int row, int column) {
        return block(row, 1)[column][0];
    }

    @Override
    public void copy(int column, int first, int count, double[] dst) {
        for (int done = 0; done < count; done += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, count - done);
            System.arraycopy(block(first + done, rows)[column], 0, dst, done, rows);
        }
    }

    private double[][] block(int first, int count) {
        double[][] cells = new double[from.columns().size()][count];
        for (int c = 0; c < cells.length; c++) {
            from.copy(c, first, count, cells[c]);
        }
        return map.apply(cells);
    }
}
