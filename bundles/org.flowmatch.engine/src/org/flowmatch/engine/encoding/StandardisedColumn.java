// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * code = (value - mean) / deviation.
 *
 * @param deviation standard deviation of the fitted rows (divisor n), above 0
 */
public record StandardisedColumn(double mean, double deviation) implements ColumnEncoding {
    public StandardisedColumn {
        if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "mean is " + mean + " and deviation " + deviation + ", must be finite, the latter above 0");
        }
    }

    @Override
    public float encode(double value, double tie) {
        return (float) ((value - mean) / deviation);
    }

    @Override
    public double decode(float code, Resolution resolution) {
        return resolution.round(mean + code * deviation);
    }
}
