// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** A node's number within its workflow, after the numbers of the workflows around it: 0:3. */
public class NodeID {

    public static final NodeID ROOTID = new NodeID(0);

    private final String m_id;

    public NodeID(final int id) {
        m_id = Integer.toString(id);
    }

    public NodeID(final NodeID prefix, final int id) {
        m_id = prefix + ":" + id;
    }

    public NodeID createChild(final int id) {
        return new NodeID(this, id);
    }

    public int getIndex() {
        return Integer.parseInt(m_id.substring(m_id.lastIndexOf(':') + 1));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof NodeID id && m_id.equals(id.m_id);
    }

    @Override
    public int hashCode() {
        return m_id.hashCode();
    }

    @Override
    public String toString() {
        return m_id;
    }
}
