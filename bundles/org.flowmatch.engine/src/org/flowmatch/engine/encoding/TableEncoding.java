// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The map between tables and encoded rows [n, d], fitted on a target table: a column becomes the
 * parts of its encoding, in the order of the columns; a constant one has none. Decoded values have their column's kind, decimal places and (by default) observed range.
 *
 * <p>The place of a row among rows with the same value is drawn by (seed, role, row, column), so that encoding a table again
 * gives the same rows.
 */
public final class TableEncoding {
    private final EncodingSettings settings;
    private final List<FittedColumn> fitted;
    private final List<FittedColumn> encoded;
    private final List<PartReport> reports;
    private final NeverTogether never;
    private final RowSpace space;

    /**
     * @param reports what the columns of the fitted table became; none for an encoding that was read
     * @throws IllegalArgumentException when no column has a coordinate
     */
    public TableEncoding(EncodingSettings settings, List<FittedColumn> fitted, List<PartReport> reports) {
        this(settings, fitted, reports, NeverTogether.NOTHING);
    }

    TableEncoding(EncodingSettings settings, List<FittedColumn> fitted, List<PartReport> reports, NeverTogether never) {
        this.never = never;
        this.settings = settings;
        this.fitted = List.copyOf(fitted);
        this.encoded = fitted.stream().filter(c -> c.encoding().encoded()).toList();
        this.reports = List.copyOf(reports);
        space = space(encoded);
    }

    private static RowSpace space(List<FittedColumn> encoded) {
        List<RowPart> parts = new ArrayList<>();
        int offset = 0;
        for (FittedColumn column : encoded) {
            parts.addAll(column.parts(offset));
            offset = parts.get(parts.size() - 1).end();
        }
        return new RowSpace(parts);
    }

    /**
     * @throws FlowException when the table has no columns, one of texts where all columns are to be numbers, fewer than two rows, an unusable cell (column and row named), only
     *     constant columns, or a column in which one cell leaves the scaling no room for the others
     */
    public static TableEncoding fit(Table target, EncodingSettings settings, Monitor monitor) {
        return TableFit.of(target, settings, monitor);
    }

    /**
     * This encoding for rows that come from a source table, too: where columns are modelled by their values, its further
     * levels, and missing cells, are known then.
     *
     * @param source has the columns of the encoding
     */
    public TableEncoding withSource(Table source) {
        return settings.modelling().gaps() ? SourceFit.of(this, source) : this;
    }

    /**
     * This encoding with what its labels are never seen together in.
     *
     * @param target the encoded rows [n, D] of the fitted table
     */
    public TableEncoding withNeverTogether(RowMatrix target) {
        return space.labels().size() < 2
                ? this
                : new TableEncoding(settings, fitted, reports, NeverTogether.of(target, space));
    }

    /** Levels that stand in no row of the fitted table together, though chance would have put them there. */
    public NeverTogether neverTogether() {
        return never;
    }

    /** The columns that may have missing cells in a source table. */
    public Set<String> sourceGaps() {
        return fitted.stream()
                .filter(column -> column.encoding().takesMissing()
                        || column.source().missing()
                        || !column.encoding().encoded() && settings.modelling().gaps())
                .map(column -> column.info().name())
                .collect(Collectors.toSet());
    }

    /** What a user should know about the values that the encoding was fitted on; nothing for one that was read from a file. */
    public List<String> notes() {
        return reports.stream().flatMap(report -> report.warnings().stream()).toList();
    }

    /**
     * What the columns of the fitted table became, those that are left out among them, in their order; nothing for an encoding
     * that was read from a file.
     */
    public List<PartReport> reports() {
        return reports;
    }

    /** All columns, in the order of the fitted table. */
    public List<ColumnInfo> columns() {
        return fitted.stream().map(FittedColumn::info).toList();
    }

    /** The columns that have coordinates, in the order of the parts. */
    public List<ColumnInfo> encodedColumns() {
        return encoded.stream().map(FittedColumn::info).toList();
    }

    /** The space of encoded rows: one part for each column that has coordinates, in their order. */
    public RowSpace space() {
        return space;
    }

    /** The number d of coordinates of an encoded row. */
    public int dimensions() {
        return space.width();
    }

    /** What the levels of each label stand for, in the order of the parts; empty where rows are numbers. */
    public List<List<Object>> levels() {
        return encoded.stream()
                .map(FittedColumn::levels)
                .filter(levels -> !levels.isEmpty())
                .toList();
    }

    /** The further levels that each label may have in rows of a source table, in the order of the parts. */
    public List<SourceLevels> sourceLevels() {
        return encoded.stream()
                .filter(column -> !column.levels().isEmpty())
                .map(FittedColumn::source)
                .toList();
    }

    public EncodingSettings settings() {
        return settings;
    }

    /** All columns as they were fitted, in the order of the fitted table. */
    public List<FittedColumn> fitted() {
        return fitted;
    }

    /** The columns that have coordinates, as they were fitted. */
    public List<FittedColumn> encoded() {
        return encoded;
    }

    /** The columns of which a row has a density without a cell under every flow. */
    public Set<String> columnsWithGaps() {
        return encoded.stream()
                .filter(column -> CellDensity.of(column).takesMissing())
                .map(column -> column.info().name())
                .collect(Collectors.toSet());
    }

    /** The quantile encoding of each coordinate of a row [d]; null for coordinates that have none. */
    public QuantileColumn[] quantiles() {
        QuantileColumn[] quantiles = new QuantileColumn[dimensions()];
        int offset = 0;
        for (FittedColumn column : encoded) {
            if (column.encoding() instanceof QuantileColumn quantile) {
                quantiles[offset] = quantile;
            } else if (column.encoding() instanceof SpikedColumn spiked
                    && spiked.rest() instanceof QuantileColumn rest) {
                quantiles[offset + 1] = rest;
            }
            offset += column.encoding().width();
        }
        return quantiles;
    }

    /** @throws FlowException naming the columns of this encoding that the others lack, or hold as texts in place of numbers */
    public void requireColumns(List<ColumnInfo> others, TableRole role) {
        Map<String, Boolean> numeric = new HashMap<>();
        others.forEach(column -> numeric.put(column.name(), column.kind().numeric()));
        List<ColumnInfo> missing = columns().stream()
                .filter(column -> !Objects.equals(
                        numeric.get(column.name()), column.kind().numeric()))
                .toList();
        if (!missing.isEmpty()) {
            boolean numbers = missing.stream().allMatch(column -> column.kind().numeric());
            throw new FlowException(
                    "The " + role.label() + " lacks the " + (numbers ? "numeric " : "") + "column"
                            + (missing.size() == 1 ? " " : "s ")
                            + Quoted.all(missing.stream().map(ColumnInfo::name).toList()) + ".",
                    "Source and target need the same columns: add or rename the missing ones, or choose columns that"
                            + " both tables have.");
        }
    }

    /** @throws FlowException when a column is missing or the table has no rows */
    public void requireRows(Table table, TableRole role) {
        requireColumns(table.columns(), role);
        if (table.rows() == 0) {
            throw new FlowException("The " + role.label() + " has no rows.", "Give a table with rows.");
        }
    }

    /**
     * Encodes a table; its columns are found by name, others are ignored.
     *
     * @return rows [n, d] on the heap
     * @throws FlowException when a column is missing or has an unusable cell, or the table has no rows
     */
    public RowMatrix encode(Table table, TableRole role, Monitor monitor) {
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

    /** As {@link #encode(Table, TableRole, Monitor)}, appending the rows to a file with d columns. */
    public void encode(Table table, TableRole role, RowMatrixWriter writer, Monitor monitor) {
        encode(table, role, monitor, writer::append);
    }

    /**
     * Encodes rows that are to be completed: columns that the table lacks and its missing cells are NaN.
     *
     * @param table of any of the columns, found by name; others are ignored
     * @param given what is done with cells; counts those that are not taken as they are
     * @return rows [n, d] on the heap
     * @throws FlowException when a column holds texts in place of numbers or the reverse, or an infinite number
     */
    public RowMatrix encodeGiven(Table table, TableRole role, GivenCells given, Monitor monitor) {
        List<ColumnInfo> shared = table.columns().stream()
                .filter(column -> names().contains(column.name()))
                .toList();
        for (ColumnInfo column : shared) {
            requireAlike(column, role);
        }
        Table told = table.choose(shared);
        float[] all = new float[Math.multiplyExact(table.rows(), dimensions())];
        int[] reached = {0};
        if (table.rows() > 0) {
            new RowEncoder(
                            encoded,
                            space,
                            told,
                            role,
                            new KeyedRandom(settings.seed(), Purpose.SOURCE_TIES),
                            Optional.of(given))
                    .encode(
                            (rows, count) -> {
                                System.arraycopy(rows, 0, all, reached[0], count * dimensions());
                                reached[0] += count * dimensions();
                            },
                            monitor);
        }
        return RowMatrix.of(all, dimensions());
    }

    private List<String> names() {
        return fitted.stream().map(column -> column.info().name()).toList();
    }

    /** @throws FlowException when the column of this name holds texts here and numbers there, or the reverse */
    void requireAlike(ColumnInfo column, TableRole role) {
        boolean numbers = fitted.stream()
                .filter(known -> known.info().name().equals(column.name()))
                .allMatch(known -> known.info().kind().numeric());
        if (numbers != column.kind().numeric()) {
            throw new FlowException(
                    "The column " + Quoted.of(column.name()) + " of the " + role.label() + " holds "
                            + (numbers ? "texts, but the model knows numbers" : "numbers, but the model knows texts")
                            + " under this name.",
                    "Convert the column, or leave it out.");
        }
    }

    private void encode(Table table, TableRole role, Monitor monitor, RowEncoder.RowSink sink) {
        requireRows(table, role);
        table.choose(fitted.stream()
                        .filter(column -> !column.encoding().encoded())
                        .map(FittedColumn::info)
                        .toList())
                .requireUsable(role, role == TableRole.SOURCE ? sourceGaps() : Set.of());
        KeyedRandom ties =
                new KeyedRandom(settings.seed(), role == TableRole.TARGET ? Purpose.TARGET_TIES : Purpose.SOURCE_TIES);
        new RowEncoder(encoded, space, table.choose(encodedColumns()), role, ties).encode(sink, monitor);
    }

    /**
     * Decodes rows of the target side to all columns, limited to the observed range when the settings say so.
     *
     * @param rows [n, d]; a code that is not a number is an error
     */
    public Table decode(RowMatrix rows, Monitor monitor) {
        return decode(rows, settings.limitToObserved(), monitor);
    }

    /**
     * Decodes rows to all columns.
     *
     * @param rows [n, d]; a code that is not a number is an error
     * @param limitToObserved whether values are kept within the observed range of the target; rows of the source, or on
     *     the way to the target, may lie outside
     */
    public Table decode(RowMatrix rows, boolean limitToObserved, Monitor monitor) {
        double[][] values = new double[fitted.size()][rows.rows()];
        int[] reached = {0};
        decode(rows, limitToObserved, monitor, chunk -> {
            for (int c = 0; c < values.length; c++) {
                System.arraycopy(chunk.column(c), 0, values[c], reached[0], chunk.rows());
            }
            reached[0] += chunk.rows();
            monitor.report((double) reached[0] / rows.rows(), "Decoding rows");
        });
        return new Table(
                columns(), values, fitted.stream().map(FittedColumn::texts).toList(), rows.rows());
    }

    /**
     * Decodes rows to all columns and hands them over in chunks of a few thousand rows, one after the other, so that many rows
     * need not be in memory at once.
     */
    public void decode(RowMatrix rows, boolean limitToObserved, Monitor monitor, Consumer<Table> chunks) {
        if (rows.columns() != dimensions()) {
            throw new IllegalArgumentException(
                    "rows have " + rows.columns() + " columns, the encoding has " + dimensions());
        }
        new RowDecoder(fitted, rows, limitToObserved).decode(chunks, monitor);
    }

    /** Whether the other encodes and decodes every table alike. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TableEncoding encoding
                && settings.equals(encoding.settings)
                && fitted.equals(encoding.fitted);
    }

    @Override
    public int hashCode() {
        return Objects.hash(settings, fitted);
    }

    public JsonObject toJson() {
        return EncodingJson.write(settings, fitted, never);
    }

    /** @throws FlowException when the text does not describe an encoding */
    public static TableEncoding fromJson(JsonElement json) {
        return EncodingJson.read(json);
    }
}
