// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;
import java.util.stream.Stream;

/** A row's key: a text that is unique within a table; generated keys are Row0, Row1, ... */
public final class RowKey implements RowKeyValue {

    private final String m_key;

    public RowKey(final String key) {
        m_key = Objects.requireNonNull(key, "A row key must not be null.");
    }

    public static RowKey createRowKey(final long index) {
        return new RowKey("Row" + index);
    }

    public static RowKey[] toRowKeys(final String... keys) {
        return Stream.of(keys).map(RowKey::new).toArray(RowKey[]::new);
    }

    public static String[] toStrings(final RowKey... keys) {
        return Stream.of(keys).map(RowKey::getString).toArray(String[]::new);
    }

    @Override
    public String getString() {
        return m_key;
    }

    @Override
    public RowKey materializeRowKey() {
        return this;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RowKey key && m_key.equals(key.m_key);
    }

    @Override
    public int hashCode() {
        return m_key.hashCode();
    }

    @Override
    public String toString() {
        return m_key;
    }
}
