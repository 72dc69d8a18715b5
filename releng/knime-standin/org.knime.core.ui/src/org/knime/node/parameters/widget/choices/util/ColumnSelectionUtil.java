// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Finds columns for dialogs and for default values. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {}

    public static List<DataColumnSpec> getFilteredColumns(
            NodeParametersInput input, int portIndex, Predicate<DataColumnSpec> filter) {
        return input.getInTableSpec(portIndex).stream()
                .flatMap(DataTableSpec::stream)
                .filter(filter)
                .toList();
    }

    public static List<DataColumnSpec> getAllColumns(NodeParametersInput input, int portIndex) {
        return getFilteredColumns(input, portIndex, column -> true);
    }

    public static List<DataColumnSpec> getAllColumnsOfFirstPort(NodeParametersInput input) {
        return getAllColumns(input, 0);
    }

    public static Optional<DataColumnSpec> getFirstColumn(NodeParametersInput input, int portIndex) {
        return getAllColumns(input, portIndex).stream().findFirst();
    }

    public static Optional<DataColumnSpec> getFirstColumnOfFirstPort(NodeParametersInput input) {
        return getFirstColumn(input, 0);
    }

    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(
            NodeParametersInput input, int portIndex, Class<? extends DataValue>... valueClasses) {
        return input.getInTableSpec(portIndex)
                .map(spec -> getCompatibleColumns(spec, valueClasses))
                .orElse(List.of());
    }

    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(
            NodeParametersInput input, Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(input, 0, valueClasses);
    }

    public static List<DataColumnSpec> getDoubleColumns(NodeParametersInput input, int portIndex) {
        return getCompatibleColumns(input, portIndex, DoubleValue.class);
    }

    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(NodeParametersInput input) {
        return getDoubleColumns(input, 0);
    }

    public static List<DataColumnSpec> getStringColumns(NodeParametersInput input, int portIndex) {
        return getCompatibleColumns(input, portIndex, StringValue.class);
    }

    public static List<DataColumnSpec> getStringColumnsOfFirstPort(NodeParametersInput input) {
        return getStringColumns(input, 0);
    }

    public static List<DataColumnSpec> getCompatibleColumns(
            DataTableSpec spec, Collection<Class<? extends DataValue>> valueClasses) {
        return spec.stream()
                .filter(column -> valueClasses.stream().anyMatch(column.getType()::isCompatible))
                .toList();
    }

    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(
            DataTableSpec spec, Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, List.of(valueClasses));
    }

    public static List<DataColumnSpec> getDoubleColumns(DataTableSpec spec) {
        return getCompatibleColumns(spec, DoubleValue.class);
    }

    public static List<DataColumnSpec> getStringColumns(DataTableSpec spec) {
        return getCompatibleColumns(spec, StringValue.class);
    }

    public static Optional<DataColumnSpec> getFirstCompatibleColumn(
            DataTableSpec spec, List<Class<? extends DataValue>> valueClasses) {
        return getCompatibleColumns(spec, valueClasses).stream().findFirst();
    }

    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(
            DataTableSpec spec, Class<? extends DataValue>... valueClasses) {
        return getFirstCompatibleColumn(spec, List.of(valueClasses));
    }

    public static Optional<DataColumnSpec> getFirstDoubleColumn(DataTableSpec spec) {
        return getFirstCompatibleColumn(spec, DoubleValue.class);
    }

    public static Optional<DataColumnSpec> getFirstStringColumn(DataTableSpec spec) {
        return getFirstCompatibleColumn(spec, StringValue.class);
    }
}
