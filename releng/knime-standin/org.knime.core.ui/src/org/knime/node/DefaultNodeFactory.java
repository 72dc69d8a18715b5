// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import org.flowmatch.standin.spi.NodePortsSources;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;

/**
 * A factory made from a {@link DefaultNode}. In this stand-in it extends the plain factory: which optional ports are there
 * is settled through {@link NodePortsSources}.
 */
public abstract class DefaultNodeFactory extends NodeFactory<NodeModel> {

    static {
        NodePortsSources.add(new FluentNodes());
    }

    final DefaultNode node;

    protected DefaultNodeFactory(DefaultNode node) {
        this.node = node;
    }

    /** @return a model with the ports of a new node */
    @Override
    public final NodeModel createNodeModel() {
        return FluentNodePorts.ofNewNode(node).createModel();
    }

    @Override
    protected final NodeDescription createNodeDescription() {
        return new FluentNodeDescription(getClass(), node);
    }

    @Override
    protected final int getNrNodeViews() {
        return node.view.isPresent() ? 1 : 0;
    }

    @Override
    protected final boolean hasDialog() {
        return false;
    }

    public boolean hasNodeDialog() {
        return node.model.parametersClass.isPresent()
                || node.view.flatMap(view -> view.parametersClass).isPresent();
    }

    public final boolean hasNodeView() {
        return node.view.isPresent();
    }
}
