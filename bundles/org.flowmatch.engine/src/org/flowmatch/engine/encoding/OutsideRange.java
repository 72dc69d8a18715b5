// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;

/**
 * Rows of a table with a number below the smallest or above the largest one that an encoding was fitted on.
 *
 * @param rows how many
 * @param columns in which, in the order of the encoding
 */
public record OutsideRange(int rows, List<String> columns) {
    public OutsideRange {
        columns = List.copyOf(columns);
    }

    /** What a user should know of such rows; empty where there are none. */
    public Optional<String> warning() {
        return rows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d row%s outside the fitted range of \"%s\": their densities are extrapolated.",
                        rows,
                        rows == 1 ? " lies" : "s lie",
                        String.join("\", \"", columns)));
    }

    /** @param table has the columns of the encoding */
    public static OutsideRange of(TableEncoding encoding, Table table, Monitor monitor) {
        RowsInColumns found = RowsInColumns.of(encoding, table, OutsideRange::of, monitor);
        return new OutsideRange(found.rows(), found.columns());
    }

    private static BitSet of(FittedColumn column, Table table) {
        if (!column.info().kind().numeric()) {
            return new BitSet();
        }
        double[] values = table.column(table.indexOf(column.info().name()));
        return RowsInColumns.where(
                values.length, row -> values[row] < column.smallest() || values[row] > column.largest());
    }
}
