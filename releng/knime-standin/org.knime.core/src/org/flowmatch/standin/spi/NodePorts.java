// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.spi;

import java.util.Optional;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortType;

/** A node as its factory declares it, once it is settled which optional ports are there: absent ones are left out. */
public interface NodePorts {

    PortType[] in();

    PortType[] out();

    /** @return the names of the inputs, as long as {@link #in} */
    String[] inNames();

    /** @return the names of the outputs, as long as {@link #out} */
    String[] outNames();

    NodeModel createModel();

    /** Writes config node_creation_config of a saved workflow: one config per optional group; nothing for a node without. */
    void saveCreationConfig(NodeSettingsWO config);

    /** @param model made by {@link #createModel} */
    Optional<NodePage> page(NodeModel model);
}
