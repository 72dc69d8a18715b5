// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.standin.ports.ConfiguredPorts;
import org.flowmatch.standin.ports.ExtendableGroup;
import org.flowmatch.standin.ports.FixedGroup;
import org.flowmatch.standin.ports.PortSide;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;

/** Ports that the user configures, and how they are kept in a node's settings. */
class PortGroupsTest {

    private static final PortType TABLE = BufferedDataTable.TYPE;

    private static ConfiguredPorts ports() {
        var ports = new ConfiguredPorts();
        ports.add("target", new FixedGroup(PortSide.IN, TABLE));
        ports.add("conditions", ExtendableGroup.optional(PortSide.IN, TABLE));
        ports.add("result", new FixedGroup(PortSide.OUT, TABLE, TABLE));
        return ports;
    }

    @Test
    void anAbsentPortIsLeftOut() {
        ModifiablePortsConfiguration ports = ports();
        assertArrayEquals(new PortType[] {TABLE}, ports.getInputPorts());
        assertArrayEquals(new int[] {0, 1}, ports.getOutputPortLocation().get("result"));
        assertEquals(List.of("target"), List.copyOf(ports.getInputPortLocation().keySet()));
        assertEquals(List.of("target", "conditions", "result"), ports.getPortGroupNames());
    }

    @Test
    void anAddedPortTakesItsPlace() {
        ModifiablePortsConfiguration ports = ports();
        ports.getExtendablePorts().get("conditions").addPort(TABLE);
        assertArrayEquals(new PortType[] {TABLE, TABLE}, ports.getInputPorts());
        assertArrayEquals(new int[] {1}, ports.getInputPortLocation().get("conditions"));
        assertThrows(
                IllegalArgumentException.class,
                () -> ports.getExtendablePorts().get("conditions").addPort(TABLE),
                "an optional port is there once");
    }

    /** The layout of a saved node: an empty sub-tree for an absent group, port_0 with its object_class for a present one. */
    @Test
    void groupsAreKeptInTheSettings() throws Exception {
        ModifiablePortsConfiguration ports = ports();
        var absent = new NodeSettings("node");
        new ModifiableNodeCreationConfiguration(ports).saveSettingsTo(absent);
        assertTrue(absent.getNodeSettings("node_creation_config")
                .getNodeSettings("conditions")
                .keySet()
                .isEmpty());
        ports.getExtendablePorts().get("conditions").addPort(TABLE);
        var present = new NodeSettings("node");
        new ModifiableNodeCreationConfiguration(ports).saveSettingsTo(present);
        assertEquals(
                BufferedDataTable.class.getName(),
                present.getNodeSettings("node_creation_config")
                        .getNodeSettings("conditions")
                        .getNodeSettings("port_0")
                        .getString("object_class"));
        var loaded = new ModifiableNodeCreationConfiguration(ports());
        loaded.loadSettingsFrom(present);
        assertEquals(2, loaded.getPortConfig().orElseThrow().getInputPorts().length);
        loaded.loadSettingsFrom(absent);
        assertEquals(1, loaded.getPortConfig().orElseThrow().getInputPorts().length);
    }

    @Test
    void aPortOfAnotherTypeIsRefused() {
        var settings = new NodeSettings("node");
        FlowVariablePortObject.TYPE.save(settings.addNodeSettings("node_creation_config")
                .addNodeSettings("conditions")
                .addNodeSettings("port_0"));
        var configuration = new ModifiableNodeCreationConfiguration(ports());
        String message = assertThrows(InvalidSettingsException.class, () -> configuration.loadSettingsFrom(settings))
                .getMessage();
        assertTrue(message.contains("conditions") && message.contains("Flow Variable"), message);
    }

    @Test
    void aGroupNameIsTakenOnce() {
        ConfiguredPorts ports = ports();
        var again = new FixedGroup(PortSide.OUT, TABLE);
        assertThrows(IllegalArgumentException.class, () -> ports.add("target", again));
    }
}
