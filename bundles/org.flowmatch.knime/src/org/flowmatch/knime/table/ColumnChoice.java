// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/**
 * What a dialog's filter chooses among the columns of one use.
 *
 * @param of whether a column can be of that use
 * @param what such a column is, in the middle of a sentence: "condition column"
 * @param fault of one that cannot, to follow its name: "is chosen, but is not numeric"
 */
record ColumnChoice(Predicate<DataColumnSpec> of, String what, String fault) {

    /**
     * The chosen columns in the table's order.
     *
     * @param except columns that are never taken
     * @throws FlowException when a chosen column is not there or cannot be of that use
     */
    List<DataColumnSpec> choose(DataTableSpec spec, ColumnFilter filter, Set<String> except, TableRole role) {
        List<DataColumnSpec> usable = spec.stream().filter(of).toList();
        Arrays.stream(filter.getMissingSelected(usable))
                .filter(name -> !except.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw unusable(spec, name, role);
                });
        Set<String> chosen = Set.of(filter.filter(usable));
        return usable.stream()
                .filter(column -> chosen.contains(column.getName()) && !except.contains(column.getName()))
                .toList();
    }

    private FlowException unusable(DataTableSpec spec, String name, TableRole role) {
        String column = "The " + what + " " + Quoted.of(name);
        return new FlowException(
                spec.containsName(name)
                        ? column + " of the " + role.label() + " " + fault + " ("
                                + spec.getColumnSpec(name).getType().getName() + ")."
                        : column + " is chosen, but is missing in the " + role.label() + ".",
                "Choose other columns in the dialog, or change the table.");
    }

    /** The table lacks columns. */
    static FlowException lacking(List<String> missing, List<String> wanted, TableRole role) {
        return new FlowException(
                "The " + role.label() + " lacks the column" + (missing.size() == 1 ? " " : "s ") + Quoted.all(missing)
                        + ".",
                "Connect a table that has all of: " + Quoted.all(wanted) + ".");
    }

    /** Whether nothing tells what the columns hold because the table has no rows: they are texts without values then. */
    static boolean withoutRows(DataTableSpec spec) {
        return spec.getNumColumns() > 0
                && spec.stream()
                        .map(DataColumnSpec::getDomain)
                        .allMatch(domain ->
                                domain.hasValues() && domain.getValues().isEmpty());
    }
}
