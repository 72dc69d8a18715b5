// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

/** A table that could not be written. */
public class DataContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataContainerException(final String message) {
        super(message);
    }

    public DataContainerException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
