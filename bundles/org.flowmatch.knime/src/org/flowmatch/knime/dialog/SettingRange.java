// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.engine.Range;

/**
 * Checks of numbers that no engine record holds. Dialogs check ranges themselves; settings that come from flow variables or
 * files are checked here.
 */
public final class SettingRange {
    private static final String REMEDY = "Choose a number in this range.";

    private SettingRange() {}

    /**
     * @param title of the setting in the dialog
     * @throws org.flowmatch.engine.FlowException naming the setting, its value and the range, unless the range holds it
     */
    public static void check(String title, long value, Range range) {
        range.check(sentence(title), value, REMEDY);
    }

    /** As {@link #check(String, long, Range)} for any number. */
    public static void check(String title, double value, Range range) {
        range.check(sentence(title), value, REMEDY);
    }

    private static String sentence(String title) {
        return "The setting \"" + title + "\"";
    }
}
