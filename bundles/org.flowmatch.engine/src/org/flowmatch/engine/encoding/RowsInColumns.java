// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;

/**
 * Rows of a table that have something in a column.
 *
 * @param rows how many
 * @param columns in which, in the order of the encoding
 */
record RowsInColumns(int rows, List<String> columns) {

    /**
     * @param table has the columns of the encoding
     * @param inColumn the rows of a table of the modelled columns that have it in one of them
     */
    static RowsInColumns of(
            TableEncoding encoding, Table table, BiFunction<FittedColumn, Table, BitSet> inColumn, Monitor monitor) {
        Table modelled = encoding.modelled(table);
        BitSet all = new BitSet();
        List<String> columns = new ArrayList<>();
        for (FittedColumn column : encoding.fitted()) {
            monitor.check();
            BitSet here = inColumn.apply(column, modelled);
            all.or(here);
            if (!here.isEmpty()) {
                columns.add(column.info().name());
            }
        }
        return new RowsInColumns(all.cardinality(), columns);
    }

    /** The rows of which this holds. */
    static BitSet where(int rows, IntPredicate holds) {
        BitSet found = new BitSet();
        for (int row = 0; row < rows; row++) {
            found.set(row, holds.test(row));
        }
        return found;
    }
}
