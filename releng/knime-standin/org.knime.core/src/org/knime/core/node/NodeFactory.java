// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.net.URL;
import java.util.List;
import org.flowmatch.standin.spi.NodeFacts;
import org.flowmatch.standin.spi.NodeFacts.Port;
import org.knime.core.node.context.NodeCreationConfiguration;

/** Makes the parts of one kind of node. */
public abstract class NodeFactory<T extends NodeModel> {

    private NodeFacts m_facts;

    protected NodeFactory() {}

    public abstract T createNodeModel();

    protected T createNodeModel(final NodeCreationConfiguration configuration) {
        if (configuration.getPortConfig().isPresent()) {
            throw new IllegalArgumentException("The ports of " + getNodeName() + " cannot be configured.");
        }
        return createNodeModel();
    }

    protected abstract int getNrNodeViews();

    @Deprecated
    public abstract NodeView<T> createNodeView(int index, T model);

    @Deprecated
    protected abstract boolean hasDialog();

    @Deprecated
    protected abstract NodeDialogPane createNodeDialogPane();

    void setFacts(final NodeFacts facts) {
        m_facts = facts;
    }

    synchronized NodeFacts facts() {
        if (m_facts == null) {
            m_facts = NodeDescriptionFile.read(getClass());
        }
        return m_facts;
    }

    public final String getFactoryId() {
        return getClass().getName();
    }

    public final String getNodeName() {
        return facts().name();
    }

    public NodeFactory.NodeType getType() {
        return facts().type();
    }

    public final String[] getKeywords() {
        return facts().keywords().toArray(String[]::new);
    }

    public String getInportName(final int index) {
        return port(facts().inPorts(), index).name();
    }

    public final String getInportDescription(final int index) {
        return port(facts().inPorts(), index).description();
    }

    public String getOutportName(final int index) {
        return port(facts().outPorts(), index).name();
    }

    public final String getOutportDescription(final int index) {
        return port(facts().outPorts(), index).description();
    }

    private static Port port(final List<Port> ports, final int index) {
        return index < ports.size() ? ports.get(index) : new Port("", "Port " + (index + 1), "");
    }

    /** The icon's file, null when there is none. */
    public URL getIcon() {
        return null;
    }

    public void init() {}

    /** The role of a node in a workflow. */
    // "static" said aloud, else the Eclipse compiler writes another signature for getType()
    public static enum NodeType {
        Source,
        Sink,
        Learner,
        Predictor,
        Manipulator,
        Visualizer,
        Widget,
        Meta,
        LoopStart,
        LoopEnd,
        ScopeStart,
        ScopeEnd,
        @Deprecated
        QuickForm,
        Configuration,
        Other,
        Missing,
        Unknown,
        Subnode,
        VirtualIn,
        VirtualOut,
        Container
    }
}
