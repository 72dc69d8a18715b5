// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Writes tables as KNIME tables: names and kinds of the columns kept, missing cells for those that are NaN. */
public final class TableWriter implements AutoCloseable {
    private static final int ROWS_PER_REPORT = 1 << 12;

    private final BufferedDataContainer container;
    private final long rows;
    private final Monitor monitor;
    private final long start = System.nanoTime();
    private Optional<OutputColumns> columns = Optional.empty();
    private long written;

    /**
     * @param spec whose domains grow by the values that are written
     * @param rows the number that will be written, for the progress
     */
    public TableWriter(DataTableSpec spec, ExecutionContext context, long rows, Monitor monitor) {
        this.container = context.createDataContainer(spec, true);
        this.rows = rows;
        this.monitor = monitor;
    }

    /** Writes tables of the engine as these columns rather than in the standard types of their kinds. */
    public TableWriter withColumns(OutputColumns wanted) {
        columns = Optional.of(wanted);
        return this;
    }

    /** The spec of a table with these columns, in the standard types of their kinds. */
    public static DataTableSpec spec(List<ColumnInfo> columns) {
        return OutputColumns.standard(columns).spec();
    }

    /** A whole table with the row IDs Row0, Row1, ... */
    public static BufferedDataTable write(Table table, ExecutionContext context, Monitor monitor) {
        return write(table, OutputColumns.standard(table.columns()), context, monitor);
    }

    /** A whole table as these columns, with the row IDs Row0, Row1, ... */
    public static BufferedDataTable write(
            Table table, OutputColumns columns, ExecutionContext context, Monitor monitor) {
        try (TableWriter writer =
                new TableWriter(columns.spec(), context, table.rows(), monitor).withColumns(columns)) {
            writer.append(table, 0, row -> "Row" + row, row -> List.of(), row -> List.of());
            return writer.finish();
        }
    }

    /**
     * Appends rows: the cells that lead, those of the table, then the cells that follow.
     *
     * @param first number of the table's first row among all for which the functions know keys and cells
     * @param key row ID by the row's number
     * @param leading the first cells of the row
     * @param trailing its last cells
     */
    public void append(
            Table table,
            int first,
            IntFunction<String> key,
            IntFunction<List<DataCell>> leading,
            IntFunction<List<DataCell>> trailing) {
        OutputColumns written = columns.orElseGet(() -> OutputColumns.standard(table.columns()));
        List<IntFunction<DataCell>> own = written.cells(table);
        for (int row = 0; row < table.rows(); row++) {
            List<DataCell> before = leading.apply(first + row);
            List<DataCell> after = trailing.apply(first + row);
            DataCell[] cells = new DataCell[before.size() + own.size() + after.size()];
            int place = 0;
            for (DataCell cell : before) {
                cells[place++] = cell;
            }
            for (IntFunction<DataCell> column : own) {
                cells[place++] = column.apply(row);
            }
            for (DataCell cell : after) {
                cells[place++] = cell;
            }
            add(key.apply(first + row), cells);
        }
    }

    public void add(String key, List<DataCell> cells) {
        add(key, cells.toArray(DataCell[]::new));
    }

    private void add(String key, DataCell[] cells) {
        container.addRowToTable(new DefaultRow(key, cells));
        if (++written % ROWS_PER_REPORT == 0) {
            monitor.check();
            double rate = written / ((System.nanoTime() - start) / 1e9);
            monitor.report(
                    written / (double) rows,
                    String.format(
                            Locale.ROOT,
                            "Writing rows: %,d of %,d (%,.0f rows/s, %s)",
                            written,
                            rows,
                            rate,
                            TimeLeft.text(Math.max(0, rows - written) / rate)));
        }
    }

    public BufferedDataTable finish() {
        container.close();
        return container.getTable();
    }

    @Override
    public void close() {
        if (container.isOpen()) {
            container.close();
        }
    }

    public static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** The cells of a column by row, in the KNIME type in which its kind is written. */
    public static IntFunction<DataCell> cells(Table table, int column) {
        return OutputColumns.standard(List.of(table.columns().get(column)))
                .cells(table)
                .get(0);
    }

    /** A cell of the KNIME type in which numbers of this kind are written; missing for NaN. */
    public static DataCell cell(ColumnKind kind, double value) {
        return Double.isNaN(value)
                ? DataType.getMissingCell()
                : CellForm.of(kind).cell(value);
    }

    /** A decimal number; missing for NaN and infinity. */
    public static DataCell number(double value) {
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }
}
