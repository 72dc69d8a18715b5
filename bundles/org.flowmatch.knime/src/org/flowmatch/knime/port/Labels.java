// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import org.flowmatch.engine.data.RowSpace;

/** Whether rows have labels or gaps beside their numbers, as far as it is known before they are read. The names are stored. */
public enum Labels {
    /** Rows are numbers alone. */
    NONE,
    /** It depends on the values, or they are numbers alone, of which some are unit vectors. */
    NOT_KNOWN,
    SOME;

    static Labels of(RowSpace space) {
        return !space.labels().isEmpty() ? SOME : space.curved() ? NOT_KNOWN : NONE;
    }
}
