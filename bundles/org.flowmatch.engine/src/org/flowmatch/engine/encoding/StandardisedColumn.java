// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Moments;

/**
 * code = (value - mean) / deviation.
 *
 * @param deviation standard deviation of the fitted rows (divisor n), above 0
 */
public record StandardisedColumn(double mean, double deviation) implements ScalarEncoding {
    static final ColumnForm<StandardisedColumn> FORM = ColumnForm.of(StandardisedColumn.class, StandardisedColumn::fit);

    public StandardisedColumn {
        if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "mean is " + mean + " and deviation " + deviation + ", must be finite, the latter above 0");
        }
    }

    private static StandardisedColumn fit(ColumnValues column) {
        Moments moments = column.moments();
        if (!(moments.deviation() > 0) || !Double.isFinite(moments.deviation())) {
            throw new FlowException(
                    "Column " + Quoted.of(column.info().name()) + " cannot be standardised: its values range from "
                            + column.smallest() + " to " + column.largest()
                            + ", too far or too little apart for a standard deviation.",
                    "Choose quantile scaling, or rescale the column beforehand.");
        }
        column.farCell(moments).ifPresent(cell -> {
            if (cell.hidesOthers()) {
                throw new FlowException(column.problem(cell), ColumnValues.FAR_CELL_REMEDY);
            }
            column.note(cell);
        });
        return new StandardisedColumn(moments.mean(), moments.deviation());
    }

    @Override
    public float encode(double value, double tie) {
        return (float) ((value - mean) / deviation);
    }

    @Override
    public double decode(float code, Resolution resolution) {
        return resolution.round(mean + code * deviation);
    }

    @Override
    public ColumnDensity density() {
        return ColumnDensity.of(value -> (value - mean) / deviation, value -> -Math.log(deviation));
    }
}
