// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** A selection of columns by the class name of their type's preferred value. */
final class ColumnTypeFilter extends TypeFilter {

    @Override
    protected Optional<PossibleTypeValue> fromTypeId(String typeId) {
        return typeId.isEmpty()
                ? Optional.empty()
                : Optional.of(new PossibleTypeValue(typeId, typeId.substring(typeId.lastIndexOf('.') + 1)));
    }

    Predicate<DataColumnSpec> predicate() {
        Predicate<String> selected = getIsSelectedPredicate();
        return column -> selected.test(column.getType().getPreferredValueClass().getName());
    }

    String[] select(List<DataColumnSpec> columns) {
        return columns.stream().filter(predicate()).map(DataColumnSpec::getName).toArray(String[]::new);
    }
}
