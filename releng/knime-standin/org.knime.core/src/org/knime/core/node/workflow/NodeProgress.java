// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** A node's progress: the fraction done and a message, each null when unknown. */
public final class NodeProgress {

    private final Double m_progress;
    private final String m_message;

    public NodeProgress(final Double progress, final String message) {
        m_progress = progress;
        m_message = message;
    }

    public Double getProgress() {
        return m_progress;
    }

    public boolean hasProgress() {
        return m_progress != null;
    }

    public String getMessage() {
        return m_message;
    }

    public boolean hasMessage() {
        return m_message != null;
    }

    @Override
    public String toString() {
        return m_progress + " " + m_message;
    }
}
