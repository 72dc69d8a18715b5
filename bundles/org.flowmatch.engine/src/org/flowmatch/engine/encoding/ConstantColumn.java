// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** A column with a single value: it takes no coordinate and is restored. */
record ConstantColumn(double value) implements ColumnEncoding {

    @Override
    public boolean encoded() {
        return false;
    }

    @Override
    public float encode(double ignored, double tie) {
        return 0;
    }

    @Override
    public double decode(float code, Resolution resolution) {
        return value;
    }

    /** None is asked for: densities are of columns with a coordinate. */
    @Override
    public ColumnDensity density() {
        throw new IllegalStateException("a constant column has no coordinate");
    }
}
