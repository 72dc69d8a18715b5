// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.NumericTable;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The map between tables and encoded rows [n, d], fitted on a target table: one coordinate per column that is not constant,
 * in the order of the columns. Decoded values have their column's kind, decimal places and (by default) observed range.
 *
 * <p>The place of a row among rows with the same value is drawn by (seed, role, row, column), so that encoding a table again
 * gives the same rows.
 */
public final class TableEncoding {
    private static final int ROWS_AT_ONCE = 4096;

    private final EncodingSettings settings;
    private final List<FittedColumn> fitted;
    private final List<FittedColumn> encoded;

    TableEncoding(EncodingSettings settings, List<FittedColumn> fitted) {
        this.settings = settings;
        this.fitted = List.copyOf(fitted);
        this.encoded = fitted.stream().filter(c -> c.encoding().encoded()).toList();
    }

    /**
     * @throws FlowException when the table has no columns, fewer than two rows, an unusable cell (column and row named), or
     *     only constant columns
     */
    public static TableEncoding fit(NumericTable target, EncodingSettings settings, Monitor monitor) {
        if (target.columns().isEmpty()) {
            throw new FlowException(
                    "The target table has no numeric column.", "Choose at least one numeric column of it.");
        }
        if (target.rows() < 2) {
            throw new FlowException(
                    "The target table has " + (target.rows() == 0 ? "no rows" : "only one row") + ".",
                    "A distribution cannot be learnt from fewer than two rows: give a table with more.");
        }
        target.requireUsable(TableRole.TARGET);
        List<FittedColumn> columns = new ArrayList<>();
        for (int c = 0; c < target.columns().size(); c++) {
            monitor.check();
            ColumnInfo info = target.columns().get(c);
            monitor.report((double) c / target.columns().size(), "Fitting column \"" + info.name() + "\"");
            columns.add(ColumnFit.fit(info, target.column(c), settings));
        }
        TableEncoding encoding = new TableEncoding(settings, columns);
        if (encoding.encoded.isEmpty()) {
            throw new FlowException(
                    "Every chosen column of the target table is constant.",
                    "Choose at least one column that has two different values.");
        }
        return encoding;
    }

    /** All columns, in the order of the fitted table. */
    public List<ColumnInfo> columns() {
        return fitted.stream().map(FittedColumn::info).toList();
    }

    /** The columns that have a coordinate, in the order of the coordinates. */
    public List<ColumnInfo> encodedColumns() {
        return encoded.stream().map(FittedColumn::info).toList();
    }

    /** The number d of coordinates of an encoded row. */
    public int dimensions() {
        return encoded.size();
    }

    public EncodingSettings settings() {
        return settings;
    }

    /** How the column at this coordinate, 0 to d - 1, is encoded. */
    public ColumnEncoding column(int coordinate) {
        return encoded.get(coordinate).encoding();
    }

    /** @throws FlowException naming the columns of this encoding that the others lack */
    public void requireColumns(List<ColumnInfo> others, TableRole role) {
        List<String> names = others.stream().map(ColumnInfo::name).toList();
        List<String> missing = fitted.stream()
                .map(c -> c.info().name())
                .filter(name -> !names.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new FlowException(
                    "The " + role.label() + " lacks the numeric column" + (missing.size() == 1 ? " " : "s ") + "\""
                            + String.join("\", \"", missing) + "\".",
                    "Source and target need the same columns: add or rename the missing ones, or choose columns that"
                            + " both tables have.");
        }
    }

    /**
     * Encodes a table; its columns are found by name, further ones are ignored.
     *
     * @return rows [n, d] on the heap
     * @throws FlowException when a column is missing or has an unusable cell, or the table has no rows
     */
    public RowMatrix encode(NumericTable table, TableRole role, Monitor monitor) {
        if ((long) table.rows() * dimensions() > Integer.MAX_VALUE - 16) {
            throw new FlowException(
                    "The " + role.label() + " has " + table.rows() + " rows of " + dimensions()
                            + " columns, more than 2^31 cells.",
                    "Take a sample of its rows, or choose fewer columns.");
        }
        float[] all = new float[table.rows() * dimensions()];
        int[] reached = {0};
        encode(table, role, monitor, (rows, count) -> {
            System.arraycopy(rows, 0, all, reached[0], count * dimensions());
            reached[0] += count * dimensions();
        });
        return RowMatrix.of(all, dimensions());
    }

    /** As {@link #encode(NumericTable, TableRole, Monitor)}, appending the rows to a file with d columns. */
    public void encode(NumericTable table, TableRole role, RowMatrixWriter writer, Monitor monitor) {
        encode(table, role, monitor, writer::append);
    }

    private interface RowSink {
        void append(float[] rowMajor, int count);
    }

    private void encode(NumericTable table, TableRole role, Monitor monitor, RowSink sink) {
        requireColumns(table.columns(), role);
        if (table.rows() == 0) {
            throw new FlowException("The " + role.label() + " has no rows.", "Give a table with rows.");
        }
        NumericTable chosen = table.choose(columns());
        chosen.requireUsable(role);
        KeyedRandom random =
                new KeyedRandom(settings.seed(), role == TableRole.TARGET ? Purpose.TARGET_TIES : Purpose.SOURCE_TIES);
        float[] rows = new float[ROWS_AT_ONCE * dimensions()];
        for (int first = 0; first < table.rows(); first += ROWS_AT_ONCE) {
            monitor.check();
            monitor.report((double) first / table.rows(), "Encoding the " + role.label());
            int count = Math.min(ROWS_AT_ONCE, table.rows() - first);
            int coordinate = 0;
            for (int c = 0; c < fitted.size(); c++) {
                if (fitted.get(c).encoding().encoded()) {
                    encode(chosen.column(c), first, count, coordinate++, rows, role, random);
                }
            }
            sink.append(rows, count);
        }
    }

    private void encode(
            double[] values, int first, int count, int coordinate, float[] rows, TableRole role, KeyedRandom random) {
        ColumnEncoding column = encoded.get(coordinate).encoding();
        for (int i = 0; i < count; i++) {
            float code = column.encode(values[first + i], random.uniform(first + i, coordinate));
            if (!Float.isFinite(code)) {
                throw new FlowException(
                        "Column \"" + encoded.get(coordinate).info().name() + "\" of the " + role.label()
                                + " has a value too far from those of the target table in row " + (first + i + 1) + ".",
                        "Remove or replace the value " + values[first + i] + ".");
            }
            rows[i * encoded.size() + coordinate] = code;
        }
    }

    /**
     * Decodes rows of the target side to all columns, limited to the observed range when the settings say so.
     *
     * @param rows [n, d]; a code that is not a number is an error
     */
    public NumericTable decode(RowMatrix rows, Monitor monitor) {
        return decode(rows, settings.limitToObserved(), monitor);
    }

    /**
     * Decodes rows to all columns.
     *
     * @param rows [n, d]; a code that is not a number is an error
     * @param limitToObserved whether values are kept within the observed range of the target; rows of the source, or on
     *     the way to the target, may lie outside
     */
    public NumericTable decode(RowMatrix rows, boolean limitToObserved, Monitor monitor) {
        if (rows.columns() != dimensions()) {
            throw new IllegalArgumentException(
                    "rows have " + rows.columns() + " columns, the encoding has " + dimensions());
        }
        double[][] values = new double[fitted.size()][rows.rows()];
        float[] row = new float[dimensions()];
        for (int i = 0; i < rows.rows(); i++) {
            if (i % ROWS_AT_ONCE == 0) {
                monitor.check();
                monitor.report((double) i / rows.rows(), "Decoding rows");
            }
            rows.copyRow(i, row, 0);
            int coordinate = 0;
            for (int c = 0; c < values.length; c++) {
                FittedColumn column = fitted.get(c);
                float code = column.encoding().encoded() ? row[coordinate++] : 0;
                if (Float.isNaN(code)) {
                    throw new FlowException(
                            "Row " + (i + 1) + " has no value in column \""
                                    + column.info().name() + "\": the model gave NaN.",
                            "Train the model again, with a smaller learning rate, or sample with more steps.");
                }
                values[c][i] = column.restore(code, limitToObserved);
            }
        }
        return new NumericTable(columns(), values, rows.rows());
    }

    public JsonObject toJson() {
        return EncodingJson.write(settings, fitted);
    }

    /** @throws FlowException when the text does not describe an encoding */
    public static TableEncoding fromJson(JsonElement json) {
        return EncodingJson.read(json);
    }
}
