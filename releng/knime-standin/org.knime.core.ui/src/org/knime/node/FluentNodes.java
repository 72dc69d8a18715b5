// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import org.flowmatch.standin.spi.NodePorts;
import org.flowmatch.standin.spi.NodePortsSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettingsRO;

/** Tells the rest of the stand-in about nodes made with the fluent API. */
final class FluentNodes implements NodePortsSource {

    @Override
    public boolean knows(NodeFactory<?> factory) {
        return factory instanceof DefaultNodeFactory;
    }

    @Override
    public NodePorts of(NodeFactory<?> factory, Optional<NodeSettingsRO> creationConfig)
            throws InvalidSettingsException {
        DefaultNode node = ((DefaultNodeFactory) factory).node;
        return creationConfig.isPresent()
                ? FluentNodePorts.ofSavedNode(node, creationConfig.get())
                : FluentNodePorts.ofNewNode(node);
    }
}
