// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.message.Message;

/** An execution that the user cancelled. */
public class CanceledExecutionException extends Exception {

    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    public CanceledExecutionException() {
        m_message = DEFAULT_CANCEL_MESSAGE;
    }

    public CanceledExecutionException(final String message) {
        this(Message.fromSummary(message));
    }

    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        m_message = message;
    }

    public Message getKNIMEMessage() {
        return m_message;
    }
}
