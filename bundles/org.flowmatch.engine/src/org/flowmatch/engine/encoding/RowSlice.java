// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The coordinates of one column in rows of all of them.
 *
 * @param rows [n, d], row-major
 * @param columns d
 * @param offset of the column's first coordinate in a row
 * @param width number of its coordinates, at least 0
 */
public record RowSlice(float[] rows, int columns, int offset, int width) {

    /** Coordinate k of the column, from 0. */
    public float get(int row, int k) {
        return rows[row * columns + offset + k];
    }

    public void set(int row, int k, float code) {
        rows[row * columns + offset + k] = code;
    }

    /** Makes the coordinates of a row NaN: the cell is not given. */
    void open(int row) {
        fill(row, Float.NaN);
    }

    void fill(int row, float code) {
        for (int k = 0; k < width; k++) {
            set(row, k, code);
        }
    }

    /** The coordinates behind the first ones. */
    RowSlice behind(int first) {
        return new RowSlice(rows, columns, offset + first, width - first);
    }

    /** Whether all coordinates of a row are finite. */
    public boolean finite(int row) {
        for (int k = 0; k < width; k++) {
            if (!Float.isFinite(get(row, k))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a coordinate of a row is not a number. */
    public boolean lacking(int row) {
        for (int k = 0; k < width; k++) {
            if (Float.isNaN(get(row, k))) {
                return true;
            }
        }
        return false;
    }
}
