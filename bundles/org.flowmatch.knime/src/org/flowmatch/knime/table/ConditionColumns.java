// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/**
 * The columns of KNIME tables that can be conditions, judged by the table's spec alone: numeric ones as quantities; texts,
 * booleans and other nominal ones as labels. All complaints name the column.
 */
public final class ConditionColumns {
    private static final ColumnChoice CHOICE =
            new ColumnChoice(ConditionColumns::canBeCondition, "condition column", "is neither numeric nor nominal");

    private ConditionColumns() {}

    /** The choices of a dialog: the numeric and nominal columns of the first table. */
    public static final class Choices implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return canBeCondition(column);
        }
    }

    static boolean canBeCondition(DataColumnSpec column) {
        return NumericColumns.isNumeric(column)
                || column.getType().isCompatible(StringValue.class)
                || column.getType().isCompatible(NominalValue.class)
                || column.getType().isCompatible(BooleanValue.class);
    }

    /**
     * The columns that the filter chooses, in the table's order; none unless some are chosen.
     *
     * @throws FlowException when a chosen column is not there or can be no condition
     */
    public static List<ConditionInfo> choose(DataTableSpec spec, ColumnFilter filter, TableRole role) {
        return CHOICE.choose(spec, filter, Set.of(), role).stream()
                .map(ConditionColumns::info)
                .toList();
    }

    private static ConditionInfo info(DataColumnSpec column) {
        return new ConditionInfo(
                column.getName(),
                NumericColumns.isNumeric(column)
                        ? Optional.of(NumericColumns.info(column).kind())
                        : Optional.empty());
    }

    /** Whether the table has every one of these columns. */
    public static boolean has(DataTableSpec spec, List<ConditionInfo> conditions) {
        return conditions.stream().allMatch(condition -> spec.containsName(condition.name()));
    }

    /** @throws FlowException naming a column that is missing, of the other kind, or of decimals where whole numbers were */
    public static void require(DataTableSpec spec, List<ConditionInfo> conditions, TableRole role) {
        for (ConditionInfo condition : conditions) {
            DataColumnSpec found = spec.getColumnSpec(condition.name());
            if (found == null) {
                throw new FlowException(
                        "The " + role.label() + " lacks the condition column " + Quoted.of(condition.name()) + ".",
                        "Connect a table with the condition columns of the model, or give the value in the dialog.");
            }
            if (NumericColumns.isNumeric(found) != condition.number().isPresent() || !canBeCondition(found)) {
                boolean number = condition.number().isPresent();
                throw new FlowException(
                        "The condition column " + Quoted.of(condition.name()) + " of the " + role.label() + " is "
                                + (number ? "not numeric" : "numeric") + " ("
                                + found.getType().getName()
                                + "), but the condition is " + (number ? "a number" : "a text") + ".",
                        "Convert it to " + (number ? "numbers" : "texts") + " first.");
            }
            if (condition.number().isPresent()) {
                NumericColumns.require(spec, List.of(condition.column()), role);
            }
        }
    }

    /** The columns of an output table that hold the conditions. */
    public static DataTableSpec spec(List<ConditionInfo> conditions) {
        return TableWriter.spec(ConditionInfo.columns(conditions));
    }
}
