// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

/** Whether rows have labels or gaps beside their numbers, as far as it is known before they are read. The names are stored. */
public enum Labels {
    /** Rows are numbers alone. */
    NONE,
    /** It depends on the values. */
    NOT_KNOWN,
    SOME
}
