// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes table specs; a column name that is there twice is refused when the spec is made. */
public final class DataTableSpecCreator {

    private String m_name;
    private final List<DataColumnSpec> m_columns = new ArrayList<>();
    private final Map<String, String> m_properties = new LinkedHashMap<>();

    public DataTableSpecCreator() {}

    public DataTableSpecCreator(final DataTableSpec spec) {
        m_name = spec.getName();
        m_properties.putAll(spec.getProperties());
        addColumns(spec);
    }

    public DataTableSpecCreator setName(final String name) {
        m_name = name;
        return this;
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... columns) {
        m_columns.addAll(List.of(columns));
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        spec.forEach(m_columns::add);
        return this;
    }

    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec column) {
        m_columns.set(index, column);
        return this;
    }

    public DataTableSpecCreator dropAllColumns() {
        m_columns.clear();
        return this;
    }

    public DataTableSpecCreator dropAllDomains() {
        m_columns.replaceAll(column -> new DataColumnSpecCreator(column.getName(), column.getType()).createSpec());
        return this;
    }

    public DataTableSpecCreator putProperty(final String key, final String value) {
        m_properties.put(key, value);
        return this;
    }

    public DataTableSpecCreator putProperties(final Map<String, String> properties) {
        m_properties.putAll(properties);
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(m_name, m_properties, m_columns.toArray(DataColumnSpec[]::new));
    }
}
