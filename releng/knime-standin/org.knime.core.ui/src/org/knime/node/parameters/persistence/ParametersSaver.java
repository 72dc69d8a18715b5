// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/**
 * Writes a value to settings.
 *
 * @param <T> the value's type
 */
public interface ParametersSaver<T> {

    void save(T param, NodeSettingsWO settings);
}
