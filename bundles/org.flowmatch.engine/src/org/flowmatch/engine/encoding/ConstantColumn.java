// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** A column with a single value: it takes no coordinate and is restored. */
public record ConstantColumn(double value) implements ColumnEncoding {

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
}
