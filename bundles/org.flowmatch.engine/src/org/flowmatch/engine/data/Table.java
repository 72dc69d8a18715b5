// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/**
 * Columns of numbers and texts of equal length and of different names, kept by column, in memory or (see {@link
 * Builder#inMemory}) in a temporary file that is there until the table is closed. All cells are doubles: that of a text
 * is its code in the column's dictionary. A cell that is missing or not finite in the user's table is NaN or infinite here;
 * {@link #requireUsable} refuses such tables by name, {@link #usableRows} leaves the rows out.
 */
public final class Table implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1 << 13;

    private final List<ColumnInfo> columns;
    private final List<StoredColumn> stored;
    private final int rows;

    /**
     * Columns of numbers.
     *
     * @param values by column, [columns][rows]; taken over, not copied
     */
    public Table(List<ColumnInfo> columns, double[][] values, int rows) {
        this(columns, values, columns.stream().map(column -> List.<String>of()).toList(), rows);
    }

    /**
     * Columns of numbers and texts.
     *
     * @param values by column, [columns][rows]: numbers, or the places of texts; taken over, not copied
     * @param texts of each column, all different; of a column of numbers none
     */
    public Table(List<ColumnInfo> columns, double[][] values, List<List<String>> texts, int rows) {
        this(columns, stored(columns, values, texts, rows), rows);
    }

    Table(List<ColumnInfo> columns, List<StoredColumn> stored, int rows) {
        this.columns = List.copyOf(columns);
        this.stored = List.copyOf(stored);
        this.rows = rows;
        Set<String> names = new HashSet<>();
        for (ColumnInfo column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("there are two columns " + column.name());
            }
        }
    }

    private static List<StoredColumn> stored(
            List<ColumnInfo> columns, double[][] values, List<List<String>> texts, int rows) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns are named, but " + values.length + " are given");
        }
        TableCells cells = new ColumnArrays(values);
        List<StoredColumn> stored = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            if (values[c].length != rows) {
                throw new IllegalArgumentException("column " + columns.get(c).name() + " has " + values[c].length
                        + " values, the table has " + rows + " rows");
            }
            boolean numeric = columns.get(c).kind().numeric();
            if (!numeric && texts.get(c).isEmpty() && rows > 0) {
                throw new IllegalArgumentException("column " + columns.get(c).name() + " is no column of numbers");
            }
            stored.add(
                    new StoredColumn(cells, c, numeric ? Optional.empty() : Optional.of(Dictionary.of(texts.get(c)))));
        }
        return stored;
    }

    /** Takes rows one by one. */
    public static Builder builder(List<ColumnInfo> columns) {
        return new Builder(columns);
    }

    /** One column of real numbers; NaN for a missing one. */
    public static Table numbers(String name, double... values) {
        return new Table(List.of(new ColumnInfo(name, ColumnKind.DOUBLE)), new double[][] {values}, values.length);
    }

    /** One column of texts; null for a missing one. */
    public static Table texts(String name, Collection<String> values) {
        Builder builder = builder(List.of(new ColumnInfo(name, ColumnKind.TEXT)));
        for (String value : values) {
            builder.add(value == null ? Double.NaN : builder.dictionary(0).code(value));
        }
        return builder.build();
    }

    public List<ColumnInfo> columns() {
        return columns;
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return columns.stream().map(ColumnInfo::name).toList();
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
        stored.get(column).copy(Objects.checkFromIndexSize(first, count, rows), count, dst);
    }

    /**
     * The values of a column of texts [rows], as their codes in another dictionary, which takes those that it lacks.
     *
     * @param others {@link Dictionary#MORE} for texts for which it has no room
     */
    public double[] column(int column, Dictionary others) {
        Dictionary own = dictionary(column);
        double[] values = column(column);
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(values[row])) {
                int code = (int) values[row];
                values[row] = code < own.size() ? others.code(own.text(code)) : Dictionary.MORE;
            }
        }
        return values;
    }

    public double get(int row, int column) {
        return stored.get(column).get(row);
    }

    /** The texts that the cells of a text column stand for. */
    public Dictionary dictionary(int column) {
        return stored.get(column)
                .texts()
                .orElseThrow(() -> new IllegalArgumentException(
                        "column " + columns.get(column).name() + " is no column of texts"));
    }

    /** Gives up the temporary file of a large table, which cannot be read any more; does nothing to one in memory. */
    @Override
    public void close() {
        stored.stream().map(StoredColumn::cells).distinct().forEach(TableCells::close);
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
        List<ColumnInfo> infos = new ArrayList<>();
        List<StoredColumn> chosen = new ArrayList<>();
        for (ColumnInfo column : wanted) {
            int from = indexOf(column.name());
            if (from < 0) {
                throw new IllegalArgumentException("there is no column " + column.name());
            }
            infos.add(columns.get(from));
            chosen.add(stored.get(from));
        }
        return new Table(infos, chosen, rows);
    }

    /** These columns, then those of the other table, row for row. The values are shared. */
    public Table beside(Table other) {
        if (other.rows != rows) {
            throw new IllegalArgumentException("tables of " + rows + " and " + other.rows + " rows");
        }
        return new Table(
                Stream.concat(columns.stream(), other.columns.stream()).toList(),
                Stream.concat(stored.stream(), other.stored.stream()).toList(),
                rows);
    }

    /**
     * Columns of numbers that are computed from all columns of this table whenever they are read.
     *
     * @param map from cells [columns][n] of any n rows to [derived columns][n], a row from a row; may be asked by several threads
     */
    public Table derive(List<ColumnInfo> derived, UnaryOperator<double[][]> map) {
        TableCells cells = new DerivedCells(this, map);
        return new Table(
                derived,
                IntStream.range(0, derived.size())
                        .mapToObj(c -> new StoredColumn(cells, c, Optional.empty()))
                        .toList(),
                rows);
    }

    /**
     * Columns of texts that follow from the text of one column.
     *
     * @param texts of all of them
     * @param map [texts that the column keeps + 2][derived]: codes of the new texts, -1 for missing ones; behind those of each text
     *     those of a text that is not kept and those of a missing cell
     */
    public Table translate(int column, List<ColumnInfo> derived, Dictionary texts, int[][] map) {
        TableCells cells = new TranslatedCells(stored.get(column), map);
        return new Table(
                derived,
                IntStream.range(0, derived.size())
                        .mapToObj(c -> new StoredColumn(cells, c, Optional.of(texts)))
                        .toList(),
                rows);
    }

    /** The given rows in the given order. */
    public Table select(int[] chosen) {
        double[][] picked = new double[stored.size()][chosen.length];
        TableCells cells = new ColumnArrays(picked);
        List<StoredColumn> kept = new ArrayList<>();
        for (int c = 0; c < picked.length; c++) {
            double[] values = column(c);
            for (int i = 0; i < chosen.length; i++) {
                picked[c][i] = values[chosen[i]];
            }
            kept.add(new StoredColumn(cells, c, stored.get(c).texts()));
        }
        return new Table(columns, kept, chosen.length);
    }

    /** The first unusable cell of the first column that has one. */
    public Optional<BadCell> firstBadCell() {
        return firstBadCell(Set.of());
    }

    private Optional<BadCell> firstBadCell(Set<String> gaps) {
        return IntStream.range(0, columns.size())
                .mapToObj(c -> firstBadCell(c, gaps.contains(columns.get(c).name())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The first unusable cell of a column. */
    public Optional<BadCell> firstBadCell(int column) {
        return firstBadCell(column, false);
    }

    private Optional<BadCell> firstBadCell(int column, boolean gaps) {
        ColumnInfo info = columns.get(column);
        double[] values = new double[Math.min(rows, ROWS_AT_ONCE)];
        for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows - first);
            copy(column, first, count, values);
            for (int i = 0; i < count; i++) {
                if (!info.kind().allows(values[i]) && !(gaps && Double.isNaN(values[i]))) {
                    return Optional.of(BadCell.of(info, first + i, values[i]));
                }
            }
        }
        return Optional.empty();
    }

    /** @throws FlowException naming the column and the first row (from 1) of a cell that the engine cannot use */
    public void requireUsable(TableRole role) {
        requireUsable(role, Set.of());
    }

    /**
     * @param gaps the columns that may have missing cells
     * @throws FlowException naming the column and the first row (from 1) of another cell that the engine cannot use
     */
    public void requireUsable(TableRole role, Set<String> gaps) {
        firstBadCell(gaps).ifPresent(cell -> {
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

    /** Whether every cell of the row is there and within what its column's kind allows. */
    public boolean usable(int row) {
        for (int c = 0; c < columns.size(); c++) {
            if (!columns.get(c).kind().allows(get(row, c))) {
                return false;
            }
        }
        return true;
    }

    /** Grows a table row by row. */
    public static final class Builder {
        private final List<ColumnInfo> columns;
        private final List<Optional<Dictionary>> dictionaries;
        private CellBlocks cells;

        Builder(List<ColumnInfo> columns) {
            this.columns = List.copyOf(columns);
            dictionaries = new ArrayList<>(columns.stream()
                    .map(column ->
                            column.kind().numeric() ? Optional.<Dictionary>empty() : Optional.of(new Dictionary()))
                    .toList());
            cells = new CellBlocks(columns.size(), Long.MAX_VALUE);
        }

        /** Keeps many texts of these columns of texts, as {@link Dictionary#ofCodes} does; to be said before the first row. */
        public Builder ofCodes(Set<String> names) {
            for (int c = 0; c < columns.size(); c++) {
                if (names.contains(columns.get(c).name()) && dictionaries.get(c).isPresent()) {
                    dictionaries.set(c, Optional.of(Dictionary.ofCodes()));
                }
            }
            return this;
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

        /** The texts of a text column, which gives a new one its code. */
        public Dictionary dictionary(int column) {
            return dictionaries
                    .get(column)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "column " + columns.get(column).name() + " is no column of texts"));
        }

        /** @param row one value per column, of a text its code in the column's dictionary; NaN for a missing cell */
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
            List<StoredColumn> stored = IntStream.range(0, columns.size())
                    .mapToObj(c -> new StoredColumn(cells, c, dictionaries.get(c)))
                    .toList();
            return new Table(columns, stored, cells.rows());
        }

        /** Gives up the rows, for instance when reading them failed. */
        public void discard() {
            cells.close();
        }
    }
}
