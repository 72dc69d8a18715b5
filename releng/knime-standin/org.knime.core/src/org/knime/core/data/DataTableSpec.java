// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.swing.JComponent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;

/** The structure of a table: its name, columns in order (names are unique) and properties. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";
    private static final String NAME = "spec_name";
    private static final String COUNT = "number_columns";
    private static final String COLUMN = "column_spec_";
    private static final String PROPERTIES = "spec_properties";

    private final String m_name;
    private final Map<String, String> m_properties;
    private final DataColumnSpec[] m_columns;
    private final Map<String, Integer> m_indices = new LinkedHashMap<>();

    DataTableSpec(final String name, final Map<String, String> properties, final DataColumnSpec[] columns) {
        m_name = name == null ? DEFAULT_NAME : name;
        m_properties = Map.copyOf(properties);
        m_columns = columns.clone();
        for (DataColumnSpec column : m_columns) {
            Integer same = m_indices.put(column.getName(), m_indices.size());
            if (same != null) {
                throw new IllegalArgumentException(
                        "Duplicate column name \"" + column.getName() + "\" in a table spec.");
            }
        }
    }

    public DataTableSpec(final String name, final DataColumnSpec... columns) {
        this(name, Map.of(), columns);
    }

    public DataTableSpec(final DataColumnSpec... columns) {
        this(null, Map.of(), columns);
    }

    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, Map.of(), createColumnSpecs(names, types));
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        this(null, Map.of(), createColumnSpecs(names, types));
    }

    public DataTableSpec(final DataTableSpec left, final DataTableSpec right) {
        this(null, Map.of(), Stream.concat(left.stream(), right.stream()).toArray(DataColumnSpec[]::new));
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException(names.length + " column names, but " + types.length + " types.");
        }
        var columns = new DataColumnSpec[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = new DataColumnSpecCreator(names[i], types[i]).createSpec();
        }
        return columns;
    }

    /** The name itself, or the name with (#1), (#2), ... when the spec already has it. */
    public static String getUniqueColumnName(final DataTableSpec spec, final String name) {
        String unique = name;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = name + " (#" + i + ")";
        }
        return unique;
    }

    public String getName() {
        return m_name;
    }

    public Map<String, String> getProperties() {
        return m_properties;
    }

    public int getNumColumns() {
        return m_columns.length;
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return m_columns[index];
    }

    /** The column of that name, null when there is none. */
    public DataColumnSpec getColumnSpec(final String name) {
        int index = findColumnIndex(name);
        return index < 0 ? null : m_columns[index];
    }

    public final String[] getColumnNames() {
        return stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** The position of the column of that name, -1 when there is none. */
    public int findColumnIndex(final String name) {
        return m_indices.getOrDefault(name, -1);
    }

    public int[] columnsToIndices(final String... names) {
        return Stream.of(names).mapToInt(this::existingIndex).toArray();
    }

    private int existingIndex(final String name) {
        int index = findColumnIndex(name);
        if (index < 0) {
            throw new IllegalArgumentException("No such column: \"" + name + "\".");
        }
        return index;
    }

    public boolean containsName(final String name) {
        return m_indices.containsKey(name);
    }

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return stream().anyMatch(column -> column.getType().isCompatible(valueClass));
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return List.of(m_columns).iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return Stream.of(m_columns);
    }

    /** Whether names and types of all columns are the same. */
    public boolean equalStructure(final DataTableSpec spec) {
        if (spec == null || spec.m_columns.length != m_columns.length) {
            return false;
        }
        for (int i = 0; i < m_columns.length; i++) {
            if (!m_columns[i].equalStructure(spec.m_columns[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, m_name);
        config.addInt(COUNT, m_columns.length);
        for (int i = 0; i < m_columns.length; i++) {
            m_columns[i].save(config.addConfig(COLUMN + i));
        }
        if (!m_properties.isEmpty()) {
            Config properties = config.addConfig(PROPERTIES);
            m_properties.forEach((key, value) -> {
                Config property =
                        properties.addConfig("prop-" + properties.keySet().size());
                property.addString("key", key);
                property.addString("value", value);
            });
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        var columns = new DataColumnSpec[config.getInt(COUNT)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = DataColumnSpec.load(config.getConfig(COLUMN + i));
        }
        var properties = new LinkedHashMap<String, String>();
        if (config.containsKey(PROPERTIES)) {
            Config saved = config.getConfig(PROPERTIES);
            for (String name : saved) {
                Config property = saved.getConfig(name);
                properties.put(property.getString("key"), property.getString("value"));
            }
        }
        return new DataTableSpec(config.getString(NAME), properties, columns);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataTableSpec spec
                && m_name.equals(spec.m_name)
                && m_properties.equals(spec.m_properties)
                && Arrays.equals(m_columns, spec.m_columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_name, Arrays.hashCode(m_columns));
    }

    @Override
    public String toString() {
        return "name=" + m_name + ",columns=[" + String.join("; ", getColumnNames()) + "]";
    }
}
