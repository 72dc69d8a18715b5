// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flowmatch.engine.data.Table;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.StringCell;

/** The cells of the condition columns of an output table. */
final class ToldConditions {
    private final List<IntFunction<DataCell>> columns;

    /** @param told the columns that are not given as values */
    ToldConditions(GivenConditions given, Optional<Table> told) {
        columns = given.conditions().stream()
                .map(condition -> column(condition, given, told))
                .toList();
    }

    private static IntFunction<DataCell> column(ConditionInfo condition, GivenConditions given, Optional<Table> told) {
        String value = given.values().get(condition.name());
        if (value != null) {
            DataCell cell = condition
                    .number()
                    .map(kind -> TableWriter.cell(kind, Double.parseDouble(value.strip())))
                    .orElseGet(() -> new StringCell(value));
            return row -> cell;
        }
        Table table = told.orElseThrow();
        return TableWriter.cells(table, table.indexOf(condition.name()));
    }

    List<DataCell> cells(int row) {
        return columns.stream().map(column -> column.apply(row)).toList();
    }
}
