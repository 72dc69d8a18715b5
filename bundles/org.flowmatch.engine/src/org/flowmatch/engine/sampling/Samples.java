// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Rows pushed along a flow, in encoded units.
 *
 * @param end the rows at the end of the path [n, d]
 * @param nfe velocity evaluations per row, mean over the rows
 * @param trajectory the states on the way, where the settings ask for them
 * @param recorded some rows on their way, where the settings ask for them
 * @param warnings what the user should know, for instance that no GPU was found
 */
public record Samples(
        RowMatrix end,
        double nfe,
        Optional<Trajectory> trajectory,
        Optional<RecordedFlow> recorded,
        List<String> warnings) {

    public Samples {
        warnings = List.copyOf(warnings);
    }
}
