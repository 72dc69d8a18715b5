// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Table;

/**
 * Rows of a table with a missing cell in a column that had none where an encoding was fitted, so that it is no value of the
 * column, but unknown.
 *
 * @param rows how many
 * @param columns in which, in the order of the encoding
 */
public record UnknownCells(int rows, List<String> columns) {
    public UnknownCells {
        columns = List.copyOf(columns);
    }

    /** What a user should know of such rows where densities are computed; empty where there are none. */
    public Optional<String> warning() {
        return rows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d row%s a missing cell in %s, where no training row had one: such rows are scored by the cells that"
                                + " they have, the missing ones are integrated out.",
                        rows,
                        rows == 1 ? " has" : "s have",
                        Quoted.all(columns)));
    }

    /** @param table has the columns of the encoding */
    public static UnknownCells of(TableEncoding encoding, Table table, Monitor monitor) {
        RowsInColumns found = RowsInColumns.of(encoding, table, UnknownCells::of, monitor);
        return new UnknownCells(found.rows(), found.columns());
    }

    private static BitSet of(FittedColumn column, Table table) {
        if (column.encoding().mayMiss()) {
            return new BitSet();
        }
        double[] cells = table.column(table.indexOf(column.info().name()));
        return RowsInColumns.where(cells.length, row -> Double.isNaN(cells[row]));
    }
}
