// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.WrittenValue;

/**
 * What a user gives of the rows that are to be made.
 *
 * @param table what the rows of a connected table are
 * @param missing columns whose missing cells are given as such; where there is no such column, in all rows
 * @param countColumn of a table of counts
 * @param each rows for each row of a table of given values
 * @param values for all rows, by the column's name, as they are written
 * @param equal the column whose labels are to be equally frequent where no table is connected
 * @param mark the character that stands in codes for symbols that are to be made; empty where none does
 */
record GivenChoice(
        Holds table,
        Set<String> missing,
        String countColumn,
        int each,
        Map<String, String> values,
        Optional<String> equal,
        Optional<String> mark) {

    /** What the rows of a connected table are. */
    enum Holds {
        /** Rows to start from, or conditions. */
        START,
        /** Cells of rows that are to be made. */
        GIVEN,
        /** Cells, and how many rows with them are to be made. */
        COUNTS
    }

    /** @throws FlowException for a mark of several characters */
    GivenChoice {
        mark.filter(text -> text.codePointCount(0, text.length()) != 1).ifPresent(text -> {
            throw new FlowException(
                    "The mark of open symbols is " + Quoted.of(text) + ", which is no single character.",
                    "Choose one character that no code has, such as \"?\"; or none, to give codes as wholes alone.");
        });
        missing = Set.copyOf(missing);
        values = Map.copyOf(values);
    }

    /** Whether the flow of these dynamics takes given cells. */
    static boolean possible(Dynamics dynamics) {
        return dynamics instanceof MixedFlow flow && flow.anyColumns();
    }

    /** Whether anything is given where no table of cells is connected. */
    boolean ofDialog() {
        return !values.isEmpty() || !missing.isEmpty() || equal.isPresent();
    }

    /** @throws FlowException when something is given to a model that takes nothing, or a column is not among the model's */
    void check(FlowModelPortObjectSpec model, boolean tableOfCells) {
        if ((tableOfCells || ofDialog()) && !possible(model.dynamics())) {
            throw new FlowException(
                    "Values of columns are given, but the model was not trained for it.",
                    "Switch on in Flow Coupling that any columns may be given later, and train again; or give none: let"
                            + " the table hold source rows or conditions, and remove the values of the dialog.");
        }
        List<ColumnInfo> plain = ModelledColumns.ofOneValue(model.columns());
        Set<String> all = ModelledColumns.names(model.columns());
        values.forEach((name, text) -> {
            Optional<ColumnInfo> column =
                    plain.stream().filter(c -> c.name().equals(name)).findFirst();
            if (column.isEmpty() && all.contains(name)) {
                throw new FlowException(
                        "A value is given for the column " + Quoted.of(name) + ", whose dates have a zone.",
                        "Give it in a table.");
            }
            ColumnInfo known = column.orElseThrow(() -> unknown(name, "A value is given for", plain));
            if (known.kind().numeric()) {
                WrittenValue.number(known, text);
            }
        });
        missing.stream().filter(name -> !all.contains(name)).findFirst().ifPresent(name -> {
            throw unknown(name, "Missing cells are given of", plain);
        });
        equal.ifPresent(name -> requireLabel(name, plain));
    }

    private void requireLabel(String name, List<ColumnInfo> columns) {
        if (columns.stream().noneMatch(column -> column.name().equals(name))) {
            throw unknown(name, "There are to be equally many rows for each label of", columns);
        }
        if (values.containsKey(name) || missing.contains(name)) {
            throw new FlowException(
                    "There are to be equally many rows for each label of the column " + Quoted.of(name)
                            + ", but a value is given for it.",
                    "Remove the value, or choose another column.");
        }
    }

    private static FlowException unknown(String name, String given, List<ColumnInfo> columns) {
        return name.isEmpty()
                ? new FlowException(given + " a column that is not chosen.", "Choose the column, or remove the entry.")
                : new FlowException(
                        given + " the column " + Quoted.of(name) + ", which the model does not have.",
                        "Choose among its columns: "
                                + Quoted.all(
                                        columns.stream().map(ColumnInfo::name).toList()) + ".");
    }

    /**
     * The cells that are the same in all rows: the values of the dialog, and missing ones of columns that no table has.
     *
     * @param model its columns
     * @param others columns whose cells come from elsewhere
     */
    Table same(List<ColumnInfo> model, Set<String> others, int rows) {
        List<ColumnInfo> columns = model.stream()
                .filter(column -> values.containsKey(column.name())
                        || missing.contains(column.name()) && !others.contains(column.name()))
                .toList();
        Table.Builder table = Table.builder(columns);
        double[] row = new double[columns.size()];
        for (int c = 0; c < row.length; c++) {
            String value = values.get(columns.get(c).name());
            row[c] = value == null
                    ? Double.NaN
                    : columns.get(c).kind().numeric()
                            ? WrittenValue.number(columns.get(c), value)
                            : table.dictionary(c).code(value);
        }
        for (int i = 0; i < rows; i++) {
            table.add(row);
        }
        return table.build();
    }
}
