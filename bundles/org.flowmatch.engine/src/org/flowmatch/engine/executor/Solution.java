// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Solved states.
 *
 * @param states [n, D]: the start, then those at the times of the grid when all are kept, else the end alone
 * @param nfe network evaluations per row, mean over the rows
 * @param warnings what the user should know, for instance that no GPU was found
 */
public record Solution(List<RowMatrix> states, double nfe, List<String> warnings) {

    public Solution {
        states = List.copyOf(states);
        warnings = List.copyOf(warnings);
    }

    /** The states at the last time [n, D]. */
    public RowMatrix end() {
        return states.get(states.size() - 1);
    }
}
