// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The parameters of a node: fields with defaults that are not private (private ones are neither stored nor shown), a
 * constructor without arguments, and optionally one that takes a {@link NodeParametersInput} for defaults that depend on
 * the inputs.
 */
public interface NodeParameters extends Persistable, WidgetGroup {

    /** @throws InvalidSettingsException when the combination of values cannot be used; called whenever settings are applied */
    @SuppressWarnings("unused")
    default void validate() throws InvalidSettingsException {}
}
