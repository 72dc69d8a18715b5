// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.data.ColumnInfo;

/**
 * One column of a {@link TableEncoding}: its encoding, and what its values looked like.
 *
 * @param smallest observed value
 * @param largest observed value
 */
record FittedColumn(ColumnInfo info, ColumnEncoding encoding, Resolution resolution, double smallest, double largest) {
    FittedColumn {
        if (!Double.isFinite(smallest) || !(largest >= smallest) || !Double.isFinite(largest)) {
            throw new IllegalArgumentException(
                    "column " + info.name() + " has the range " + smallest + " to " + largest);
        }
    }

    /** The value at this coordinate in the column's kind and resolution. */
    double restore(float code, boolean limitToObserved) {
        double value = encoding.decode(code, resolution);
        double from = limitToObserved ? smallest : info.kind().lowest();
        double to = limitToObserved ? largest : info.kind().highest();
        return Math.max(from, Math.min(to, value));
    }
}
