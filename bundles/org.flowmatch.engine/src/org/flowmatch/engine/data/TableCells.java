// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/** Where the cells of a table are. May be read by several threads at once. */
interface TableCells {

    double get(int row, int column);

    /** Copies the cells first .. first+count of a column to dst[0 .. count). */
    void copy(int column, int first, int count, double[] dst);

    /** Gives the file up, where there is one. */
    default void close() {
        // nothing but memory
    }
}
