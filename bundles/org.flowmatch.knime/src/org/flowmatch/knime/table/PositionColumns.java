// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.Set;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/** The columns that can be positions of a sequence of labels: texts, booleans and whole numbers. */
public final class PositionColumns {
    private static final ColumnChoice CHOICE = new ColumnChoice(
            PositionColumns::canBePosition,
            "position",
            "is chosen for a sequence, but holds neither texts nor whole numbers or booleans");

    private PositionColumns() {}

    /** The choices of a dialog: the columns of the first table that can be positions. */
    public static final class Choices implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return canBePosition(column);
        }
    }

    private static boolean canBePosition(DataColumnSpec column) {
        return CellForm.of(column.getType())
                .filter(form -> form == CellForm.TEXT
                        || form == CellForm.BOOLEAN
                        || form == CellForm.INT
                        || form == CellForm.LONG)
                .isPresent();
    }

    /**
     * The columns that the filter chooses, in the table's order; none unless some are chosen.
     *
     * @throws org.flowmatch.engine.FlowException when a chosen column is not there or can be no position
     */
    public static List<String> choose(DataTableSpec spec, ColumnFilter filter, TableRole role) {
        return CHOICE.choose(spec, filter, Set.of(), role).stream()
                .map(DataColumnSpec::getName)
                .toList();
    }
}
