// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.GivenCells;
import org.flowmatch.engine.model.FlowModel;

/**
 * The rows of a table that have a missing cell in a column of a model, and what is known of them.
 *
 * @param numbers of the rows in the table, ascending
 * @param given encoded rows [n, D], NaN for what is open
 * @param conditions [n, m] of a model with conditions
 * @param warnings what a user should know of their cells
 */
record OpenRows(int[] numbers, RowMatrix given, Optional<RowMatrix> conditions, List<String> warnings) {
    private static final int ROWS_AT_ONCE = 1 << 13;

    /** @throws FlowException when the table has no column of the model, or one that is of another kind */
    static OpenRows of(FlowModel model, Table table, Optional<Table> conditions, Monitor monitor) {
        List<ColumnInfo> columns = modelled(model, table);
        Table known = table.choose(columns);
        int[] numbers = open(known);
        GivenCells cells = new GivenCells(Set.of());
        RowMatrix given = model.encoding().encodeGiven(known.select(numbers), TableRole.TARGET, cells, monitor);
        List<String> warnings = new ArrayList<>(cells.warnings());
        if (!warnings.isEmpty()) {
            warnings.add("Such cells stay as they are in the completed table.");
        }
        warnings.addAll(model.encoding().givenNotes(known.select(numbers)));
        int nothing = (int) IntStream.range(0, given.rows())
                .filter(row -> nothingGiven(given, row))
                .count();
        if (nothing > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d rows have no cell from which the model could tell others: they are completed by what is"
                            + " likely in the training table.",
                    nothing,
                    table.rows()));
        }
        Optional<RowMatrix> encoded = conditions
                .filter(told -> numbers.length > 0)
                .map(told -> model.conditions().encode(told.select(numbers), TableRole.TARGET.label()));
        encoded.map(model.conditions()::notes).ifPresent(warnings::addAll);
        return new OpenRows(numbers, given, encoded, warnings);
    }

    private static List<ColumnInfo> modelled(FlowModel model, Table table) {
        List<String> names =
                model.encoding().columns().stream().map(ColumnInfo::name).toList();
        List<ColumnInfo> columns = table.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
        if (columns.isEmpty()) {
            throw new FlowException(
                    "The table has no column of the model, which has " + Quoted.all(names) + ".",
                    "Give a table with columns of these names.");
        }
        return columns;
    }

    private static int[] open(Table known) {
        boolean[] open = new boolean[known.rows()];
        double[] values = new double[Math.min(known.rows(), ROWS_AT_ONCE)];
        for (int c = 0; c < known.columns().size(); c++) {
            for (int first = 0; first < open.length; first += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, open.length - first);
                known.copy(c, first, count, values);
                for (int i = 0; i < count; i++) {
                    open[first + i] |= Double.isNaN(values[i]);
                }
            }
        }
        return IntStream.range(0, open.length).filter(row -> open[row]).toArray();
    }

    private static boolean nothingGiven(RowMatrix given, int row) {
        for (int c = 0; c < given.columns(); c++) {
            if (!Float.isNaN(given.get(row, c))) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return numbers.length;
    }

    /** Some of these rows, without the warnings. */
    OpenRows block(int first, int count) {
        return new OpenRows(
                Arrays.copyOfRange(numbers, first, first + count),
                part(given, first, count),
                conditions.map(told -> part(told, first, count)),
                List.of());
    }

    static RowMatrix part(RowMatrix rows, int first, int count) {
        float[] part = new float[Math.multiplyExact(count, rows.columns())];
        rows.copyRows(first, count, part);
        return RowMatrix.of(part, rows.columns());
    }
}
