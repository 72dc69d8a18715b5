// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.Imputed;
import org.flowmatch.knime.table.OutputColumns;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;

/**
 * The completed table: the columns of the input in their order and with their types; then the number of the draw, or what was
 * asked for of probabilities and intervals. Every cell that was there is the very cell of the input.
 */
final class CompletedTable {
    private final DataTableSpec input;
    private final KnownColumns known;
    private final OutputColumns columns;
    private final List<DataColumnSpec> appended = new ArrayList<>();
    private final OutputColumns bounded;
    private final boolean probabilities;

    /** @param columns the known ones as they are written */
    CompletedTable(
            DataTableSpec input, KnownColumns known, OutputColumns columns, FlowImputerNodeParameters parameters) {
        this.input = input;
        this.known = known;
        this.columns = columns;
        boolean best = parameters.best();
        probabilities = best && parameters.m_probabilities;
        bounded =
                OutputColumns.ofNumbers(best && parameters.m_intervals ? known.numbers() : List.of(), known.columns());
        if (!best) {
            append("draw", IntCell.TYPE);
        }
        if (probabilities) {
            known.labels().forEach(column -> append(column.name() + " (probability)", DoubleCell.TYPE));
        }
        for (DataColumnSpec column : bounded.spec()) {
            append(column.getName() + " (lower)", column.getType());
            append(column.getName() + " (upper)", column.getType());
        }
    }

    /** No appended name hides one that the table has. */
    private void append(String name, DataType type) {
        DataTableSpec taken = new DataTableSpec(input, new DataTableSpec(appended.toArray(DataColumnSpec[]::new)));
        appended.add(TableWriter.column(DataTableSpec.getUniqueColumnName(taken, name), type));
    }

    /** A completed column has values that its domain may not have, so it has none before the rows are written. */
    DataTableSpec spec() {
        DataTableSpec written = columns.spec();
        Set<String> names = new HashSet<>(List.of(written.getColumnNames()));
        return new DataTableSpec(Stream.concat(
                        input.stream()
                                .map(column -> names.contains(column.getName())
                                        ? completed(
                                                column,
                                                written.getColumnSpec(column.getName())
                                                        .getType())
                                        : column),
                        appended.stream())
                .toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec completed(DataColumnSpec column, DataType written) {
        DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
        creator.setType(DataType.getCommonSuperType(column.getType(), written));
        creator.setDomain(null);
        return creator.createSpec();
    }

    /** Writes the rows once, each missing cell of a known column with its best value. */
    void write(BufferedDataTable rows, Imputed imputed, TableWriter writer) {
        List<IntFunction<DataCell>> behind = new ArrayList<>();
        if (probabilities) {
            for (ColumnInfo column : known.labels()) {
                double[] chances = imputed.chances().get(column.name());
                behind.add(row -> TableWriter.number(chances[row]));
            }
        }
        if (bounded.size() > 0) {
            List<IntFunction<DataCell>> lower = bounded.cells(imputed.lower().orElseThrow());
            List<IntFunction<DataCell>> upper = bounded.cells(imputed.upper().orElseThrow());
            for (int c = 0; c < bounded.size(); c++) {
                behind.add(lower.get(c));
                behind.add(upper.get(c));
            }
        }
        write(rows, imputed.table(), "", behind, writer);
    }

    /** Writes the rows once more, as the draw of this number from 1 completes them. */
    void write(BufferedDataTable rows, Table completed, int draw, TableWriter writer) {
        IntCell number = new IntCell(draw);
        write(rows, completed, "_" + draw, List.of(row -> number), writer);
    }

    private void write(
            BufferedDataTable rows,
            Table completed,
            String suffix,
            List<IntFunction<DataCell>> behind,
            TableWriter writer) {
        List<IntFunction<DataCell>> made = byPlace(completed);
        int number = 0;
        try (CloseableRowIterator iterator = rows.iterator()) {
            while (iterator.hasNext()) {
                DataRow row = iterator.next();
                List<DataCell> cells = new ArrayList<>();
                for (int c = 0; c < made.size(); c++) {
                    DataCell cell = row.getCell(c);
                    cells.add(
                            cell.isMissing() && made.get(c) != null
                                    ? made.get(c).apply(number)
                                    : cell);
                }
                for (IntFunction<DataCell> column : behind) {
                    cells.add(column.apply(number));
                }
                writer.add(row.getKey().getString() + suffix, cells);
                number++;
            }
        }
    }

    /** What makes the missing cells of each column of the input; null for columns that the model does not know. */
    private List<IntFunction<DataCell>> byPlace(Table completed) {
        String[] names = columns.spec().getColumnNames();
        List<IntFunction<DataCell>> cells = columns.cells(completed);
        Map<String, IntFunction<DataCell>> byName = new HashMap<>();
        for (int c = 0; c < names.length; c++) {
            byName.put(names[c], cells.get(c));
        }
        List<IntFunction<DataCell>> made = new ArrayList<>();
        input.forEach(column -> made.add(byName.get(column.getName())));
        return made;
    }
}
