// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.data.ColumnInfo;

/**
 * One column of a {@link TableEncoding}: its encoding, and what its values looked like.
 *
 * @param smallest observed value
 * @param largest observed value
 */
public record FittedColumn(
        ColumnInfo info, ColumnEncoding encoding, Resolution resolution, double smallest, double largest) {
    public FittedColumn {
        if (!Double.isFinite(smallest) || !(largest >= smallest) || !Double.isFinite(largest)) {
            throw new IllegalArgumentException(
                    "column " + info.name() + " has the range " + smallest + " to " + largest);
        }
    }

    /** Sets the values [n] at these coordinates, in the column's kind and resolution. */
    void restore(RowSlice slice, boolean limitToObserved, double[] values) {
        encoding.decode(slice, resolution, values);
        double from = limitToObserved ? smallest : info.kind().lowest();
        double to = limitToObserved ? largest : info.kind().highest();
        for (int row = 0; row < values.length; row++) {
            values[row] = Math.max(from, Math.min(to, values[row]));
        }
    }
}
