// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.function.DoubleUnaryOperator;

/** How the density of one coordinate z becomes that of its column x. */
public interface ColumnDensity {

    /** @param value a finite number */
    Place place(double value);

    /** The length, in units of the column, that densities are per. */
    double unit();

    /** All places as one cell. */
    default Place anywhere() {
        return Place.ANYWHERE;
    }

    /**
     * That of a map with a slope at every value: p(x) = p(z(x)) |dz/dx|, per unit of the column.
     *
     * @param code z(x), in double precision
     * @param logSlope log |dz/dx|
     */
    static ColumnDensity of(DoubleUnaryOperator code, DoubleUnaryOperator logSlope) {
        return new ColumnDensity() {
            @Override
            public Place place(double value) {
                return Place.point(code.applyAsDouble(value), logSlope.applyAsDouble(value));
            }

            @Override
            public double unit() {
                return 1;
            }
        };
    }
}
