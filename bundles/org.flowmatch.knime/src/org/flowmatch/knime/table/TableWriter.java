// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
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
    private long written;

    /** @param rows the number that will be written, for the progress */
    public TableWriter(DataTableSpec spec, ExecutionContext context, long rows, Monitor monitor) {
        this.container = context.createDataContainer(spec);
        this.rows = rows;
        this.monitor = monitor;
    }

    /** The spec of a table with these columns. */
    public static DataTableSpec spec(List<ColumnInfo> columns) {
        return new DataTableSpec(columns.stream()
                .map(column -> column(column.name(), NumericColumns.type(column.kind())))
                .toArray(DataColumnSpec[]::new));
    }

    /** A whole table with the row IDs Row0, Row1, ... */
    public static BufferedDataTable write(Table table, ExecutionContext context, Monitor monitor) {
        try (TableWriter writer = new TableWriter(spec(table.columns()), context, table.rows(), monitor)) {
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
        int columns = table.columns().size();
        List<IntFunction<DataCell>> own =
                IntStream.range(0, columns).mapToObj(c -> cells(table, c)).toList();
        for (int row = 0; row < table.rows(); row++) {
            List<DataCell> before = leading.apply(first + row);
            List<DataCell> after = trailing.apply(first + row);
            DataCell[] cells = new DataCell[before.size() + columns + after.size()];
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
        double[] values = table.column(column);
        ColumnKind kind = table.columns().get(column).kind();
        if (kind.numeric()) {
            return row -> cell(kind, values[row]);
        }
        Dictionary texts = table.dictionary(column);
        return row ->
                Double.isNaN(values[row]) ? DataType.getMissingCell() : new StringCell(texts.text((int) values[row]));
    }

    /** A cell of the KNIME type in which numbers of this kind are written; missing for NaN. */
    public static DataCell cell(ColumnKind kind, double value) {
        if (Double.isNaN(value)) {
            return DataType.getMissingCell();
        }
        return switch (kind) {
            case DOUBLE -> new DoubleCell(value);
            case INT -> new IntCell((int) value);
            case LONG -> new LongCell((long) value);
            case TEXT -> throw new IllegalArgumentException("a text is no number");
        };
    }

    /** A decimal number; missing for NaN and infinity. */
    public static DataCell number(double value) {
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }
}
