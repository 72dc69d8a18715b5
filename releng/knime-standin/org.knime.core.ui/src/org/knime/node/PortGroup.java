// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequirePortName;

/**
 * A port of a node as its factory declares it.
 *
 * @param id the key of the group in a saved workflow
 * @param input whether it is an input
 * @param name what the user sees
 * @param description HTML
 * @param kind always there, or at the user's choice
 */
record PortGroup(String id, boolean input, String name, String description, Kind kind) {

    /** Whether a port is there. */
    sealed interface Kind permits FixedKind, OptionalKind, ExtendableKind {}

    /** Always there. */
    record FixedKind(PortType type) implements Kind {}

    /** There when the user added it, with one of the supported types. */
    record OptionalKind(List<PortType> supported, Optional<PortType> initial) implements Kind {}

    /** Any number of ports of the supported types, after those that are always there. */
    record ExtendableKind(List<PortType> supported, List<PortType> fixed, List<PortType> initial) implements Kind {}

    /** Collects the groups of a node; an id names one group only, even across inputs and outputs. */
    static final class Collector implements DynamicPortsAdder {

        final List<PortGroup> groups = new ArrayList<>();

        @Override
        public DynamicPortsAdder addInputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> group) {
            return add(groupId, true, group);
        }

        @Override
        public DynamicPortsAdder addOutputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> group) {
            return add(groupId, false, group);
        }

        private DynamicPortsAdder add(
                String id, boolean input, Function<RequirePortName, ConfigurablePort> configuration) {
            if (groups.stream().anyMatch(group -> group.id().equals(id))) {
                throw new IllegalArgumentException("Duplicate port group '" + id
                        + "': every port needs a name of its own," + " across inputs and outputs");
            }
            PortSteps steps = new PortSteps();
            configuration.apply(steps);
            groups.add(new PortGroup(id, input, steps.name, steps.description, steps.kind()));
            return this;
        }
    }
}
