// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;

/** A column with a single value: it takes no coordinate and is restored. */
public record ConstantColumn(double value) implements ColumnEncoding {

    @Override
    public int width() {
        return 0;
    }

    @Override
    public void encode(double[] values, double[] ties, RowSlice slice) {}

    @Override
    public void decode(RowSlice slice, Resolution resolution, double[] values) {
        Arrays.fill(values, value);
    }

    /** None is asked for: densities are of columns with a coordinate. */
    @Override
    public ColumnDensity density() {
        throw new IllegalStateException("a constant column has no coordinate");
    }
}
