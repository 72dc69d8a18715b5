// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Some rows on their way.
 *
 * @param rows their numbers among all rows that were solved, rising [r]
 * @param times at which they were seen, from the first to the last one of the way [m]
 * @param states [r, D] at each time
 */
public record Recorded(int[] rows, double[] times, List<RowMatrix> states) {
    /** The most rows that are recorded; fewer where they are wide. */
    public static final int MOST_ROWS = 500;

    /** The most times at which they are. */
    public static final int MOST_TIMES = 40;

    public Recorded {
        states = List.copyOf(states);
        if (times.length != states.size()) {
            throw new IllegalArgumentException(times.length + " times for " + states.size() + " states");
        }
    }
}
