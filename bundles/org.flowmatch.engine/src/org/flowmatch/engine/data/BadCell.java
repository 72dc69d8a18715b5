// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Locale;

/**
 * A cell that the engine cannot use.
 *
 * @param row from 0
 * @param missing whether there is no finite number or no text, as opposed to a number beyond those of the column's kind
 * @param reason completes "row 5 ...": "is missing, NaN or infinite"
 * @param remedy what to do about it
 */
public record BadCell(ColumnInfo column, int row, boolean missing, String reason, String remedy) {
    private static final String REMEDY =
            "Remove or replace such cells, choose other columns, or let rows with such cells be skipped.";

    /** @param value that the column's kind does not allow */
    static BadCell of(ColumnInfo column, int row, double value) {
        ColumnKind kind = column.kind();
        if (!kind.numeric() || !Double.isFinite(value)) {
            return new BadCell(column, row, true, kind.absent(), REMEDY);
        }
        if (kind.whole() && value != Math.rint(value)) {
            return new BadCell(column, row, false, "is not a whole number: " + value, REMEDY);
        }
        String reason = kind.outside(String.format(Locale.ROOT, "%.0f", value));
        return new BadCell(column, row, false, reason, kind.remedyOutside());
    }
}
