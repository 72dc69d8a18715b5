// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Solved states.
 *
 * @param states [n, D]: the start, then those at the times of the grid when all are kept, else the end alone
 * @param nfe network evaluations per row, mean over the rows
 * @param recorded some rows on their way, where the settings ask for them
 * @param warnings what the user should know, for instance that no GPU was found
 */
public record Solution(List<RowMatrix> states, double nfe, Optional<Recorded> recorded, List<String> warnings) {

    public Solution {
        states = List.copyOf(states);
        warnings = List.copyOf(warnings);
    }

    /** The states at the last time [n, D]. */
    public RowMatrix end() {
        return states.get(states.size() - 1);
    }
}
