// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/**
 * The columns of KNIME tables that a flow of numbers and labels models, judged by the table's spec alone: numbers, booleans,
 * dates and times, and texts. All complaints name the column.
 */
public final class ModelledColumns {
    private static final ColumnChoice CHOICE = new ColumnChoice(
            ModelledColumns::isModelled, "column", "is chosen, but holds neither numbers nor booleans, dates or texts");

    private ModelledColumns() {}

    /** The choices of a dialog: the columns of the first table that can be modelled. */
    public static final class Choices implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return isModelled(column);
        }
    }

    public static boolean isModelled(DataColumnSpec column) {
        return CellForm.of(column.getType()).isPresent();
    }

    public static List<DataColumnSpec> of(DataTableSpec spec) {
        return spec.stream().filter(ModelledColumns::isModelled).toList();
    }

    /** A filter that starts with every column of the table that can be modelled, and takes in new ones. */
    public static ColumnFilter allOf(NodeParametersInput input) {
        return new ColumnFilter(input.getInTableSpec(0).map(ModelledColumns::of).orElse(List.of()))
                .withIncludeUnknownColumns();
    }

    /**
     * The columns that the engine has for one that can be modelled: one, and more for dates and times with something beside them.
     *
     * @param cyclic whether weekdays and hours stand beside dates and times
     */
    public static List<ColumnInfo> infos(DataColumnSpec column, boolean cyclic) {
        CellForm form = CellForm.of(column.getType()).orElseThrow();
        List<ColumnInfo> infos = new ArrayList<>();
        infos.add(new ColumnInfo(column.getName(), form.kind()));
        DatePart.beside(form, cyclic).forEach(part -> infos.add(part.beside(column.getName())));
        return infos;
    }

    /** The KNIME columns that columns of the engine were read from. */
    public static Set<String> names(List<ColumnInfo> columns) {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(DatePart.table(column)));
        return names;
    }

    /** Those of the engine's columns that a table has, with what stands beside its dates. */
    public static List<ColumnInfo> present(DataTableSpec spec, List<ColumnInfo> columns) {
        return columns.stream()
                .filter(column -> spec.containsName(DatePart.table(column)))
                .toList();
    }

    /** The columns whose value is one of the engine: all but dates and times with something beside them. */
    public static List<ColumnInfo> ofOneValue(List<ColumnInfo> columns) {
        Map<String, Long> parts =
                columns.stream().collect(Collectors.groupingBy(DatePart::table, Collectors.counting()));
        return columns.stream()
                .filter(column -> parts.get(DatePart.table(column)) == 1)
                .toList();
    }

    /**
     * The columns that the filter chooses, as the engine has them, in the table's order.
     *
     * @param except columns that are never taken, such as the key of paired tables
     * @param cyclic of which columns of dates and times weekdays and hours stand beside them
     * @throws FlowException when a chosen column is not there or cannot be modelled, or when none is left
     */
    public static List<ColumnInfo> choose(
            DataTableSpec spec, ColumnFilter filter, Set<String> except, Predicate<String> cyclic, TableRole role) {
        if (of(spec).isEmpty()) {
            throw new FlowException(
                    "The " + role.label() + " has no column of numbers, booleans, dates or texts.",
                    "Give a table with such columns, or convert its columns to them first.");
        }
        List<ColumnInfo> columns = CHOICE.choose(spec, filter, except, role).stream()
                .flatMap(column -> infos(column, cyclic.test(column.getName())).stream())
                .toList();
        if (columns.isEmpty()) {
            throw new FlowException("No column of the " + role.label() + " is chosen.", "Choose at least one column.");
        }
        return columns;
    }

    /** Checks that a table holds the columns in a form that fits: for whole numbers whole numbers, for dates dates. */
    public static void require(DataTableSpec spec, List<ColumnInfo> wanted, TableRole role) {
        List<String> names = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ColumnInfo column : wanted) {
            if (DatePart.of(column).isPresent()) {
                continue;
            }
            names.add(column.name());
            DataColumnSpec found = spec.getColumnSpec(column.name());
            if (found == null) {
                missing.add(column.name());
            } else if (column.kind().quantity()) {
                NumericColumns.require(spec, List.of(column), role);
            } else {
                boolean zone =
                        column.kind() == ColumnKind.DATE_TIME && wanted.contains(DatePart.ZONE.beside(column.name()));
                requireForm(found, zone ? CellForm.ZONED_DATE_TIME : CellForm.of(column.kind()), role);
            }
        }
        if (!missing.isEmpty()) {
            throw ColumnChoice.lacking(missing, names, role);
        }
    }

    private static void requireForm(DataColumnSpec found, CellForm wanted, TableRole role) {
        Optional<CellForm> form = CellForm.of(found.getType());
        if (form.filter(wanted::equals).isEmpty()) {
            String type = found.getType().getName();
            throw new FlowException(
                    "The column " + Quoted.of(found.getName()) + " of the " + role.label() + " holds "
                            + form.map(other -> other.words() + " (" + type + ")")
                                    .orElse(type)
                            + ", but " + wanted.words() + " are modelled under this name.",
                    "Convert it to " + wanted.words() + " first.");
        }
    }
}
