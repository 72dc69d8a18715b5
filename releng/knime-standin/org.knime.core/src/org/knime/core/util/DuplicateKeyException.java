// SPDX-License-Identifier: Apache-2.0
package org.knime.core.util;

/** A row key that a table already has. */
public class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String m_key;

    public DuplicateKeyException(final String key) {
        this("Encountered duplicate row ID \"" + key + "\"", key);
    }

    public DuplicateKeyException(final String message, final String key) {
        super(message);
        m_key = key;
    }

    public String getKey() {
        return m_key;
    }
}
