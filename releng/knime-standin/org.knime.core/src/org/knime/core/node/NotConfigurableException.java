// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** A dialog that cannot be opened with the present inputs. */
public class NotConfigurableException extends Exception {

    private static final long serialVersionUID = 1L;

    public NotConfigurableException(final String message) {
        super(message);
    }

    public NotConfigurableException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
