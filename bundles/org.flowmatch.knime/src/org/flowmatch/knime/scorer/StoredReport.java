// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** A report as an internal table of its node, which KNIME saves with the workflow: pieces of the text, one a row. */
final class StoredReport {
    private static final DataTableSpec SPEC = new DataTableSpec(TableWriter.column("report", StringCell.TYPE));
    private static final int PIECE = 1 << 15;

    private StoredReport() {}

    static BufferedDataTable write(String report, ExecutionContext context) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < report.length(); from += PIECE) {
            pieces.add(report.substring(from, Math.min(report.length(), from + PIECE)));
        }
        try (TableWriter writer = new TableWriter(SPEC, context, pieces.size(), Monitor.none())) {
            for (int row = 0; row < pieces.size(); row++) {
                writer.add("Row" + row, List.<DataCell>of(new StringCell(pieces.get(row))));
            }
            return writer.finish();
        }
    }

    static String read(BufferedDataTable table) {
        StringBuilder report = new StringBuilder();
        table.forEach(row -> report.append(row.getCell(0)));
        return report.toString();
    }
}
