// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultView.ViewInput;

/** The data of a view as an internal table of its node, which KNIME saves with the workflow: pieces of the text, one a row. */
public final class StoredView {
    private static final DataTableSpec SPEC = new DataTableSpec(TableWriter.column("data", StringCell.TYPE));
    private static final int PIECE = 1 << 15;

    private StoredView() {}

    public static BufferedDataTable write(String data, ExecutionContext context) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < data.length(); from += PIECE) {
            pieces.add(data.substring(from, Math.min(data.length(), from + PIECE)));
        }
        try (TableWriter writer = new TableWriter(SPEC, context, pieces.size(), Monitor.none())) {
            for (int row = 0; row < pieces.size(); row++) {
                writer.add("Row" + row, List.<DataCell>of(new StringCell(pieces.get(row))));
            }
            return writer.finish();
        }
    }

    /** What the node that is viewed has stored; null in JSON where it was executed before there was a view. */
    public static String read(ViewInput input) {
        BufferedDataTable[] tables = input.getInternalTables();
        return tables == null || tables.length == 0 ? "null" : read(tables[0]);
    }

    /** Whether {@link #write} made a table, unlike one that an earlier version of a node kept. */
    public static boolean holds(BufferedDataTable table) {
        return table.getDataTableSpec().equalStructure(SPEC);
    }

    /** @param stored as {@link #write} made it */
    public static String read(BufferedDataTable stored) {
        StringBuilder data = new StringBuilder();
        stored.forEach(row -> data.append(row.getCell(0)));
        return data.toString();
    }
}
