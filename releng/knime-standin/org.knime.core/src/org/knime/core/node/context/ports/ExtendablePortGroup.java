// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** A group to which ports can be added; an optional port is a group for at most one. */
public interface ExtendablePortGroup extends ConfigurablePortGroup {

    PortType[] getFixedPorts();

    PortType[] getConfiguredPorts();

    boolean hasConfiguredPorts();

    boolean canAddPort();

    void addPort(PortType type);

    PortType removeLastPort();

    PortType removePort(int index);
}
