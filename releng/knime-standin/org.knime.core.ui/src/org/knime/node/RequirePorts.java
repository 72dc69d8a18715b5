// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;

/** The ports of a node: fixed ones, or groups that the user may add. Exchangeable and bound groups are left out. */
public interface RequirePorts {

    DefaultNode.RequireModel dynamicPorts(Consumer<DynamicPortsAdder> portsAdder);

    /** Fixed ports only; the name of a port is its group's id. */
    default DefaultNode.RequireModel ports(Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {
            @Override
            public PortsAdder addInputPort(String name, String description, PortType type) {
                groups.addInputPortGroup(
                        name, g -> g.name(name).description(description).fixed(type));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(String name, String description, PortType type) {
                groups.addOutputPortGroup(
                        name, g -> g.name(name).description(description).fixed(type));
                return this;
            }
        }));
    }

    /** Adds fixed ports. */
    interface PortsAdder {

        PortsAdder addInputPort(String name, String description, PortType type);

        PortsAdder addOutputPort(String name, String description, PortType type);

        default PortsAdder addInputTable(String name, String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(String name, String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds groups. */
    interface DynamicPortsAdder {

        DynamicPortsAdder addInputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> portConfig);

        DynamicPortsAdder addOutputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> portConfig);
    }

    /** The name of a group. */
    interface RequirePortName {

        RequirePortDescription name(String name);
    }

    /** The description of a group. */
    interface RequirePortDescription {

        /** @param description HTML */
        RequireConfigurablePortMode description(String description);
    }

    /** Whether the group's port is always there. */
    interface RequireConfigurablePortMode {

        ConfigurablePort.FinalConfigurablePort fixed(PortType portType);

        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();
    }

    /**
     * The types that the user may add.
     *
     * @param <T> what follows
     */
    interface RequireSupportedTypes<T> {

        T supportedTypes(PortType... portTypes);
    }

    /** A group whose type is known. */
    sealed interface ConfigurablePort
            permits ConfigurablePort.FinalConfigurablePort,
                    ConfigurablePort.OptionalConfigurablePort,
                    ConfigurablePort.ExtendableConfigurablePort {

        /** A group with nothing left to say. */
        final class FinalConfigurablePort implements ConfigurablePort {}

        /** A group that is absent unless a default type is given. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {

            FinalConfigurablePort defaultPortType(PortType portType);
        }

        /** A group to which the user may add any number of ports, without any unless some are said to be there. */
        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {

            /** Ports that are there at first, and may be taken away. */
            ExtendableConfigurablePort defaultNonFixedTypes(PortType... portTypes);

            /** Ports that are always there, before the added ones. */
            ExtendableConfigurablePort fixedTypes(PortType... portTypes);
        }
    }
}
