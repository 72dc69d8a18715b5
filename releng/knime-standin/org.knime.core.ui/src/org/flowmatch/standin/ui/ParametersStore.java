// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import com.fasterxml.jackson.databind.type.TypeFactory;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.persistence.Persistable;

/** Makes, saves and loads parameters in the layout of KNIME's workflows: one entry or config per field. */
public final class ParametersStore {

    private ParametersStore() {}

    /** @return parameters with the defaults that do not depend on inputs */
    public static <P extends NodeParameters> P create(Class<P> type) {
        return Instances.create(type);
    }

    /** @return parameters with the defaults for these inputs, where the class has a constructor that takes them */
    public static <P extends NodeParameters> P create(Class<P> type, NodeParametersInput input) {
        Class<?>[] parameters = {NodeParametersInput.class};
        return Instances.hasConstructor(type, parameters)
                ? Instances.create(type, parameters, input)
                : Instances.create(type);
    }

    public static void save(Persistable parameters, NodeSettingsWO settings) {
        new GroupStore(TypeFactory.defaultInstance().constructType(parameters.getClass())).save(parameters, settings);
    }

    /** @throws InvalidSettingsException naming the key that is absent or has the wrong type */
    public static <P extends Persistable> P load(Class<P> type, NodeSettingsRO settings)
            throws InvalidSettingsException {
        return type.cast(new GroupStore(TypeFactory.defaultInstance().constructType(type)).load(settings));
    }

    /** Loads and validates, as happens when settings are applied. */
    public static <P extends NodeParameters> P loadValid(Class<P> type, NodeSettingsRO settings)
            throws InvalidSettingsException {
        P parameters = load(type, settings);
        parameters.validate();
        return parameters;
    }
}
