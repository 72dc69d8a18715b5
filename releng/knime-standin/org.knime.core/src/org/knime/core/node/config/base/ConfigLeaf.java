// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.util.Objects;

/** A scalar of a settings tree; only strings may be null. */
final class ConfigLeaf extends AbstractConfigEntry {

    private final Object m_value;

    ConfigLeaf(final String key, final ConfigEntries type, final Object value) {
        super(key, type);
        m_value = value;
    }

    Object value() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return m_value == null ? null : m_value.toString();
    }

    @Override
    boolean sameValue(final AbstractConfigEntry other) {
        return other instanceof ConfigLeaf leaf && Objects.equals(m_value, leaf.m_value);
    }
}
