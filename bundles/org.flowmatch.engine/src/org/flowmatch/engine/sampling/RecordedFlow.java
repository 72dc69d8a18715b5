// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.Recorded;

/**
 * Some rows on their way, in encoded units: at most {@value Recorded#MOST_ROWS} rows at {@value Recorded#MOST_TIMES} times.
 *
 * @param rows their numbers among all rows that were moved, rising [r]
 * @param times in the order in which the solver met them [m]
 * @param states [r, D] at each time, the first ones as the rows were given and the last ones as they were made. A label is what the
 *     row gets in the end, at all times
 * @param known of each row the number of the time from which each label is known [r][labels]; 0 where it was given
 */
public record RecordedFlow(int[] rows, double[] times, List<RowMatrix> states, int[][] known) {
    public RecordedFlow {
        states = List.copyOf(states);
    }

    /**
     * Of rows of numbers alone.
     *
     * @param start of all rows [n, D]
     * @param end of all rows [n, D]
     */
    static RecordedFlow ofNumbers(Recorded way, RowMatrix start, RowMatrix end) {
        List<RowMatrix> states = new ArrayList<>(way.states());
        states.set(0, new ChosenRows(start, way.rows()));
        states.set(states.size() - 1, new ChosenRows(end, way.rows()));
        return new RecordedFlow(way.rows(), way.times(), states, new int[way.rows().length][0]);
    }
}
