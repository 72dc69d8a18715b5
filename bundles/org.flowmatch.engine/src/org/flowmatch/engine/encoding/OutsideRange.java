// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
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
        BitSet outside = new BitSet();
        List<String> columns = new ArrayList<>();
        for (FittedColumn column : encoding.fitted()) {
            monitor.check();
            int place = table.indexOf(column.info().name());
            if (!column.info().kind().numeric()) {
                continue;
            }
            double[] values = table.column(place);
            boolean any = false;
            for (int row = 0; row < values.length; row++) {
                if (values[row] < column.smallest() || values[row] > column.largest()) {
                    outside.set(row);
                    any = true;
                }
            }
            if (any) {
                columns.add(column.info().name());
            }
        }
        return new OutsideRange(outside.cardinality(), columns);
    }
}
