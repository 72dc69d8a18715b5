// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.port.PortType;
import org.knime.node.PortGroup.FixedKind;
import org.knime.node.PortGroup.Kind;
import org.knime.node.PortGroup.OptionalKind;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortDescription;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;

/** Gathers what the steps of one port's chain say. */
final class PortSteps
        implements RequirePortName,
                RequirePortDescription,
                RequireConfigurablePortMode,
                RequireSupportedTypes<OptionalConfigurablePort>,
                OptionalConfigurablePort {

    String name;
    String description;
    private Optional<Kind> kind = Optional.empty();

    Kind kind() {
        return kind.orElseThrow(() -> new IllegalStateException("The port '" + name + "' has no type"));
    }

    @Override
    public RequirePortDescription name(String text) {
        name = text;
        return this;
    }

    @Override
    public RequireConfigurablePortMode description(String text) {
        description = text;
        return this;
    }

    @Override
    public FinalConfigurablePort fixed(PortType type) {
        kind = Optional.of(new FixedKind(type));
        return new FinalConfigurablePort();
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        return this;
    }

    @Override
    public OptionalConfigurablePort supportedTypes(PortType... types) {
        kind = Optional.of(new OptionalKind(List.of(types), Optional.empty()));
        return this;
    }

    @Override
    public FinalConfigurablePort defaultPortType(PortType type) {
        List<PortType> supported = kind() instanceof OptionalKind optional ? optional.supported() : List.of();
        kind = Optional.of(new OptionalKind(supported, Optional.of(type)));
        return new FinalConfigurablePort();
    }
}
