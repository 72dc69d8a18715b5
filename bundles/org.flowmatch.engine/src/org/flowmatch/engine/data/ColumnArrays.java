// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/**
 * One array per column.
 *
 * @param values [columns][rows]
 */
record ColumnArrays(double[][] values) implements TableCells {

    @Override
    public double get(int row, int column) {
        return values[column][row];
    }

    @Override
    public void copy(int column, int first, int count, double[] dst) {
        System.arraycopy(values[column], first, dst, 0, count);
    }
}
