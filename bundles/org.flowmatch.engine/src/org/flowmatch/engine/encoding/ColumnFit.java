// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;

/** Fits the encoding of one column. */
final class ColumnFit {
    private ColumnFit() {}

    /** @param values finite; their order is lost */
    static FittedColumn fit(ColumnInfo info, double[] values, EncodingSettings settings) {
        double smallest = values[0];
        double largest = values[0];
        for (double value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        Resolution resolution = info.kind().whole() ? new Resolution(0) : Resolution.of(values, smallest, largest);
        ColumnEncoding encoding = smallest == largest
                ? new ConstantColumn(smallest)
                : switch (settings.scaling()) {
                    case QUANTILE -> new QuantileColumn(
                            RankTable.of(values), settings.interpolate(), !settings.limitToObserved());
                    case STANDARDISE -> standardised(info, values, smallest, largest);
                    case NONE -> raw(info, Math.max(-smallest, largest));
                };
        return new FittedColumn(info, encoding, resolution, smallest, largest);
    }

    private static StandardisedColumn standardised(ColumnInfo info, double[] values, double smallest, double largest) {
        // around the middle of the range, which keeps the digits of columns far from zero
        double middle = smallest / 2 + largest / 2;
        double sum = 0;
        for (double value : values) {
            sum += value - middle;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            double difference = value - middle - mean;
            squares += difference * difference;
        }
        double deviation = Math.sqrt(squares / values.length);
        if (!(deviation > 0) || !Double.isFinite(deviation)) {
            throw new FlowException(
                    "Column \"" + info.name() + "\" cannot be standardised: its values range from " + smallest + " to "
                            + largest + ", too far or too little apart for a standard deviation.",
                    "Choose quantile scaling, or rescale the column beforehand.");
        }
        return new StandardisedColumn(middle + mean, deviation);
    }

    private static RawColumn raw(ColumnInfo info, double magnitude) {
        if (magnitude > Float.MAX_VALUE) {
            throw new FlowException(
                    "Column \"" + info.name() + "\" has a value of size " + magnitude
                            + ", which unscaled columns cannot" + " hold (at most " + Float.MAX_VALUE + ").",
                    "Choose quantile scaling or standardising, or rescale the column beforehand.");
        }
        return new RawColumn();
    }
}
