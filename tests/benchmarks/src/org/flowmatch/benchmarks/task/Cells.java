// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import org.flowmatch.engine.data.Table;

/** Cells as texts, by which tables with other codes for their texts are compared. */
final class Cells {
    private Cells() {}

    /** Empty for a missing cell. */
    static String text(Table table, int column, int row) {
        double value = table.get(row, column);
        if (Double.isNaN(value)) {
            return "";
        }
        return table.columns().get(column).kind().numeric()
                ? String.valueOf(value)
                : table.dictionary(column).text((int) value);
    }
}
