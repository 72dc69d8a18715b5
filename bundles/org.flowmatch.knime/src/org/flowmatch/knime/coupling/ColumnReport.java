// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.encoding.PartReport;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What the columns of the target table became, as a KNIME table, and that table as the data of the view. */
final class ColumnReport {
    private static final int COLUMN = 0;
    private static final int AS = 1;
    private static final int WHY = 2;
    private static final int LEVELS = 3;
    private static final int MISSING = 4;
    private static final int WARNING = 5;
    private static final int MODELLED = 6;

    private static final DataTableSpec SPEC = new DataTableSpec(
            TableWriter.column("column", StringCell.TYPE),
            TableWriter.column("modelled as", StringCell.TYPE),
            TableWriter.column("why", StringCell.TYPE),
            TableWriter.column("levels", IntCell.TYPE),
            TableWriter.column("share missing", DoubleCell.TYPE),
            TableWriter.column("warning", StringCell.TYPE),
            TableWriter.column("modelled", BooleanCell.TYPE));

    private ColumnReport() {}

    /** What the encoding made of its columns, then the columns of the table that it never saw. */
    static List<PartReport> of(List<PartReport> encoded, DataTableSpec target, CouplingColumns columns) {
        List<PartReport> all = new ArrayList<>(encoded);
        Set<String> seen = new HashSet<>(ModelledColumns.names(columns.columns()));
        columns.conditions().forEach(condition -> {
            seen.add(condition.name());
            all.add(report(target.getColumnSpec(condition.name()), "condition", "it is given when rows are sampled"));
        });
        for (DataColumnSpec column : target) {
            if (seen.add(column.getName())) {
                all.add(report(column, PartReport.LEFT_OUT, columns.whyLeftOut(column)));
            }
        }
        return all;
    }

    private static PartReport report(DataColumnSpec column, String as, String why) {
        ColumnInfo info = new ColumnInfo(column.getName(), ColumnKind.TEXT);
        return new PartReport(info, as, why, 0, 0, List.of());
    }

    static BufferedDataTable write(List<PartReport> reports, ExecutionContext context) {
        try (TableWriter writer = new TableWriter(SPEC, context, reports.size(), Monitor.none())) {
            for (int i = 0; i < reports.size(); i++) {
                PartReport report = reports.get(i);
                writer.add(
                        "Row" + i,
                        List.of(
                                new StringCell(report.info().name()),
                                new StringCell(report.as()),
                                new StringCell(report.why()),
                                new IntCell(report.levels()),
                                new DoubleCell(report.missing()),
                                new StringCell(String.join(" ", report.warnings())),
                                report.as().equals(PartReport.LEFT_OUT) ? BooleanCell.FALSE : BooleanCell.TRUE));
            }
            return writer.finish();
        }
    }

    /**
     * The view's data: {@code [{"column": text, "as": text, "why": text, "levels": n, "missing": share, "warning": text,
     * "modelled": whether it is not left out}]}.
     */
    static String json(BufferedDataTable table) {
        JsonArray columns = new JsonArray();
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                JsonObject column = new JsonObject();
                column.addProperty("column", row.getCell(COLUMN).toString());
                column.addProperty("as", row.getCell(AS).toString());
                column.addProperty("why", row.getCell(WHY).toString());
                column.addProperty("levels", ((IntValue) row.getCell(LEVELS)).getIntValue());
                column.addProperty("missing", ((DoubleValue) row.getCell(MISSING)).getDoubleValue());
                column.addProperty("warning", row.getCell(WARNING).toString());
                column.addProperty("modelled", row.getCell(MODELLED).equals(BooleanCell.TRUE));
                columns.add(column);
            }
        }
        return columns.toString();
    }
}
