// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import org.flowmatch.standin.ui.ParametersStore;
import org.flowmatch.standin.ui.PortsInput;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** The current parameters of a node's model; none before settings were loaded or the node was configured. */
final class ModelParameters {

    private final Optional<Class<? extends NodeParameters>> type;
    private Optional<NodeParameters> current = Optional.empty();

    ModelParameters(Optional<Class<? extends NodeParameters>> type) {
        this.type = type;
    }

    /** Makes and validates the parameters of a node that was never configured. */
    void createFrom(PortObjectSpec[] inSpecs, PortType[] inTypes, PortType[] outTypes) throws InvalidSettingsException {
        if (type.isPresent() && current.isEmpty()) {
            current = Optional.of(ParametersStore.create(type.get(), PortsInput.ofSpecs(inSpecs, inTypes, outTypes)));
            current.get().validate();
        }
    }

    @SuppressWarnings("unchecked") // the node knows the class of its parameters
    <S extends NodeParameters> S get() {
        return (S) current.orElse(null);
    }

    /** Saves the defaults where there are no parameters yet. */
    void save(NodeSettingsWO settings) {
        type.ifPresent(known -> ParametersStore.save(current.orElseGet(() -> ParametersStore.create(known)), settings));
    }

    void validate(NodeSettingsRO settings) throws InvalidSettingsException {
        if (type.isPresent()) {
            ParametersStore.loadValid(type.get(), settings);
        }
    }

    void load(NodeSettingsRO settings) throws InvalidSettingsException {
        if (type.isPresent()) {
            current = Optional.of(ParametersStore.load(type.get(), settings));
        }
    }
}
