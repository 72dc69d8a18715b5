// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Ports that may be added, of some types and up to a number; each added one is kept as port_0, port_1, ... */
public final class ExtendableGroup implements ExtendablePortGroup {

    private static final String PORT = "port_";

    private final PortSide m_side;
    private final PortType[] m_fixed;
    private final PortType[] m_types;
    private final int m_most;
    private final List<PortType> m_added = new ArrayList<>();

    private ExtendableGroup(final PortSide side, final PortType[] fixed, final PortType[] types, final int most) {
        m_side = side;
        m_fixed = fixed.clone();
        m_types = types.clone();
        m_most = most;
    }

    public static ExtendableGroup optional(final PortSide side, final PortType... types) {
        return new ExtendableGroup(side, new PortType[0], types, 1);
    }

    public static ExtendableGroup extendable(final PortSide side, final PortType[] fixed, final PortType... types) {
        return new ExtendableGroup(side, fixed, types, Integer.MAX_VALUE);
    }

    /** This group with one more port. */
    public ExtendableGroup with(final PortType type) {
        addPort(type);
        return this;
    }

    @Override
    public boolean definesInputPorts() {
        return m_side == PortSide.IN;
    }

    @Override
    public boolean definesOutputPorts() {
        return m_side == PortSide.OUT;
    }

    private PortType[] ports() {
        return Stream.concat(Stream.of(m_fixed), m_added.stream()).toArray(PortType[]::new);
    }

    @Override
    public PortType[] getInputPorts() {
        return definesInputPorts() ? ports() : new PortType[0];
    }

    @Override
    public PortType[] getOutputPorts() {
        return definesOutputPorts() ? ports() : new PortType[0];
    }

    @Override
    public PortType[] getSupportedPortTypes() {
        return m_types.clone();
    }

    @Override
    public PortType[] getFixedPorts() {
        return m_fixed.clone();
    }

    @Override
    public PortType[] getConfiguredPorts() {
        return m_added.toArray(PortType[]::new);
    }

    @Override
    public boolean hasConfiguredPorts() {
        return !m_added.isEmpty();
    }

    @Override
    public boolean canAddPort() {
        return m_added.size() < m_most;
    }

    private boolean takes(final PortType type) {
        return canAddPort() && List.of(m_types).contains(type);
    }

    @Override
    public void addPort(final PortType type) {
        if (!takes(type)) {
            throw new IllegalArgumentException("The group takes no (further) port of type " + type.getName() + ".");
        }
        m_added.add(type);
    }

    @Override
    public PortType removeLastPort() {
        return m_added.remove(m_added.size() - 1);
    }

    @Override
    public PortType removePort(final int index) {
        return m_added.remove(index);
    }

    @Override
    public PortGroupConfiguration copy() {
        var copy = new ExtendableGroup(m_side, m_fixed, m_types, m_most);
        copy.m_added.addAll(m_added);
        return copy;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        for (int i = 0; i < m_added.size(); i++) {
            m_added.get(i).save(settings.addNodeSettings(PORT + i));
        }
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        m_added.clear();
        for (int i = 0; settings.containsKey(PORT + i); i++) {
            PortType type = PortType.load(settings.getNodeSettings(PORT + i));
            if (!takes(type)) {
                throw new InvalidSettingsException("The port group \"" + settings.getKey()
                        + "\" takes no (further) port of type " + type.getName() + ".");
            }
            m_added.add(type);
        }
    }
}
