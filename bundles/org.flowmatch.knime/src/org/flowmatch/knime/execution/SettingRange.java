// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import java.math.BigDecimal;
import org.knime.core.node.InvalidSettingsException;

/**
 * The range of a number that belongs to no engine record. Dialogs check ranges themselves; settings that come from flow
 * variables or files are checked here.
 */
public final class SettingRange {
    private SettingRange() {}

    /**
     * @param setting its title in the dialog
     * @throws InvalidSettingsException naming the setting, its value and the range, unless least <= value <= most
     */
    public static void check(String setting, double value, double least, double most) throws InvalidSettingsException {
        if (!(value >= least && value <= most)) {
            throw new InvalidSettingsException("The setting \"" + setting + "\" is " + plain(value)
                    + ", but must be from " + plain(least) + " to " + plain(most) + ".");
        }
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
