// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.random.NormalQuantile;

/** The map of a column of numbers to one coordinate and back. */
public interface ScalarEncoding extends NumberEncoding {

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
    default void encode(double value, double tie, RowSlice slice, int row) {
        slice.set(row, 0, encode(value, tie));
    }

    @Override
    default double decode(RowSlice slice, int row, Resolution resolution) {
        return decode(slice.get(row, 0), resolution);
    }

    @Override
    default void noise(double uniform, RowSlice slice, int row) {
        slice.set(row, 0, (float) NormalQuantile.of(uniform));
    }
}
