// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.knime.table.ModelledColumns;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * The columns by which tables are compared: those of the real training table that can be, and that the synthetic table has.
 *
 * @param columns as the engine has them, numbers of different kinds as decimal ones
 * @param secrets names of the secret ones
 * @param lacking columns of the real table that the synthetic one lacks
 */
record ComparedColumns(List<ColumnInfo> columns, List<String> secrets, List<String> lacking) {

    /** @throws FlowException when there are none, one has another form in one of the tables, or a chosen one is not there */
    static ComparedColumns of(
            DataTableSpec real,
            DataTableSpec synthetic,
            Optional<DataTableSpec> heldBack,
            SyntheticTableScorerNodeParameters parameters) {
        Optional<String> origin = parameters.origin();
        origin.filter(name -> !synthetic.containsName(name)).ifPresent(name -> {
            throw new FlowException(
                    "The column of the origin " + Quoted.of(name) + " is not in the synthetic table.",
                    "Choose one of its columns.");
        });
        List<ColumnInfo> columns = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (DataColumnSpec column : ModelledColumns.of(real)) {
            String name = column.getName();
            if (origin.equals(Optional.of(name))) {
                continue;
            }
            if (synthetic.containsName(name)) {
                columns.addAll(infos(
                        column,
                        Stream.concat(
                                        Stream.of(synthetic.getColumnSpec(name)),
                                        heldBack.stream().map(spec -> spec.getColumnSpec(name)))
                                .filter(Objects::nonNull)
                                .toList()));
            } else {
                lacking.add(name);
            }
        }
        if (columns.isEmpty()) {
            throw new FlowException(
                    "The real training table and the synthetic table have no column in common that can be compared.",
                    "Connect tables with columns of the same names that hold numbers, booleans, dates or texts.");
        }
        ModelledColumns.require(real, columns, TableRole.REAL);
        ModelledColumns.require(synthetic, columns, TableRole.SYNTHETIC);
        heldBack.ifPresent(spec -> ModelledColumns.require(spec, columns, TableRole.HELD_BACK));
        List<String> secrets = List.of(parameters.m_secrets.filter(ModelledColumns.of(real)));
        Stream.concat(secrets.stream(), parameters.target().stream()).forEach(name -> requireCompared(name, columns));
        return new ComparedColumns(columns, secrets, lacking);
    }

    /** The engine's columns for one of the real table that others have as well. */
    private static List<ColumnInfo> infos(DataColumnSpec column, List<DataColumnSpec> others) {
        List<ColumnInfo> infos = ModelledColumns.infos(column, false);
        ColumnInfo first = infos.get(0);
        boolean numbers = first.kind().quantity();
        boolean mixed = others.stream()
                .filter(ModelledColumns::isModelled)
                .anyMatch(other -> ModelledColumns.infos(other, false).get(0).kind() != first.kind());
        return numbers && mixed ? List.of(new ColumnInfo(first.name(), ColumnKind.DOUBLE)) : infos;
    }

    private static void requireCompared(String name, List<ColumnInfo> columns) {
        if (!ModelledColumns.names(columns).contains(name)) {
            throw new FlowException(
                    "The chosen column " + Quoted.of(name) + " is not compared.",
                    "Choose one that both tables have and that holds numbers, booleans, dates or texts.");
        }
    }

    /** What to say about columns that are not compared. */
    Optional<String> warning() {
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("The synthetic table lacks the column" + (lacking.size() == 1 ? " " : "s ")
                        + Quoted.all(lacking) + ": " + (lacking.size() == 1 ? "it is" : "they are") + " not compared.");
    }
}
