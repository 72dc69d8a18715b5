// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ports;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Ports that are always there. */
public record FixedGroup(PortSide side, PortType... types) implements PortGroupConfiguration {

    @Override
    public boolean definesInputPorts() {
        return side == PortSide.IN;
    }

    @Override
    public boolean definesOutputPorts() {
        return side == PortSide.OUT;
    }

    @Override
    public PortType[] getInputPorts() {
        return definesInputPorts() ? types.clone() : new PortType[0];
    }

    @Override
    public PortType[] getOutputPorts() {
        return definesOutputPorts() ? types.clone() : new PortType[0];
    }

    @Override
    public PortGroupConfiguration copy() {
        return this;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {}

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) {}
}
