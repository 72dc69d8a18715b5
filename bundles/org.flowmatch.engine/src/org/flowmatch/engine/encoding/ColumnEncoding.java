// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The fitted map of one column of numbers to one encoded coordinate and back. A new one is a record with its
 * {@link ColumnForm}, registered as a constant of {@link Scaling}.
 */
interface ColumnEncoding {

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

    /** How a density of the coordinate becomes one of the column's values. */
    ColumnDensity density();
}
