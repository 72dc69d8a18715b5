// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** The map of a column of numbers to one coordinate and back. */
public interface ScalarEncoding extends ColumnEncoding {

    /**
     * @param value a finite number
     * @param tie a number of (0, 1), uniform over rows: the place of this row among those with the same value
     */
    float encode(double value, double tie);

    /**
     * The value at this coordinate.
     *
     * @param resolution to which values are rounded that are not observed ones
     */
    double decode(float code, Resolution resolution);

    @Override
    default int width() {
        return 1;
    }

    @Override
    default void encode(double[] values, double[] ties, RowSlice slice) {
        for (int row = 0; row < values.length; row++) {
            slice.set(row, 0, encode(values[row], ties[row]));
        }
    }

    @Override
    default void decode(RowSlice slice, Resolution resolution, double[] values) {
        for (int row = 0; row < values.length; row++) {
            values[row] = decode(slice.get(row, 0), resolution);
        }
    }
}
