// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import java.util.List;

/** What a new entry of a list begins with: the one name that can be chosen, or nothing. */
public final class OnlyChoice {
    private OnlyChoice() {}

    public static String of(List<String> names) {
        return names.size() == 1 ? names.get(0) : "";
    }
}
