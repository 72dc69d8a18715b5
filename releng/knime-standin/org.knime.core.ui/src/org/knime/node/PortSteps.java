// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.port.PortType;
import org.knime.node.PortGroup.ExtendableKind;
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
        implements RequirePortName, RequirePortDescription, RequireConfigurablePortMode, OptionalConfigurablePort {

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
        return types -> {
            kind = Optional.of(new OptionalKind(List.of(types), Optional.empty()));
            return this;
        };
    }

    @Override
    public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
        return types -> new Extendable(List.of(types));
    }

    /** What is said of an extendable group; each step is whole. */
    private final class Extendable implements ExtendableConfigurablePort {
        private final List<PortType> supported;
        private List<PortType> fixed = List.of();
        private List<PortType> initial = List.of();

        Extendable(List<PortType> supported) {
            this.supported = supported;
            say();
        }

        private ExtendableConfigurablePort say() {
            kind = Optional.of(new ExtendableKind(supported, fixed, initial));
            return this;
        }

        @Override
        public ExtendableConfigurablePort defaultNonFixedTypes(PortType... types) {
            initial = List.of(types);
            return say();
        }

        @Override
        public ExtendableConfigurablePort fixedTypes(PortType... types) {
            fixed = List.of(types);
            return say();
        }
    }

    @Override
    public FinalConfigurablePort defaultPortType(PortType type) {
        List<PortType> supported = kind() instanceof OptionalKind optional ? optional.supported() : List.of();
        kind = Optional.of(new OptionalKind(supported, Optional.of(type)));
        return new FinalConfigurablePort();
    }
}
