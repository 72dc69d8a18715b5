// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** How the values of one type are stored under a key. */
interface ValueStore {

    void save(Object value, NodeSettingsWO settings, String key);

    /** Writes what stands for "no value" in an optional field. */
    void saveEmpty(NodeSettingsWO settings, String key);

    /** @throws InvalidSettingsException when the key is absent or has another type */
    Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException;
}
