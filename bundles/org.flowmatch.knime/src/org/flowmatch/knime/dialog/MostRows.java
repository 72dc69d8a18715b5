// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.engine.Range;

/** The most rows that a node draws. */
public final class MostRows extends AtMost {
    public static final Range ROWS = Range.between(1, 100_000_000);

    public MostRows() {
        super(ROWS);
    }
}
