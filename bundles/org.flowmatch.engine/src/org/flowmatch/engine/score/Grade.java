// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Locale;

/** A figure in words, from best to worst. */
public enum Grade {
    GOOD,
    FAIR,
    POOR;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
