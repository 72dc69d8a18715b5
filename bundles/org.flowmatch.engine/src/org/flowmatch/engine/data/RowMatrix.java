// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.nio.file.Path;

/**
 * Rows of float32 numbers, [rows, columns], on the heap or in a file. Never changes after it is made and may be read by
 * several threads at once.
 */
public interface RowMatrix {

    int rows();

    int columns();

    float get(int row, int column);

    /** Copies one row to dst[off .. off+columns). */
    void copyRow(int row, float[] dst, int off);

    /** Copies the rows rows[from .. from+count) one after the other to dst, [count, columns]. */
    default void gather(int[] rows, int from, int count, float[] dst) {
        for (int i = 0; i < count; i++) {
            copyRow(rows[from + i], dst, i * columns());
        }
    }

    /** Copies the rows first .. first+count one after the other to dst, [count, columns]. */
    default void copyRows(int first, int count, float[] dst) {
        for (int i = 0; i < count; i++) {
            copyRow(first + i, dst, i * columns());
        }
    }

    /** All rows one after the other, [rows, columns]; for matrices below 2^31 cells. */
    default float[] toArray() {
        float[] all = new float[Math.multiplyExact(rows(), columns())];
        copyRows(0, rows(), all);
        return all;
    }

    /**
     * A matrix on the heap.
     *
     * @param rowMajor [rows, columns]; taken over, not copied
     * @param columns at least 1; rowMajor.length is a multiple of it
     */
    static RowMatrix of(float[] rowMajor, int columns) {
        return new HeapRows(rowMajor, columns);
    }

    /**
     * The matrix that a {@link RowMatrixWriter} left in this file, whose checksum is compared: small ones are read, so that the
     * file can be deleted at any time; those that take more than an
     * eighth of the largest heap stay in the file, where a row costs some microseconds.
     *
     * @throws org.flowmatch.engine.FlowException when the file is missing, truncated, damaged, foreign or of a later version
     */
    static RowMatrix open(Path file) {
        return RowFile.open(file);
    }

    /**
     * The matrix in this file, read as it is asked for whatever its size; the file must stay in place while the matrix is used.
     *
     * @throws org.flowmatch.engine.FlowException as for {@link #open}; later when the file is changed meanwhile
     */
    static RowMatrix inFile(Path file) {
        return RowFile.inFile(file);
    }
}
