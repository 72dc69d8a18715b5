// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The fitted map of one column of numbers to its encoded coordinates and back. A new one is a record with its {@link
 * ColumnForm}, registered as a constant of {@link Scaling}; one of a single coordinate is a {@link ScalarEncoding}.
 */
public interface ColumnEncoding {

    /** The number of its coordinates in encoded space; 0 for a constant column, which has none. */
    int width();

    /** Whether the column has a coordinate in encoded space. */
    default boolean encoded() {
        return width() > 0;
    }

    /**
     * @param values [n], finite
     * @param ties [n], numbers of (0, 1), uniform over rows: the place of a row among those with the same value
     * @param slice takes the coordinates of the n rows
     */
    void encode(double[] values, double[] ties, RowSlice slice);

    /**
     * @param slice holds the coordinates of n rows
     * @param resolution to which values are rounded that are not observed ones
     * @param values takes [n]
     */
    void decode(RowSlice slice, Resolution resolution, double[] values);

    /** How a density of the coordinates becomes one of the column's values. */
    ColumnDensity density();
}
