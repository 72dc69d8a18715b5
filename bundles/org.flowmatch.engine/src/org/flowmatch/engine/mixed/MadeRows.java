// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.data.RowMatrix;

/** Rows [rows, columns] that are made whenever they are asked for, so that wide ones need no memory. */
record MadeRows(int rows, int columns, Maker maker) implements RowMatrix {

    /** Writes row number {@code row} to dst from {@code off} on, where anything may stand. */
    @FunctionalInterface
    interface Maker {
        void make(int row, float[] dst, int off);
    }

    @Override
    public float get(int row, int column) {
        float[] made = new float[columns];
        maker.make(row, made, 0);
        return made[column];
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        maker.make(row, dst, off);
    }
}
