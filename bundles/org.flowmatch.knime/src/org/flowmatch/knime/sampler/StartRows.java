// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.knime.dialog.MostRows;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.LeftOutColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * The rows from which a model is sampled: noise for a Gaussian source, a table's rows otherwise; with their conditions.
 *
 * @param rows in encoded units [n, d]
 * @param key row ID by row
 * @param conditions encoded [n, m]; empty when none are given
 * @param told the conditions that the table gives, row for row; empty when it gives none
 * @param cells of the rows to be made that are given, row for row; empty when none are
 */
public record StartRows(
        RowMatrix rows,
        IntFunction<String> key,
        Optional<RowMatrix> conditions,
        Optional<Table> told,
        Optional<GivenTable> cells) {

    private StartRows(RowMatrix rows, IntFunction<String> key, Optional<RowMatrix> conditions, Optional<Table> told) {
        this(rows, key, conditions, told, Optional.empty());
    }

    /** These rows with cells of what is made of them. */
    StartRows withCells(GivenTable given) {
        return new StartRows(rows, key, conditions, told, Optional.of(given));
    }

    /**
     * Checks, before anything runs, that a table is connected exactly when the model or its conditions need one, and that it
     * has the columns that are taken from it.
     */
    public static void check(
            FlowModelPortObjectSpec model, Optional<DataTableSpec> table, Direction direction, GivenConditions given) {
        boolean needed = startsFromTable(model.source(), direction);
        if (needed && table.isEmpty()) {
            throw direction == Direction.BACKWARD
                    ? new FlowException(
                            "Backward, the sampler starts from target rows, but no table is connected.",
                            "Add the optional input port and connect a table with the model's columns, or choose"
                                    + " Forward.")
                    : new FlowException(
                            "The model was trained with a source table, but no table of source rows is connected.",
                            "Add the optional input port and connect the rows to start from.");
        }
        if (!needed && table.isPresent() && given.isEmpty()) {
            throw new FlowException(
                    "The model was trained with a Gaussian source, so it starts from noise and takes no source table.",
                    GivenChoice.possible(model.dynamics())
                            ? "Set \"The table holds\" to \"Given values\" to make rows with its cells, or remove the"
                                    + " table."
                            : "Remove the table of source rows, or train a model on a coupling with a source table or"
                                    + " with conditions.");
        }
        if (needed) {
            table.ifPresent(spec -> ModelledColumns.require(spec, model.columns(), role(direction)));
        }
        given.check(table, role(direction));
    }

    /** What to say about the columns of a connected table that are not taken from it. */
    static Optional<String> leftOut(
            FlowModelPortObjectSpec model, DataTableSpec table, Direction direction, GivenConditions given) {
        Set<String> used = new HashSet<>();
        given.columns().forEach(condition -> used.add(condition.name()));
        if (startsFromTable(model.source(), direction)) {
            used.addAll(ModelledColumns.names(model.columns()));
        }
        return LeftOutColumns.unknownToModel(table, used);
    }

    private static boolean startsFromTable(SourceLaw source, Direction direction) {
        return direction == Direction.BACKWARD || source == SourceLaw.TABLE;
    }

    /** Draws noise under conditions that are the same for all rows, or none. */
    static StartRows gaussian(FlowModel model, int rows, GivenConditions given, long seed, Monitor monitor) {
        return new StartRows(
                noise(model, rows, seed, monitor),
                row -> "Row" + row,
                given.encode(model, Optional.empty(), rows, TableRole.SOURCE),
                Optional.empty());
    }

    private static RowMatrix noise(FlowModel model, int rows, long seed, Monitor monitor) {
        return SourceRows.start(model, rows, seed, monitor);
    }

    /**
     * Reads a table: the rows to start from where the model needs some, and their conditions. Its row IDs are kept.
     *
     * @param each the rows of noise for each row of conditions, for a model that starts from noise
     */
    public static StartRows of(
            FlowModel model,
            BufferedDataTable table,
            Direction direction,
            GivenConditions given,
            int each,
            long seed,
            Monitor monitor) {
        boolean fromTable = startsFromTable(model.source(), direction);
        List<ColumnInfo> columns = fromTable ? model.encoding().columns() : List.of();
        TableRole role = role(direction);
        ReadTable read = new TableReader(table, columns, role)
                .withGaps(
                        fromTable && role == TableRole.SOURCE ? model.encoding().sourceGaps() : Set.of())
                .withCodes(model.encoding().codes())
                .withConditions(given.columns())
                .withRowKeys()
                .read(monitor.part(0, 0.7));
        Monitor rest = monitor.part(0.7, 1);
        List<String> keys = read.names();
        if (fromTable) {
            RowMatrix rows = model.encoding().encode(read.values(), role, rest);
            // a copy, because the view would keep the cells of the encoded columns in memory, too
            int[] all = IntStream.range(0, rows.rows()).toArray();
            Optional<Table> told = read.given().map(conditions -> conditions.select(all));
            return new StartRows(rows, keys::get, given.encode(model, told, rows.rows(), role), told);
        }
        int rows = count(keys.size(), each);
        int[] from = IntStream.range(0, rows).map(row -> row / each).toArray();
        Optional<Table> told = each == 1 ? read.given() : read.given().map(conditions -> conditions.select(from));
        return new StartRows(
                noise(model, rows, seed, rest),
                each == 1 ? keys::get : row -> keys.get(row / each) + "_" + row % each,
                given.encode(model, told, rows, role),
                told);
    }

    private static int count(int rows, int each) {
        if (rows == 0) {
            throw new FlowException("The table of conditions has no rows.", "Connect a table with at least one row.");
        }
        if (!MostRows.ROWS.holds((long) rows * each)) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "%,d rows for each of the %,d rows of conditions are more than %,.0f.",
                            each,
                            rows,
                            MostRows.ROWS.most()),
                    "Choose fewer rows per row of conditions, or sample the table in parts.");
        }
        return rows * each;
    }

    private static TableRole role(Direction direction) {
        return direction == Direction.FORWARD ? TableRole.SOURCE : TableRole.TARGET;
    }
}
