// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** The fitted map of one column of numbers to one encoded coordinate and back. */
public sealed interface ColumnEncoding permits QuantileColumn, StandardisedColumn, RawColumn, ConstantColumn {

    /** Whether the column has a coordinate in encoded space; a constant one has none. */
    default boolean encoded() {
        return true;
    }

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
}
