// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;

/**
 * Reads columns of a KNIME table, those of the flow and conditions, into one table, in one pass and without reading the others.
 * Cells that the engine cannot use (missing unless gaps are modelled, NaN, infinite, whole numbers beyond 2^53) fail the read by
 * column and row ID, or are kept as they are for the caller to skip.
 */
public final class TableReader {
    private static final int ROWS_PER_REPORT = 1 << 12;
    private static final long CELLS_IN_MEMORY = 1 << 23;

    private final BufferedDataTable table;
    private final List<ColumnInfo> columns;
    private final TableRole role;
    private BadRows badRows = BadRows.FAIL;
    private String remedy = "Repair or remove such rows first, for instance with Missing Value or Row Filter.";
    private Optional<String> keyColumn = Optional.empty();
    private boolean rowKeys;
    private boolean leftOut;
    private Set<String> gaps = Set.of();
    private Set<String> droppable = Set.of();
    private List<ColumnInfo> conditions = List.of();
    private Set<String> codes = Set.of();

    /** @param columns of the table, in the order in which they are wanted; their kinds are taken as they are given */
    public TableReader(BufferedDataTable table, List<ColumnInfo> columns, TableRole role) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.role = role;
    }

    /** Does with rows that cannot be used what the node's setting says, and names the setting when one fails the read. */
    public TableReader withBadRows(BadRows setting) {
        badRows = setting;
        remedy = "Set \"Rows with missing or infinite values\" to \"Skip the row\", or repair such cells first, for"
                + " instance with Missing Value.";
        return this;
    }

    /**
     * Leaves rows that cannot be used out while reading, where the setting lets them be skipped, and puts a large table into
     * a temporary file: its rows are then to be read in order, and the table is to be closed.
     */
    public TableReader withoutBadRows() {
        leftOut = true;
        return this;
    }

    /** Takes missing cells of the columns as values, NaN in the table; those of conditions cannot be used all the same. */
    public TableReader withGaps() {
        return withGaps(columns.stream().map(ColumnInfo::name).collect(Collectors.toSet()));
    }

    /** Takes missing cells of some of the columns as values. */
    public TableReader withGaps(Set<String> names) {
        gaps = Set.copyOf(names);
        return this;
    }

    /**
     * Gives up those of these columns that hold a whole number beyond 2^53, as identifiers do, instead of refusing them: the table
     * that was read lacks them. Rows are skipped for them all the same where the setting says so.
     */
    public TableReader withoutLargeWholeNumbers(Set<String> names) {
        droppable = Set.copyOf(names);
        return this;
    }

    /** Reads the text of this column as the names of the rows. */
    public TableReader withKey(String column) {
        keyColumn = Optional.of(column);
        return this;
    }

    /** Reads the row IDs as the names of the rows. */
    public TableReader withRowKeys() {
        rowKeys = true;
        return this;
    }

    /** Keeps many different texts of these columns: nearly every row may have another. */
    public TableReader withCodes(Set<String> names) {
        codes = Set.copyOf(names);
        return this;
    }

    /** Reads these columns of the table as conditions of its rows. */
    public TableReader withConditions(List<ConditionInfo> columns) {
        conditions = ConditionInfo.columns(columns);
        return this;
    }

    /** @throws FlowException for an unusable cell under {@link BadRows#FAIL}, and for a missing key */
    public ReadTable read(Monitor monitor) {
        requireCount();
        DataTableSpec spec = table.getDataTableSpec();
        List<ColumnInfo> all =
                Stream.concat(columns.stream(), conditions.stream()).toList();
        ReadCells cells = new ReadCells(
                spec,
                all,
                column -> gaps.contains(column.name()) && columns.contains(column),
                column -> badRows == BadRows.FAIL && droppable.contains(column.name()) && columns.contains(column));
        int key = keyColumn.map(spec::findColumnIndex).orElse(-1);
        int[] needed = IntStream.concat(IntStream.of(cells.places()), IntStream.of(key))
                .filter(column -> column >= 0)
                .distinct()
                .toArray();
        Table.Builder rows = Table.builder(all).ofCodes(codes);
        if (leftOut) {
            rows.inMemory(CELLS_IN_MEMORY);
        }
        boolean complete = false;
        try (RowCursor cursor =
                needed.length == 0 ? table.cursor() : table.cursor(TableFilter.materializeCols(needed))) {
            ReadTable read = read(cursor, rows, all, cells, key, monitor);
            complete = true;
            return read;
        } finally {
            if (!complete) {
                rows.discard();
            }
        }
    }

    private ReadTable read(
            RowCursor cursor, Table.Builder rows, List<ColumnInfo> all, ReadCells cells, int key, Monitor monitor) {
        List<String> names = new ArrayList<>();
        Set<String> outside = new LinkedHashSet<>();
        int unusable = 0;
        long done = 0;
        long start = System.nanoTime();
        for (RowRead row = cursor.forward(); row != null; row = cursor.forward()) {
            cells.read(row);
            OptionalInt bad = cells.unusable();
            if (bad.isPresent()) {
                if (badRows == BadRows.FAIL) {
                    throw unusable(row, cells.places()[bad.getAsInt()], all.get(bad.getAsInt()));
                }
                unusable++;
                IntStream.range(0, all.size())
                        .filter(cells::outside)
                        .forEach(column -> outside.add(all.get(column).name()));
            }
            if (bad.isEmpty() || !leftOut) {
                cells.addTo(rows);
                if (rowKeys) {
                    names.add(row.getRowKey().getString());
                } else if (key >= 0) {
                    names.add(keyOf(row, key));
                }
            }
            if (++done % ROWS_PER_REPORT == 0) {
                report(monitor, done, start);
            }
        }
        monitor.check();
        List<ColumnInfo> kept = IntStream.range(0, columns.size())
                .filter(column -> !cells.dropped(column))
                .mapToObj(columns::get)
                .toList();
        return new ReadTable(rows.build(), kept, conditions, gaps, unusable, outside, names);
    }

    private String keyOf(RowRead row, int key) {
        if (row.isMissing(key)) {
            throw new FlowException(
                    "The key column " + Quoted.of(keyColumn.orElseThrow()) + " of the " + role.label()
                            + " is missing in the row "
                            + Quoted.of(row.getRowKey().getString()) + ".",
                    "Remove rows without a key first, or pair the tables by row order.");
        }
        return row.getAsDataCell(key).toString();
    }

    private FlowException unusable(RowRead row, int cell, ColumnInfo column) {
        String what = columns.contains(column) ? "column" : "condition column";
        return new UnusableCell(what, column, role).in(row, cell, remedy);
    }

    private void requireCount() {
        if (table.size() > Integer.MAX_VALUE - 16) {
            throw new FlowException(
                    "The " + role.label() + " has " + table.size() + " rows, more than 2^31.",
                    "Take a sample of its rows first, for instance with Row Sampler.");
        }
    }

    private void report(Monitor monitor, long done, long start) {
        monitor.check();
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = done / seconds;
        monitor.report(
                done / (double) table.size(),
                String.format(
                        Locale.ROOT,
                        "Reading the %s: %,d of %,d rows (%,.0f rows/s, %.0f s left)",
                        role.label(),
                        done,
                        table.size(),
                        rate,
                        (table.size() - done) / rate));
    }
}
