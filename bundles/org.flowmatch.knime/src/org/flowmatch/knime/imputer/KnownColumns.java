// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * The columns of a table that a model knows.
 *
 * @param names of them in the table
 * @param columns as the engine has them, in the table's order and kinds
 * @param lacking names of the model's columns that the table lacks
 */
record KnownColumns(Set<String> names, List<ColumnInfo> columns, List<String> lacking) {

    /** @throws FlowException when the table has none, one in another form, or lacks a condition column */
    static KnownColumns of(DataTableSpec table, FlowModelPortObjectSpec model) {
        Set<String> modelled = ModelledColumns.names(model.columns());
        List<DataColumnSpec> known = table.stream()
                .filter(column -> modelled.contains(column.getName()))
                .toList();
        if (known.isEmpty()) {
            throw new FlowException(
                    "The table has no column of the model, which has "
                            + Quoted.all(modelled.stream().sorted().toList()) + ".",
                    "Connect a table with columns of these names.");
        }
        Set<String> names =
                Set.copyOf(known.stream().map(DataColumnSpec::getName).toList());
        ModelledColumns.require(
                table,
                model.columns().stream()
                        .filter(column -> names.containsAll(ModelledColumns.names(List.of(column))))
                        .toList(),
                TableRole.TARGET);
        ConditionColumns.require(table, model.conditions(), TableRole.TARGET);
        return new KnownColumns(
                names,
                known.stream()
                        .flatMap(column -> ModelledColumns.infos(column, true).stream()
                                .filter(info -> info.name().equals(column.getName())
                                        || model.columns().contains(info)))
                        .toList(),
                modelled.stream().filter(name -> !names.contains(name)).sorted().toList());
    }

    /** Those whose cells are labels: texts and booleans. */
    List<ColumnInfo> labels() {
        return inTable().filter(column -> label(column)).toList();
    }

    /** The others: numbers, dates and times. */
    List<ColumnInfo> numbers() {
        return inTable().filter(column -> !label(column)).toList();
    }

    private static boolean label(ColumnInfo column) {
        return column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.BOOLEAN;
    }

    private Stream<ColumnInfo> inTable() {
        return columns.stream().filter(column -> names.contains(column.name()));
    }

    /** What to say about columns of the model that the table lacks. */
    Optional<String> warning() {
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("The table lacks the model's column" + (lacking.size() == 1 ? " " : "s ")
                        + Quoted.all(lacking) + ": cells are completed without "
                        + (lacking.size() == 1 ? "it" : "them") + ".");
    }
}
