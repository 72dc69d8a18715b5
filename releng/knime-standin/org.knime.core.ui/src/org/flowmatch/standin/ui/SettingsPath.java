// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * A path of nested keys; the empty path is everywhere.
 *
 * @param keys from the outermost inwards
 */
public record SettingsPath(List<String> keys) {

    /** @return whether all configs on the way and the last entry or config exist */
    public boolean isIn(NodeSettingsRO settings) {
        if (keys.isEmpty()) {
            return true;
        }
        if (!settings.containsKey(keys.get(0))) {
            return false;
        }
        if (keys.size() == 1) {
            return true;
        }
        try {
            return new SettingsPath(keys.subList(1, keys.size())).isIn(settings.getNodeSettings(keys.get(0)));
        } catch (
                @SuppressWarnings("unused")
                InvalidSettingsException notAConfig) {
            return false;
        }
    }
}
