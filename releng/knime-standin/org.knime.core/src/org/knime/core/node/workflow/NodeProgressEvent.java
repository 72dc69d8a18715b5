// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.EventObject;

/** A change of a node's progress. */
public class NodeProgressEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    private final transient NodeProgress m_progress;

    public NodeProgressEvent(final NodeID source, final NodeProgress progress) {
        super(source);
        m_progress = progress;
    }

    @Override
    public NodeID getSource() {
        return (NodeID) super.getSource();
    }

    public NodeProgress getNodeProgress() {
        return m_progress;
    }
}
