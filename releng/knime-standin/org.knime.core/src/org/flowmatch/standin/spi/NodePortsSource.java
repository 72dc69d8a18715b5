// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.spi;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettingsRO;

/** Knows the nodes of one kind of factory. */
public interface NodePortsSource {

    boolean knows(NodeFactory<?> factory);

    /**
     * @param creationConfig config node_creation_config of a saved workflow; empty for a new node
     * @throws InvalidSettingsException when the config names a port type that the group does not support
     */
    NodePorts of(NodeFactory<?> factory, Optional<NodeSettingsRO> creationConfig) throws InvalidSettingsException;
}
