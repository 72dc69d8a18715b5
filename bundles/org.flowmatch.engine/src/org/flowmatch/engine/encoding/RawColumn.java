// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/** A column taken as it is; exact for values that a float32 holds (whole numbers up to 2^24). */
public record RawColumn() implements ScalarEncoding {
    static final ColumnForm<RawColumn> FORM = ColumnForm.of(RawColumn.class, RawColumn::fit);

    private static RawColumn fit(ColumnValues column) {
        double magnitude = Math.max(-column.smallest(), column.largest());
        if (magnitude > Float.MAX_VALUE) {
            throw new FlowException(
                    "Column " + Quoted.of(column.info().name()) + " has a value of size " + magnitude
                            + ", which unscaled columns cannot hold (at most " + Float.MAX_VALUE + ").",
                    "Choose quantile scaling or standardising, or rescale the column beforehand.");
        }
        // never refused: unscaled, the other values stay apart however far one is
        column.farCell(column.moments()).ifPresent(column::note);
        return new RawColumn();
    }

    @Override
    public float encode(double value, double tie) {
        return (float) value;
    }

    @Override
    public double decode(float code, Resolution resolution) {
        return resolution.round(code);
    }

    @Override
    public ColumnDensity density() {
        return ColumnDensity.of(value -> value, value -> 0);
    }
}
