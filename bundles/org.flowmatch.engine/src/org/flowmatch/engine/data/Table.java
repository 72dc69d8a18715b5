// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/**
 * Numeric columns of equal length, kept by column, in memory or (see {@link Builder#inMemory}) in a temporary file that is
 * there until the table is closed. A cell that is missing or not finite in the user's table is NaN or infinite here; {@link
 * #requireUsable} refuses such tables by name, {@link #usableRows} leaves the rows out.
 */
public final class Table implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1 << 13;

    private final List<ColumnInfo> columns;
    private final int[] places;
    private final TableCells cells;
    private final int rows;

    /**
     * @param values by column, [columns][rows]; taken over, not copied
     */
    public Table(List<ColumnInfo> columns, double[][] values, int rows) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns are named, but " + values.length + " are given");
        }
        for (int c = 0; c < values.length; c++) {
            if (values[c].length != rows) {
                throw new IllegalArgumentException("column " + columns.get(c).name() + " has " + values[c].length
                        + " values, the table has " + rows + " rows");
            }
        }
        this.columns = List.copyOf(columns);
        this.places = IntStream.range(0, values.length).toArray();
        this.cells = new ColumnArrays(values);
        this.rows = rows;
    }

    /** @param places of the columns among the cells */
    private Table(List<ColumnInfo> columns, int[] places, TableCells cells, int rows) {
        this.columns = List.copyOf(columns);
        this.places = places;
        this.cells = cells;
        this.rows = rows;
    }

    public List<ColumnInfo> columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** The values of one column, [rows]; a copy. */
    public double[] column(int column) {
        double[] values = new double[rows];
        copy(column, 0, rows, values);
        return values;
    }

    /** Copies the values first .. first+count of a column to dst[0 .. count). */
    public void copy(int column, int first, int count, double[] dst) {
        cells.copy(places[column], Objects.checkFromIndexSize(first, count, rows), count, dst);
    }

    public double get(int row, int column) {
        return cells.get(row, places[column]);
    }

    /** Gives up the temporary file of a large table, which cannot be read any more; does nothing to one in memory. */
    @Override
    public void close() {
        cells.close();
    }

    /** The position of the column with this name, or -1. */
    public int indexOf(String name) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).name().equals(name)) {
                return c;
            }
        }
        return -1;
    }

    /** The columns of these names in this order; each must be there. The values are shared. */
    public Table choose(List<ColumnInfo> wanted) {
        int[] chosen = new int[wanted.size()];
        List<ColumnInfo> infos = new ArrayList<>();
        for (int c = 0; c < chosen.length; c++) {
            int from = indexOf(wanted.get(c).name());
            if (from < 0) {
                throw new IllegalArgumentException(
                        "there is no column " + wanted.get(c).name());
            }
            chosen[c] = places[from];
            infos.add(columns.get(from));
        }
        return new Table(infos, chosen, cells, rows);
    }

    /** The given rows in the given order. */
    public Table select(int[] chosen) {
        double[][] picked = new double[places.length][chosen.length];
        for (int c = 0; c < places.length; c++) {
            double[] values = column(c);
            for (int i = 0; i < chosen.length; i++) {
                picked[c][i] = values[chosen[i]];
            }
        }
        return new Table(columns, picked, chosen.length);
    }

    /**
     * A cell that the engine cannot use.
     *
     * @param row from 0
     * @param reason completes "row 5 ...": "is missing, NaN or infinite"
     * @param remedy what to do about it
     */
    public record BadCell(ColumnInfo column, int row, String reason, String remedy) {}

    /** The first unusable cell of the first column that has one. */
    public Optional<BadCell> firstBadCell() {
        double[] values = new double[Math.min(rows, ROWS_AT_ONCE)];
        for (int c = 0; c < places.length; c++) {
            for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, rows - first);
                copy(c, first, count, values);
                Optional<BadCell> bad = firstBad(columns.get(c), first, count, values);
                if (bad.isPresent()) {
                    return bad;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BadCell> firstBad(ColumnInfo column, int first, int count, double[] values) {
        for (int i = 0; i < count; i++) {
            if (!column.kind().allows(values[i])) {
                return Optional.of(new BadCell(
                        column, first + i, reason(column.kind(), values[i]), remedy(column.kind(), values[i])));
            }
        }
        return Optional.empty();
    }

    /** @throws FlowException naming the column and the first row (from 1) of a cell that the engine cannot use */
    public void requireUsable(TableRole role) {
        firstBadCell().ifPresent(cell -> {
            throw new FlowException(
                    "In column " + Quoted.of(cell.column().name()) + " of the " + role.label() + ", row "
                            + (cell.row() + 1) + " " + cell.reason() + ".",
                    cell.remedy());
        });
    }

    /** This table without the rows that have an unusable cell; itself when there are none. */
    public Table usableRows() {
        int[] chosen = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (usable(row)) {
                chosen[count++] = row;
            }
        }
        return count == rows ? this : select(Arrays.copyOf(chosen, count));
    }

    /** Whether every cell of the row is finite and within what its column's kind allows. */
    public boolean usable(int row) {
        for (int c = 0; c < places.length; c++) {
            if (!columns.get(c).kind().allows(get(row, c))) {
                return false;
            }
        }
        return true;
    }

    private static String reason(ColumnKind kind, double value) {
        if (!Double.isFinite(value)) {
            return "is missing, NaN or infinite";
        }
        if (value != Math.rint(value)) {
            return "is not a whole number: " + value;
        }
        return kind.outside(String.format(Locale.ROOT, "%.0f", value));
    }

    private static String remedy(ColumnKind kind, double value) {
        return Double.isFinite(value) && value == Math.rint(value)
                ? kind.remedyOutside()
                : "Remove or replace such cells, choose other columns, or let rows with such cells be skipped.";
    }

    /** Takes rows one by one. */
    public static Builder builder(List<ColumnInfo> columns) {
        return new Builder(columns);
    }

    /** Grows a table row by row. */
    public static final class Builder {
        private final List<ColumnInfo> columns;
        private CellBlocks cells;

        Builder(List<ColumnInfo> columns) {
            this.columns = List.copyOf(columns);
            cells = new CellBlocks(columns.size(), Long.MAX_VALUE);
        }

        /**
         * Lets a table of more cells than this be in a temporary file; to be said before the first row. Such a table is to be
         * read by column or by many rows at once.
         */
        public Builder inMemory(long mostCells) {
            if (cells.rows() > 0) {
                throw new IllegalStateException("there are rows already");
            }
            cells = new CellBlocks(columns.size(), mostCells);
            return this;
        }

        /** @param row one value per column; NaN for a missing cell */
        public Builder add(double... row) {
            if (row.length != columns.size()) {
                throw new IllegalArgumentException(
                        "row has " + row.length + " values, the table has " + columns.size() + " columns");
            }
            cells.add(row);
            return this;
        }

        public int rows() {
            return cells.rows();
        }

        public Table build() {
            int[] places = IntStream.range(0, columns.size()).toArray();
            return new Table(columns, places, cells, cells.rows());
        }

        /** Gives up the rows, for instance when reading them failed. */
        public void discard() {
            cells.close();
        }
    }
}
