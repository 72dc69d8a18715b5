// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Makes column specs; name and type must not be null, blanks around the name are cut off. */
public final class DataColumnSpecCreator {

    private String m_name;
    private DataType m_type;
    private DataColumnDomain m_domain = new DataColumnDomainCreator().createDomain();

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    public DataColumnSpecCreator(final DataColumnSpec spec) {
        this(spec.getName(), spec.getType());
        m_domain = spec.getDomain();
    }

    public void setName(final String name) {
        String trimmed = Objects.requireNonNull(name, "A column needs a name.").trim();
        m_name = trimmed.isEmpty() ? "<empty_1>" : trimmed;
    }

    public void setType(final DataType type) {
        m_type = Objects.requireNonNull(type, "A column needs a type.");
    }

    public DataType getType() {
        return m_type;
    }

    /** Null removes what is known of the values. */
    public void setDomain(final DataColumnDomain domain) {
        m_domain = domain == null ? new DataColumnDomainCreator().createDomain() : domain;
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type, m_domain);
    }
}
