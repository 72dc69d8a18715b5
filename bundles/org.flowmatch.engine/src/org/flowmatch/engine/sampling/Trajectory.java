// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.List;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The states of all rows on their way, in the order in which the solver met them.
 *
 * @param times m + 1 times: rising when sampling forward, falling backward
 * @param states the rows [n, d] at each time; the first holds the rows given, the last the rows sampled
 */
public record Trajectory(double[] times, List<RowMatrix> states) {

    public Trajectory {
        states = List.copyOf(states);
        if (times.length != states.size()) {
            throw new IllegalArgumentException(times.length + " times for " + states.size() + " states");
        }
    }
}
