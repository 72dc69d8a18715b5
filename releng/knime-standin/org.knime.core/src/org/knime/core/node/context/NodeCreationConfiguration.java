// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

import java.util.Optional;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;

/** What a node is made with: the configuration of its ports, when they can be configured. */
public class NodeCreationConfiguration {

    private final ModifiablePortsConfiguration m_ports;

    protected NodeCreationConfiguration(final ModifiablePortsConfiguration ports) {
        m_ports = ports;
    }

    protected Optional<ModifiablePortsConfiguration> getModifiablePortConfig() {
        return Optional.ofNullable(m_ports);
    }

    public Optional<? extends PortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }
}
