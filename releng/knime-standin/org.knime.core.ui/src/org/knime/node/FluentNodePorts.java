// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flowmatch.standin.spi.NodePage;
import org.flowmatch.standin.spi.NodePorts;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.RearrangeColumnsDefaultModel;
import org.knime.node.DefaultModel.StandardDefaultModel;
import org.knime.node.PortGroup.FixedKind;
import org.knime.node.PortGroup.OptionalKind;

/**
 * A fluent node with its ports settled. In config node_creation_config an absent optional group is an empty config of the
 * group's id, a present one holds port_0 with object_class, the class name of the port object. Fixed groups are not saved.
 */
final class FluentNodePorts implements NodePorts {

    private static final String PORT = "port_0";
    private static final String OBJECT_CLASS = "object_class";

    private record Port(PortGroup group, Optional<PortType> type) {}

    private final DefaultNode node;
    private final List<Port> ports;

    private FluentNodePorts(DefaultNode node, List<Port> ports) {
        this.node = node;
        this.ports = ports;
    }

    static FluentNodePorts ofNewNode(DefaultNode node) {
        return new FluentNodePorts(
                node,
                node.ports.stream()
                        .map(group -> new Port(group, initialType(group)))
                        .toList());
    }

    static FluentNodePorts ofSavedNode(DefaultNode node, NodeSettingsRO creationConfig)
            throws InvalidSettingsException {
        List<Port> ports = new ArrayList<>();
        for (PortGroup group : node.ports) {
            boolean saved = group.kind() instanceof OptionalKind && creationConfig.containsKey(group.id());
            ports.add(new Port(group, saved ? savedType(group, creationConfig) : initialType(group)));
        }
        return new FluentNodePorts(node, ports);
    }

    private static Optional<PortType> initialType(PortGroup group) {
        return group.kind() instanceof OptionalKind optional
                ? optional.initial()
                : Optional.of(((FixedKind) group.kind()).type());
    }

    private static Optional<PortType> savedType(PortGroup group, NodeSettingsRO creationConfig)
            throws InvalidSettingsException {
        NodeSettingsRO config = creationConfig.getNodeSettings(group.id());
        if (!config.containsKey(PORT)) {
            return Optional.empty();
        }
        String name = config.getNodeSettings(PORT).getString(OBJECT_CLASS);
        List<PortType> supported = ((OptionalKind) group.kind()).supported();
        for (PortType type : supported) {
            if (type.getPortObjectClass().getName().equals(name)) {
                return Optional.of(type);
            }
        }
        throw new InvalidSettingsException("The port group '" + group.id() + "' cannot hold a port of " + name
                + "; supported: "
                + supported.stream()
                        .map(type -> type.getPortObjectClass().getName())
                        .toList());
    }

    @Override
    public PortType[] in() {
        return types(true);
    }

    @Override
    public PortType[] out() {
        return types(false);
    }

    @Override
    public String[] inNames() {
        return present(true, port -> port.group().name()).toArray(String[]::new);
    }

    @Override
    public String[] outNames() {
        return present(false, port -> port.group().name()).toArray(String[]::new);
    }

    private PortType[] types(boolean input) {
        return present(input, port -> port.type().orElseThrow()).toArray(PortType[]::new);
    }

    private <T> List<T> present(boolean input, Function<Port, T> what) {
        return ports.stream()
                .filter(port -> port.group().input() == input && port.type().isPresent())
                .map(what)
                .toList();
    }

    @Override
    public NodeModel createModel() {
        if (node.model instanceof StandardDefaultModel standard) {
            return new FluentNodeModel(standard, in(), out());
        }
        return new RearrangingNodeModel((RearrangeColumnsDefaultModel) node.model, in(), out());
    }

    @Override
    public void saveCreationConfig(NodeSettingsWO config) {
        for (Port port : ports) {
            if (port.group().kind() instanceof OptionalKind) {
                NodeSettingsWO group = config.addNodeSettings(port.group().id());
                port.type().ifPresent(type -> group.addNodeSettings(PORT)
                        .addString(OBJECT_CLASS, type.getPortObjectClass().getName()));
            }
        }
    }

    @Override
    public Optional<NodePage> page(NodeModel model) {
        return node.view.map(view -> new FluentNodePage(view, model));
    }
}
