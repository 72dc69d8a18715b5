// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** A column taken as it is; exact for values that a float32 holds (whole numbers up to 2^24). */
public record RawColumn() implements ColumnEncoding {

    @Override
    public float encode(double value, double tie) {
        return (float) value;
    }

    @Override
    public double decode(float code, Resolution resolution) {
        return resolution.round(code);
    }
}
