// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;

/**
 * Rows of a table with a text that none of the rows had which an encoding was fitted on.
 *
 * @param rows how many
 * @param columns in which, in the order of the encoding
 */
public record UnseenLabels(int rows, List<String> columns) {
    public UnseenLabels {
        columns = List.copyOf(columns);
    }

    /** What a user should know of such rows where densities are computed; empty where there are none. */
    public Optional<String> warning() {
        return rows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d row%s a label in %s that the model has not learnt: of n training rows it has the probability"
                                + " 1 / (n + 1), whatever the other cells are.",
                        rows,
                        rows == 1 ? " has" : "s have",
                        Quoted.all(columns)));
    }

    /** @param table has the columns of the encoding */
    public static UnseenLabels of(TableEncoding encoding, Table table, Monitor monitor) {
        RowsInColumns found = RowsInColumns.of(encoding, table, UnseenLabels::of, monitor);
        return new UnseenLabels(found.rows(), found.columns());
    }

    private static BitSet of(FittedColumn column, Table table) {
        BitSet unseen = new BitSet();
        if (column.info().kind().numeric()) {
            return unseen;
        }
        int place = table.indexOf(column.info().name());
        Dictionary texts = table.dictionary(place);
        Set<String> known = new HashSet<>(column.texts());
        if (!texts.overflowed() && known.containsAll(texts.texts())) {
            return unseen;
        }
        double[] codes = table.column(place);
        for (int row = 0; row < codes.length; row++) {
            if (!Double.isNaN(codes[row])) {
                int code = (int) codes[row];
                unseen.set(row, code >= texts.size() || !known.contains(texts.text(code)));
            }
        }
        return unseen;
    }
}
