// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.RowPart;

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
     * The parts of a row that the column becomes; none for a constant column.
     *
     * @param name of the column
     * @param offset of the first one in the row
     */
    default List<RowPart> parts(String name, int offset) {
        return encoded() ? List.of(RowPart.euclidean(name, offset, width())) : List.of();
    }

    /** Whether a missing cell is one of its values. */
    default boolean takesMissing() {
        return false;
    }

    /** Whether a missing cell can be encoded: it is one of its values, or told by the label of a column before it. */
    default boolean mayMiss() {
        return takesMissing();
    }

    /**
     * @param values [n], finite, NaN for missing cells where it may miss them
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
