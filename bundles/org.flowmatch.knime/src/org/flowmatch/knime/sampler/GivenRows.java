// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EqualLabels;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.knime.dialog.MostRows;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.GivenChoice.Holds;
import org.flowmatch.knime.table.LeftOutColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.NumericColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** Rows of which cells are given: those of a table, each for as many rows as are wanted, and those of the dialog. */
final class GivenRows {
    private final GivenChoice choice;
    private final GivenConditions conditions;

    GivenRows(GivenChoice choice, GivenConditions conditions) {
        this.choice = choice;
        this.conditions = conditions;
    }

    /** @throws FlowException naming what the table lacks or holds in another form, before anything runs */
    void check(FlowModelPortObjectSpec model, DataTableSpec table) {
        if (model.source() == SourceLaw.TABLE) {
            throw new FlowException(
                    "The model was trained with a source table, so the connected table holds the rows to start from.",
                    "Set \"The table holds\" to \"Source rows or conditions\", and give values in the dialog.");
        }
        ColumnInfo count = new ColumnInfo(choice.countColumn(), ColumnKind.LONG);
        if (choice.table() == Holds.COUNTS) {
            if (choice.countColumn().isEmpty()) {
                throw new FlowException(
                        "The table holds counts, but no column of counts is chosen.", "Choose the \"Count column\".");
            }
            NumericColumns.require(table, List.of(count), TableRole.GIVEN);
            if (conditions.columns().stream()
                    .anyMatch(condition -> condition.name().equals(count.name()))) {
                throw new FlowException(
                        "The count column " + Quoted.of(count.name()) + " is a condition of the model.",
                        "Choose another column of counts, or give the condition in the dialog.");
            }
        }
        List<ColumnInfo> taken = taken(table, model.columns());
        if (taken.isEmpty() && conditions.columns().isEmpty()) {
            throw new FlowException(
                    "The " + TableRole.GIVEN.label() + " has none of the model's columns.",
                    "Connect a table with some of: "
                            + Quoted.all(model.columns().stream()
                                    .map(ColumnInfo::name)
                                    .toList()) + ".");
        }
        ModelledColumns.require(table, taken, TableRole.GIVEN);
        conditions.check(Optional.of(table), TableRole.GIVEN);
    }

    /** The columns of the model whose cells are taken from the table. */
    private List<ColumnInfo> taken(DataTableSpec table, List<ColumnInfo> columns) {
        return ModelledColumns.present(table, columns).stream()
                .filter(column -> !choice.values().containsKey(column.name()) && !isCount(column.name()))
                .toList();
    }

    private boolean isCount(String name) {
        return choice.table() == Holds.COUNTS && name.equals(choice.countColumn());
    }

    /** What to say about the columns of the table that are not taken from it. */
    Optional<String> leftOut(FlowModelPortObjectSpec model, DataTableSpec table) {
        Set<String> used = new HashSet<>(ModelledColumns.names(model.columns()));
        conditions.columns().forEach(condition -> used.add(condition.name()));
        if (choice.table() == Holds.COUNTS) {
            used.add(choice.countColumn());
        }
        return LeftOutColumns.unknownToModel(table, used);
    }

    /** Reads the table, and draws noise for each row that is to be made of it. */
    StartRows of(FlowModel model, BufferedDataTable table, long seed, Monitor monitor) {
        List<ColumnInfo> taken =
                taken(table.getDataTableSpec(), model.encoding().columns());
        ReadTable read =
                reader(table, taken).withCodes(model.encoding().codes()).read(monitor.part(0, 0.7));
        List<String> keys = read.names();
        int[] from = choice.table() == Holds.COUNTS ? byCounts(read) : byRows(keys.size());
        Set<String> names = new HashSet<>();
        taken.forEach(column -> names.add(column.name()));
        Table same = choice.same(model.encoding().columns(), names, keys.size());
        GivenTable cells = GivenTable.of(
                model.encoding(),
                read.rows().choose(taken).beside(same),
                choice.missing(),
                choice.values().keySet(),
                choice.mark());
        Optional<Table> told = read.given().map(given -> given.select(from));
        return new StartRows(
                SourceRows.start(model, from.length, seed, monitor.part(0.7, 1)),
                keys(keys, from),
                conditions.encode(model, told, from.length, TableRole.GIVEN),
                told,
                Optional.of(cells.select(from)));
    }

    private TableReader reader(BufferedDataTable table, List<ColumnInfo> taken) {
        List<ColumnInfo> columns = new ArrayList<>(taken);
        if (choice.table() == Holds.COUNTS) {
            columns.add(new ColumnInfo(choice.countColumn(), ColumnKind.LONG));
        }
        return new TableReader(table, columns, TableRole.GIVEN)
                .withConditions(conditions.columns())
                .withGaps()
                .withRowKeys();
    }

    private IntFunction<String> keys(List<String> keys, int[] from) {
        if (choice.table() == Holds.GIVEN && choice.each() == 1) {
            return keys::get;
        }
        int[] number = new int[from.length];
        for (int row = 1; row < from.length; row++) {
            number[row] = from[row] == from[row - 1] ? number[row - 1] + 1 : 0;
        }
        return row -> keys.get(from[row]) + "_" + number[row];
    }

    private int[] byRows(int rows) {
        requireCount(rows, (long) rows * choice.each());
        return IntStream.range(0, rows * choice.each())
                .map(row -> row / choice.each())
                .toArray();
    }

    private int[] byCounts(ReadTable read) {
        double[] counts = read.rows().column(read.rows().indexOf(choice.countColumn()));
        long sum = 0;
        for (int row = 0; row < counts.length; row++) {
            if (!(counts[row] >= 0)) {
                throw new FlowException(
                        "The count in the row " + Quoted.of(read.names().get(row)) + " is "
                                + (Double.isNaN(counts[row])
                                        ? "missing"
                                        : String.format(Locale.ROOT, "%.0f", counts[row]))
                                + ".",
                        "Give a whole number, 0 or more, in the column " + Quoted.of(choice.countColumn()) + ".");
            }
            sum += (long) Math.min(counts[row], MostRows.ROWS.most() + 1);
        }
        requireCount(counts.length, sum);
        int[] from = new int[(int) sum];
        int next = 0;
        for (int row = 0; row < counts.length; row++) {
            Arrays.fill(from, next, next + (int) counts[row], row);
            next += (int) counts[row];
        }
        return from;
    }

    private static void requireCount(int given, long made) {
        if (given == 0) {
            throw new FlowException(
                    "The " + TableRole.GIVEN.label() + " has no rows.", "Connect a table with at least one row.");
        }
        if (!MostRows.ROWS.holds(made)) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "%s rows are to be made for the %,d given rows, but 1 to %,.0f can be.",
                            made > MostRows.ROWS.most() ? "More than " + (long) MostRows.ROWS.most() : "No",
                            given,
                            MostRows.ROWS.most()),
                    "Choose other numbers of rows, or sample the table in parts.");
        }
    }

    /** Gives rows that are there the cells of the dialog. */
    StartRows beside(StartRows start, FlowModel model) {
        if (!choice.ofDialog()) {
            return start;
        }
        int rows = start.rows().rows();
        Table same = choice.same(model.encoding().columns(), Set.of(), rows);
        Table cells = choice.equal()
                .map(name -> EqualLabels.of(model.encoding(), name, rows).beside(same))
                .orElse(same);
        return start.withCells(GivenTable.of(
                model.encoding(), cells, choice.missing(), choice.values().keySet(), choice.mark()));
    }
}
