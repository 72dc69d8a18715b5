// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Texts of a settings tree that must have a value: KNIME's files can say of any text that it is null. */
public final class RequiredText {
    private RequiredText() {}

    /** @throws InvalidSettingsException when the key is absent, of another type, or its text null */
    public static String of(NodeSettingsRO settings, String key) throws InvalidSettingsException {
        return checked(settings.getString(key), key);
    }

    /** An absent key stands for the default; a null text does not. */
    public static String of(NodeSettingsRO settings, String key, String whenAbsent) throws InvalidSettingsException {
        return checked(settings.getString(key, whenAbsent), key);
    }

    private static String checked(String text, String key) throws InvalidSettingsException {
        if (text == null) {
            throw new InvalidSettingsException("The setting " + key + " has no value (isnull). Give it one.");
        }
        return text;
    }
}
