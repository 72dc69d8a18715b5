// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Optional;

/** The map of a column of numbers, or of those beside its spikes and gaps, to coordinates that are no labels, cell by cell. */
public interface NumberEncoding extends ColumnEncoding {

    /**
     * @param value a finite number
     * @param tie a number of (0, 1), uniform over rows: the place of this row among those with the same value
     * @param slice takes the coordinates of the row
     */
    void encode(double value, double tie, RowSlice slice, int row);

    /**
     * The value at the coordinates of a row.
     *
     * @param resolution to which values are rounded that are not observed ones
     */
    double decode(RowSlice slice, int row, Resolution resolution);

    /**
     * Puts source noise in the place of a value that a row lacks.
     *
     * @param uniform a number of (0, 1): the place among all
     */
    void noise(double uniform, RowSlice slice, int row);

    /** What draws the place of a value among its ties anew; empty where a value has one place. */
    default Optional<TieDraw> tieDraw() {
        return Optional.empty();
    }

    @Override
    default void encode(double[] values, double[] ties, RowSlice slice) {
        for (int row = 0; row < values.length; row++) {
            encode(values[row], ties[row], slice, row);
        }
    }

    @Override
    default void decode(RowSlice slice, Resolution resolution, double[] values) {
        for (int row = 0; row < values.length; row++) {
            values[row] = decode(slice, row, resolution);
        }
    }
}
