// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.util.Objects;

/** A node of a settings tree: a scalar or a sub-tree, with its key and type. */
public abstract class AbstractConfigEntry {

    private final String m_key;
    private final ConfigEntries m_type;

    AbstractConfigEntry(final String key, final ConfigEntries type) {
        if (key == null) {
            throw new IllegalArgumentException("The key of a settings entry must not be null.");
        }
        m_key = key;
        m_type = type;
    }

    public final String getKey() {
        return m_key;
    }

    public final ConfigEntries getType() {
        return m_type;
    }

    /** The value as text, null for a null string. */
    public abstract String toStringValue();

    abstract boolean sameValue(AbstractConfigEntry other);

    public final boolean isIdentical(final AbstractConfigEntry other) {
        return other != null && m_key.equals(other.m_key) && m_type == other.m_type && sameValue(other);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof AbstractConfigEntry entry && isIdentical(entry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_key, m_type);
    }

    @Override
    public String toString() {
        return m_key + "=" + toStringValue();
    }
}
