// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** How the density of one coordinate z becomes that of its column x. */
interface ColumnDensity {

    /** @param value a finite number */
    Place place(double value);

    /** The length, in units of the column, that densities are per. */
    double unit();

    /** z = (x - mean) / deviation, or with 0 and 1 the value itself: p(x) = p(z(x)) / deviation. */
    record Affine(double mean, double deviation) implements ColumnDensity {
        @Override
        public Place place(double value) {
            return Place.point((value - mean) / deviation, -Math.log(deviation));
        }

        @Override
        public double unit() {
            return 1;
        }
    }
}
