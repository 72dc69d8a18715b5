// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.Arrays;

/**
 * Rows as libtorch gets them: always a multiple of {@value #ROWS}, behind the last one copies of it. So products and functions of
 * numbers run through whole vectors of the processor alone, whose results have the same bits wherever in a tensor a row
 * stands and however many there are; the rest of a vector is computed by other instructions, which round in another way.
 */
public final class Padding {
    /** Two vectors of 16 numbers. */
    public static final int ROWS = 32;

    private Padding() {}

    /** The least multiple that holds so many rows. */
    public static int padded(int rows) {
        return (rows - 1) / ROWS * ROWS + ROWS;
    }

    /** Rows [padded, columns] of {@code values} [rows, columns]; the same array where nothing is added. */
    static float[] padded(float[] values, int rows) {
        int all = padded(rows);
        if (all == rows) {
            return values;
        }
        int columns = values.length / rows;
        float[] padded = Arrays.copyOf(values, all * columns);
        for (int row = rows; row < all; row++) {
            System.arraycopy(values, values.length - columns, padded, row * columns, columns);
        }
        return padded;
    }
}
