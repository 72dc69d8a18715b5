// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.nio.FloatBuffer;

/**
 * A row matrix in memory-mapped parts of a file. Every part holds the same number of whole rows (the last one may hold
 * fewer), because one map cannot exceed 2 GiB.
 */
record MappedRows(FloatBuffer[] parts, int rowsPerPart, int rows, int columns) implements RowMatrix {

    @Override
    public float get(int row, int column) {
        return parts[row / rowsPerPart].get(row % rowsPerPart * columns + column);
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        parts[row / rowsPerPart].get(row % rowsPerPart * columns, dst, off, columns);
    }
}
