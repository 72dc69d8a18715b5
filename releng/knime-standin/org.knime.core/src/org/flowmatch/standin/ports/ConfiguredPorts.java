// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Groups of ports in order. */
public final class ConfiguredPorts implements ModifiablePortsConfiguration {

    private final Map<String, PortGroupConfiguration> m_groups = new LinkedHashMap<>();

    /** Adds a group; a name that is there already is refused. */
    public void add(final String name, final PortGroupConfiguration group) {
        if (m_groups.putIfAbsent(name, group) != null) {
            throw new IllegalArgumentException("There is a port group \"" + name + "\" already.");
        }
    }

    private PortType[] ports(final Function<PortGroupConfiguration, PortType[]> side) {
        return m_groups.values().stream().map(side).flatMap(Stream::of).toArray(PortType[]::new);
    }

    private Map<String, int[]> locations(final Function<PortGroupConfiguration, PortType[]> side) {
        var locations = new LinkedHashMap<String, int[]>();
        int next = 0;
        for (Map.Entry<String, PortGroupConfiguration> group : m_groups.entrySet()) {
            int count = side.apply(group.getValue()).length;
            if (count > 0) {
                locations.put(
                        group.getKey(), IntStream.range(next, next + count).toArray());
            }
            next += count;
        }
        return locations;
    }

    @Override
    public PortType[] getInputPorts() {
        return ports(PortGroupConfiguration::getInputPorts);
    }

    @Override
    public PortType[] getOutputPorts() {
        return ports(PortGroupConfiguration::getOutputPorts);
    }

    @Override
    public Map<String, int[]> getInputPortLocation() {
        return locations(PortGroupConfiguration::getInputPorts);
    }

    @Override
    public Map<String, int[]> getOutputPortLocation() {
        return locations(PortGroupConfiguration::getOutputPorts);
    }

    @Override
    public List<String> getPortGroupNames() {
        return List.copyOf(m_groups.keySet());
    }

    @Override
    public PortGroupConfiguration getGroup(final String name) {
        return m_groups.get(name);
    }

    @Override
    public Map<String, ExtendablePortGroup> getExtendablePorts() {
        var extendable = new LinkedHashMap<String, ExtendablePortGroup>();
        m_groups.forEach((name, group) -> {
            if (group instanceof ExtendablePortGroup found) {
                extendable.put(name, found);
            }
        });
        return extendable;
    }

    @Override
    public ModifiablePortsConfiguration copy() {
        var copy = new ConfiguredPorts();
        m_groups.forEach((name, group) -> copy.add(name, group.copy()));
        return copy;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        m_groups.forEach((name, group) -> group.saveSettingsTo(settings.addNodeSettings(name)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (Map.Entry<String, PortGroupConfiguration> group : m_groups.entrySet()) {
            if (settings.containsKey(group.getKey())) {
                group.getValue().loadSettingsFrom(settings.getNodeSettings(group.getKey()));
            }
        }
    }
}
