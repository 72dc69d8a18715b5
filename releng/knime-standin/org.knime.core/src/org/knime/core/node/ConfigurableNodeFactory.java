// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flowmatch.standin.ports.ConfiguredPorts;
import org.flowmatch.standin.ports.ExtendableGroup;
import org.flowmatch.standin.ports.FixedGroup;
import org.flowmatch.standin.ports.PortSide;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** Makes nodes whose ports the user configures. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    protected ConfigurableNodeFactory() {}

    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration configuration);

    protected abstract NodeDialogPane createNodeDialogPane(NodeCreationConfiguration configuration);

    public final ModifiableNodeCreationConfiguration createNodeCreationConfig() {
        return new ModifiableNodeCreationConfiguration(
                createPortsConfigBuilder().map(PortsConfigurationBuilder::build).orElse(null));
    }

    @Override
    @Deprecated
    public T createNodeModel() {
        return createNodeModel(createNodeCreationConfig());
    }

    @Override
    @Deprecated
    protected NodeDialogPane createNodeDialogPane() {
        return createNodeDialogPane(createNodeCreationConfig());
    }

    /** Collects groups of ports; a group's name is its identifier and must be new. */
    protected static final class PortsConfigurationBuilder {

        private final ConfiguredPorts m_ports = new ConfiguredPorts();

        public PortsConfigurationBuilder() {}

        ModifiablePortsConfiguration build() {
            return m_ports.copy();
        }

        private static PortType[] accepted(final Predicate<PortType> accepts) {
            return PortTypeRegistry.getInstance().availablePortTypes().stream()
                    .filter(accepts)
                    .toArray(PortType[]::new);
        }

        public void addFixedInputPortGroup(final String group, final PortType... types) {
            m_ports.add(group, new FixedGroup(PortSide.IN, types));
        }

        public void addFixedOutputPortGroup(final String group, final PortType... types) {
            m_ports.add(group, new FixedGroup(PortSide.OUT, types));
        }

        public void addOptionalInputPortGroup(final String group, final PortType... types) {
            m_ports.add(group, ExtendableGroup.optional(PortSide.IN, types));
        }

        public void addOptionalInputPortGroup(final String group, final Predicate<PortType> accepts) {
            addOptionalInputPortGroup(group, accepted(accepts));
        }

        public void addOptionalOutputPortGroup(final String group, final PortType... types) {
            m_ports.add(group, ExtendableGroup.optional(PortSide.OUT, types));
        }

        public void addOptionalInputPortGroupWithDefault(
                final String group, final PortType present, final PortType... types) {
            m_ports.add(group, ExtendableGroup.optional(PortSide.IN, types).with(present));
        }

        public void addOptionalOutputPortGroupWithDefault(
                final String group, final PortType present, final PortType... types) {
            m_ports.add(group, ExtendableGroup.optional(PortSide.OUT, types).with(present));
        }

        public void addExtendableInputPortGroup(final String group, final PortType[] fixed, final PortType... types) {
            m_ports.add(group, ExtendableGroup.extendable(PortSide.IN, fixed, types));
        }

        public void addExtendableOutputPortGroup(final String group, final PortType[] fixed, final PortType... types) {
            m_ports.add(group, ExtendableGroup.extendable(PortSide.OUT, fixed, types));
        }

        public void addExtendableInputPortGroup(final String group, final PortType... types) {
            addExtendableInputPortGroup(group, new PortType[0], types);
        }

        public void addExtendableOutputPortGroup(final String group, final PortType... types) {
            addExtendableOutputPortGroup(group, new PortType[0], types);
        }

        public void addExtendableInputPortGroupWithDefault(
                final String group, final PortType[] fixed, final PortType[] present, final PortType... types) {
            ExtendableGroup added = ExtendableGroup.extendable(PortSide.IN, fixed, types);
            Stream.of(present).forEach(added::addPort);
            m_ports.add(group, added);
        }

        public void addExtendableOutputPortGroupWithDefault(
                final String group, final PortType[] fixed, final PortType[] present, final PortType... types) {
            ExtendableGroup added = ExtendableGroup.extendable(PortSide.OUT, fixed, types);
            Stream.of(present).forEach(added::addPort);
            m_ports.add(group, added);
        }
    }
}
