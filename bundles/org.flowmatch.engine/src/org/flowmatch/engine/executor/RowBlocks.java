// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import org.flowmatch.engine.FlowException;

/** The bound of rows that fit into one array on the heap. */
public final class RowBlocks {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private RowBlocks() {}

    /** rows times columns, checked. */
    public static int cells(int rows, int columns) {
        long cells = (long) rows * columns;
        if (cells > LARGEST_ARRAY) {
            throw new FlowException(
                    rows + " rows of " + columns + " encoded columns are too many to sample at once: at most "
                            + LARGEST_ARRAY / columns + " rows are possible.",
                    "Sample fewer rows, in several runs with different seeds.");
        }
        return (int) cells;
    }
}
