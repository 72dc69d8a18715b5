// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/** A row matrix in one array. */
record HeapRows(float[] values, int columns) implements RowMatrix {
    HeapRows {
        if (columns < 1) {
            throw new IllegalArgumentException("columns is " + columns + ", must be at least 1");
        }
        if (values.length % columns != 0) {
            throw new IllegalArgumentException(values.length + " values are not a multiple of " + columns + " columns");
        }
    }

    @Override
    public int rows() {
        return values.length / columns;
    }

    @Override
    public float get(int row, int column) {
        return values[row * columns + column];
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        System.arraycopy(values, row * columns, dst, off, columns);
    }

    @Override
    public void copyRows(int first, int count, float[] dst) {
        System.arraycopy(values, first * columns, dst, 0, count * columns);
    }
}
