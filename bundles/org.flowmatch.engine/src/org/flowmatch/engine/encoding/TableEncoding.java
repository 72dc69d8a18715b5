// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.json.ModelFormat;

/**
 * The map between tables and encoded rows [n, d], fitted on a target table: a column becomes the
 * parts of its encoding, in the order of the columns; a constant one has none. Columns of a rule that is to be kept are modelled by
 * others, from which they follow ({@link KeptRule}). Decoded values have their column's kind, decimal places and (by default) observed range.
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
    private final Reshaping reshaping;
    private final RowSpace space;

    /**
     * @param reports what the columns of the fitted table became; none for an encoding that was read
     * @throws IllegalArgumentException when no column has a coordinate
     */
    public TableEncoding(EncodingSettings settings, List<FittedColumn> fitted, List<PartReport> reports) {
        this(settings, fitted, reports, NeverTogether.NOTHING, Reshaping.none(infos(fitted)));
    }

    /**
     * @param fitted the modelled columns of the reshaping
     * @throws IllegalArgumentException when they are others, or no column has a coordinate
     */
    TableEncoding(
            EncodingSettings settings,
            List<FittedColumn> fitted,
            List<PartReport> reports,
            NeverTogether never,
            Reshaping reshaping) {
        if (!infos(fitted).equals(reshaping.modelled())) {
            throw new IllegalArgumentException("other columns are modelled than " + infos(fitted));
        }
        this.never = never;
        this.reshaping = reshaping;
        this.settings = settings;
        this.fitted = List.copyOf(fitted);
        this.encoded = fitted.stream().filter(c -> c.encoding().encoded()).toList();
        this.reports = List.copyOf(reports);
        space = reshaping.space(encoded);
    }

    private static List<ColumnInfo> infos(List<FittedColumn> columns) {
        return columns.stream().map(FittedColumn::info).toList();
    }

    /** This encoding with other columns of the same names. */
    TableEncoding with(List<FittedColumn> columns, List<PartReport> ofColumns) {
        return new TableEncoding(settings, columns, ofColumns, never, reshaping);
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
     * @throws FlowException when a row of it breaks a rule that is kept
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
        return space.labels().size() < 2 ? this : with(NeverTogether.of(target, space));
    }

    TableEncoding with(NeverTogether pairs) {
        return new TableEncoding(settings, fitted, reports, pairs, reshaping);
    }

    /** Levels that stand in no row of the fitted table together, though chance would have put them there. */
    public NeverTogether neverTogether() {
        return never;
    }

    /** The columns that may have missing cells in a source table. */
    public Set<String> sourceGaps() {
        return ColumnGaps.ofSource(this);
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

    /** All columns of the table, in the order of the fitted one, but those that were left out. */
    public List<ColumnInfo> columns() {
        return reshaping.columns();
    }

    /** The columns that are modelled and have coordinates, in the order of the parts. */
    public List<ColumnInfo> encodedColumns() {
        return infos(encoded);
    }

    /** The columns of the table that encoded rows depend on. */
    public List<ColumnInfo> variableColumns() {
        return columns().stream()
                .filter(column -> reshaping.group(column.name()).isPresent()
                        || encodedColumns().contains(column)
                        || reshaping.code(column.name()).filter(this::varies).isPresent())
                .toList();
    }

    private boolean varies(CodeColumn code) {
        return code.places().stream().anyMatch(encodedColumns()::contains);
    }

    /** What is known of the columns of the table, in their order. */
    public List<KnownColumn> known() {
        return KnownColumn.all(this);
    }

    /** The column of this name as it was fitted, if it is modelled as itself and not by others. */
    public Optional<FittedColumn> fitted(String name) {
        return fitted.stream()
                .filter(column -> column.info().name().equals(name) && columns().contains(column.info()))
                .findFirst();
    }

    /** For each column of the table the place, among the encoded ones, of that which stands for it; -1 for none. */
    public int[] standIns() {
        return IntStream.range(0, columns().size())
                .map(c -> IntStream.of(reshaping.standing(c))
                        .map(at -> encoded.indexOf(fitted.get(at)))
                        .filter(at -> at >= 0)
                        .findFirst()
                        .orElse(-1))
                .toArray();
    }

    /** The places of the modelled columns that a column of the table follows from. */
    public int[] follows(int column) {
        return reshaping.follows(column);
    }

    /**
     * The modelled columns of a table, computed when they are read.
     *
     * @param table of any of the columns; a group of columns is there as a whole or not at all
     */
    public Table modelled(Table table) {
        return reshaping.modelled(table);
    }

    Reshaping reshaping() {
        return reshaping;
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

    /** Its labels that stand in sequences; a constant column is no position. */
    public List<Sequence> sequences() {
        return Sequence.all(
                settings.modelling().sequences().stream()
                        .map(reshaping::positions)
                        .toList(),
                encoded);
    }

    /** The names of the columns of texts that are modelled by their symbols. */
    public Set<String> codes() {
        return reshaping.codes().stream().map(CodeColumn::name).collect(Collectors.toSet());
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

    /** All modelled columns as they were fitted: those of the table, in its order, but for groups that are modelled by others. */
    public List<FittedColumn> fitted() {
        return fitted;
    }

    /** The modelled columns that have coordinates, as they were fitted. */
    public List<FittedColumn> encoded() {
        return encoded;
    }

    /** The columns that had missing cells in the fitted table, so that missing is one of their values. */
    Set<String> gaps() {
        return ColumnGaps.of(this, column -> column.encoding().takesMissing());
    }

    /** The columns of which a row has a density without a cell under every flow. */
    public Set<String> columnsWithGaps() {
        return ColumnGaps.ofEveryFlow(this);
    }

    /** The columns of which a row has a density without a cell, if the flow can integrate over numbers that are not known. */
    public Set<String> columnsThatMayLack() {
        return ColumnGaps.integrable(this);
    }

    /** The columns whose values go round. */
    public Set<String> circles() {
        return encoded.stream()
                .filter(column -> column.circle().isPresent())
                .map(column -> column.info().name())
                .collect(Collectors.toSet());
    }

    /** What draws the places of tied values anew, each at its first coordinate of a row [d]; null elsewhere. */
    public TieDraw[] tieDraws() {
        return TieDraw.all(encoded, dimensions());
    }

    /** @throws FlowException naming the columns of this encoding that the others lack, or hold as texts in place of numbers */
    public void requireColumns(List<ColumnInfo> others, TableRole role) {
        ColumnCheck.require(columns(), others, role);
    }

    /** @throws FlowException naming the first row (from 1) that has no density, because it breaks a rule */
    public void requireRules(Table table, TableRole role) {
        reshaping.groups().stream()
                .filter(ColumnGroup::exact)
                .forEach(group -> RuleCheck.require(group, table, role, columnsThatMayLack()));
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
        return new TableEncoder(this, role, monitor).rows(table);
    }

    /** As {@link #encode(Table, TableRole, Monitor)}, appending the rows to a file with d columns. */
    public void encode(Table table, TableRole role, RowMatrixWriter writer, Monitor monitor) {
        new TableEncoder(this, role, monitor).encode(table, writer::append);
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
        return new TableEncoder(this, role, monitor).rows(table, given);
    }

    /** What a user should know of cells of rows that are to be completed, besides what encoding them tells. */
    public List<String> givenNotes(Table table) {
        return KnownCells.warnings(this, table);
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
        return RowDecoder.of(this, rows, limitToObserved).all(monitor);
    }

    /** As the other, to the modelled columns. */
    public Table decodeModelled(RowMatrix rows, boolean limitToObserved, Monitor monitor) {
        return RowDecoder.ofModelled(this, rows, limitToObserved).all(monitor);
    }

    /**
     * Decodes rows to all columns and hands them over in chunks of a few thousand rows, one after the other, so that many rows
     * need not be in memory at once.
     */
    public void decode(RowMatrix rows, boolean limitToObserved, Monitor monitor, Consumer<Table> chunks) {
        RowDecoder.of(this, rows, limitToObserved).decode(chunks, monitor);
    }

    /**
     * Decoded rows that keep their rules beside cells which are known.
     *
     * @param made rows of all columns
     * @param known cells of the same rows of any columns, found by name, NaN for what is not known
     */
    public Table settled(Table made, Table known) {
        return reshaping.settling().settled(made, known, settings.limitToObserved());
    }

    /** The texts of each of these columns, of one of numbers none. */
    List<List<String>> texts(List<ColumnInfo> of) {
        return of.stream()
                .map(column -> fitted.stream()
                        .filter(known -> known.info().equals(column))
                        .findFirst()
                        .map(FittedColumn::texts)
                        .orElse(List.of()))
                .toList();
    }

    /** Whether the other encodes and decodes every table alike. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TableEncoding encoding
                && settings.equals(encoding.settings)
                && fitted.equals(encoding.fitted)
                && reshaping.equals(encoding.reshaping);
    }

    @Override
    public int hashCode() {
        return Objects.hash(settings, fitted);
    }

    /** The first version of the formats of files that knows what it holds. */
    public ModelFormat since() {
        boolean itself = reshaping.groups().isEmpty() && reshaping.codes().isEmpty();
        return itself ? ModelFormat.VERSION_1 : ModelFormat.VERSION_4;
    }

    public JsonObject toJson() {
        return EncodingJson.write(settings, fitted, never, reshaping);
    }

    /** @throws FlowException when the text does not describe an encoding */
    public static TableEncoding fromJson(JsonElement json) {
        return EncodingJson.read(json);
    }
}
