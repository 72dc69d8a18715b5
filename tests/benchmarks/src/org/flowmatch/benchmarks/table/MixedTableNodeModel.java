// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.io.File;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Writes the rows of a {@link MixedTable}. */
public final class MixedTableNodeModel extends NodeModel {
    private static final String ROWS = "rows";
    private static final int ROWS_PER_REPORT = 1 << 12;

    private final List<ColumnInfo> columns = MixedTable.columns();
    private int rows = 1000;

    MixedTableNodeModel() {
        super(0, 1);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) {
        return new DataTableSpec[] {spec()};
    }

    private DataTableSpec spec() {
        return new DataTableSpec(
                columns.stream().map(ColumnInfo::name).toArray(String[]::new),
                columns.stream().map(column -> type(column.kind())).toArray(DataType[]::new));
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext context)
            throws CanceledExecutionException {
        MixedTable table = new MixedTable(1);
        BufferedDataContainer container = context.createDataContainer(spec());
        double[] values = new double[columns.size()];
        for (int row = 0; row < rows; row++) {
            table.row(row, values);
            DataCell[] cells = new DataCell[values.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(columns.get(c).kind(), values[c]);
            }
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long) row), cells));
            if (row % ROWS_PER_REPORT == 0) {
                context.checkCanceled();
                context.setProgress((double) row / rows);
            }
        }
        container.close();
        return new BufferedDataTable[] {container.getTable()};
    }

    private static DataType type(ColumnKind kind) {
        return switch (kind) {
            case DOUBLE -> DoubleCell.TYPE;
            case INT -> IntCell.TYPE;
            case LONG -> LongCell.TYPE;
            case BOOLEAN -> BooleanCell.TYPE;
            case TEXT -> StringCell.TYPE;
            default -> throw unknown(kind);
        };
    }

    private static IllegalArgumentException unknown(ColumnKind kind) {
        return new IllegalArgumentException("no column of the mixed table is of kind " + kind);
    }

    private static DataCell cell(ColumnKind kind, double value) {
        if (Double.isNaN(value)) {
            return DataType.getMissingCell();
        }
        return switch (kind) {
            case DOUBLE -> new DoubleCell(value);
            case INT -> new IntCell((int) value);
            case LONG -> new LongCell((long) value);
            case BOOLEAN -> value == 1 ? BooleanCell.TRUE : BooleanCell.FALSE;
            case TEXT -> new StringCell("grade " + value);
            default -> throw unknown(kind);
        };
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        settings.addInt(ROWS, rows);
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        if (settings.getInt(ROWS) < 1) {
            throw new InvalidSettingsException("rows is " + settings.getInt(ROWS) + ", must be at least 1.");
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        rows = settings.getInt(ROWS);
    }

    @Override
    protected void reset() {
        // nothing is kept besides the table
    }

    @Override
    protected void loadInternals(File directory, ExecutionMonitor monitor) {
        // nothing is kept besides the table
    }

    @Override
    protected void saveInternals(File directory, ExecutionMonitor monitor) {
        // nothing is kept besides the table
    }
}
