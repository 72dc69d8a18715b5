// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;

/** A selection of columns. Results are in the order of the columns asked about. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {

    public ColumnFilter() {
        this(new String[0]);
    }

    public ColumnFilter(String[] initialSelected) {
        super(initialSelected, new ColumnTypeFilter());
    }

    public ColumnFilter(List<DataColumnSpec> initialSelected) {
        this(names(initialSelected));
    }

    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    public ColumnFilter withExcludeUnknownColumns() {
        setIncludeUnknownValues(false);
        return this;
    }

    public String[] filter(List<DataColumnSpec> choices) {
        return getSelected(names(choices), types -> types.select(choices));
    }

    public String[] filterFromFullSpec(DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (m_mode == TypedStringFilterMode.TYPE) {
            return m_typeFilter.predicate();
        }
        Predicate<String> byName = getStringFilterPredicate();
        return column -> byName.test(column.getName());
    }

    /** @return the columns selected by hand that are not among the choices */
    public String[] getMissingSelected(List<DataColumnSpec> choices) {
        return getMissingSelected(names(choices));
    }

    public String[] getMissingSelectedFromFullSpec(DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }

    private static String[] names(List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }
}
