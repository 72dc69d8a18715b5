// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** Normal scores of ranks. */
public record QuantileColumn() implements ColumnEncoding {
    @Override
    public float encode(double value, double tie) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double decode(float code) {
        throw new UnsupportedOperationException();
    }
}
