// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/**
 * The numeric columns of KNIME tables, judged by the table's spec alone: Number (Integer), Number (Long) and Number
 * (Float), and any type that can be read as one of them, but no booleans. All complaints name the column.
 */
public final class NumericColumns {
    private static final ColumnChoice CHOICE =
            new ColumnChoice(NumericColumns::isNumeric, "column", "is chosen, but is not numeric");

    private NumericColumns() {}

    /** The choices of a dialog: the numeric columns of the first table. */
    public static final class Choices implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return isNumeric(column);
        }
    }

    public static boolean isNumeric(DataColumnSpec column) {
        DataType type = column.getType();
        return type.isCompatible(DoubleValue.class) && !type.isCompatible(BooleanValue.class);
    }

    public static List<DataColumnSpec> of(DataTableSpec spec) {
        return spec.stream().filter(NumericColumns::isNumeric).toList();
    }

    /** A filter that starts with every numeric column of the table that the dialog finds, and takes in new ones. */
    public static ColumnFilter allOf(NodeParametersInput input) {
        return new ColumnFilter(input.getInTableSpec(0).map(NumericColumns::of).orElse(List.of()))
                .withIncludeUnknownColumns();
    }

    public static ColumnInfo info(DataColumnSpec column) {
        return new ColumnInfo(column.getName(), kind(column.getType()));
    }

    /**
     * The columns that the filter chooses, in the table's order.
     *
     * @param except columns that are never taken, such as the key of paired tables
     * @throws FlowException when a chosen column is not there or not numeric, or when none is left
     */
    public static List<ColumnInfo> choose(DataTableSpec spec, ColumnFilter filter, Set<String> except, TableRole role) {
        if (of(spec).isEmpty()) {
            throw noNumericColumn(spec, role);
        }
        List<ColumnInfo> columns = CHOICE.choose(spec, filter, except, role).stream()
                .map(NumericColumns::info)
                .toList();
        if (columns.isEmpty()) {
            throw new FlowException(
                    "No column of the " + role.label() + " is chosen.", "Choose at least one numeric column.");
        }
        return columns;
    }

    /** Columns of a table without rows are texts, because nothing tells what they would hold. */
    private static FlowException noNumericColumn(DataTableSpec spec, TableRole role) {
        return ColumnChoice.withoutRows(spec)
                ? new FlowException("The " + role.label() + " has no rows.", "Give a table with rows.")
                : new FlowException(
                        "The " + role.label() + " has no numeric column.",
                        "Convert columns to numbers first, for instance with String to Number or One to Many. When it"
                                + " comes from a file that has no rows, give one with rows: without any, all columns are"
                                + " texts.");
    }

    /**
     * Checks that a table holds the columns, numeric and of a kind that fits: where whole numbers are expected, whole
     * numbers.
     */
    public static void require(DataTableSpec spec, List<ColumnInfo> wanted, TableRole role) {
        List<String> missing = new ArrayList<>();
        for (ColumnInfo column : wanted) {
            DataColumnSpec found = spec.getColumnSpec(column.name());
            if (found == null) {
                missing.add(column.name());
            } else {
                requireKind(found, column.kind(), role);
            }
        }
        if (!missing.isEmpty()) {
            throw ColumnChoice.lacking(
                    missing, wanted.stream().map(ColumnInfo::name).toList(), role);
        }
    }

    private static void requireKind(DataColumnSpec found, ColumnKind wanted, TableRole role) {
        if (!isNumeric(found)) {
            throw new FlowException(
                    "The column " + Quoted.of(found.getName()) + " of the " + role.label() + " is not numeric ("
                            + found.getType().getName() + ").",
                    "Convert it to numbers first.");
        }
        if (wanted.whole() && !kind(found.getType()).whole()) {
            throw new FlowException(
                    "The column " + Quoted.of(found.getName()) + " of the " + role.label()
                            + " holds decimal numbers, but whole numbers are modelled under this name.",
                    "Convert it to whole numbers first, for instance with Number Rounder or Double to Integer.");
        }
    }

    private static ColumnKind kind(DataType type) {
        if (type.isCompatible(IntValue.class)) {
            return ColumnKind.INT;
        }
        return type.isCompatible(LongValue.class) ? ColumnKind.LONG : ColumnKind.DOUBLE;
    }
}
