// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** A column's name, type and domain. */
public final class DataColumnSpec {

    private static final String NAME = "column_name";
    private static final String TYPE = "column_type";
    private static final String DOMAIN = "column_domain";

    private final String m_name;
    private final DataType m_type;
    private final DataColumnDomain m_domain;

    DataColumnSpec(final String name, final DataType type, final DataColumnDomain domain) {
        m_name = name;
        m_type = type;
        m_domain = domain;
    }

    public String getName() {
        return m_name;
    }

    public DataType getType() {
        return m_type;
    }

    public DataColumnDomain getDomain() {
        return m_domain;
    }

    /** Whether name and type are the same. */
    public boolean equalStructure(final DataColumnSpec spec) {
        return spec != null && m_name.equals(spec.m_name) && m_type.equals(spec.m_type);
    }

    public boolean isCompatibleWith(final DataColumnSpec spec) {
        return m_name.equals(spec.m_name) && spec.m_type.isASuperTypeOf(m_type);
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, m_name);
        m_type.save(config.addConfig(TYPE));
        m_domain.save(config.addConfig(DOMAIN));
    }

    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        return new DataColumnSpec(
                config.getString(NAME),
                DataType.load(config.getConfig(TYPE)),
                DataColumnDomain.load(config.getConfig(DOMAIN)));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnSpec spec && equalStructure(spec) && m_domain.equals(spec.m_domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_name, m_type);
    }

    @Override
    public String toString() {
        return m_name + " (" + m_type + ")";
    }
}
