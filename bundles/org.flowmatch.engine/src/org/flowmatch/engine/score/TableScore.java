// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;

/**
 * How good synthetic tables of any origin are, and how safe: every figure beside what real rows reach in their place. What the real
 * side says is computed once for all of them.
 *
 * @param columns that were compared
 * @param split whether no rows were held back, and halves of the training table stand for both sides
 * @param notes what a user should know
 * @param tables a score for each synthetic table, in order
 * @param pictures of all tables in bins
 */
public record TableScore(
        List<ColumnInfo> columns, boolean split, List<String> notes, List<SyntheticScore> tables, Pictures pictures) {

    /**
     * @param training real rows that the generators learnt from
     * @param synthetic at least one table
     * @param heldBack real rows that they have not seen; without it the training table is split
     * @throws org.flowmatch.engine.FlowException when tables cannot be compared or have too few rows, the chosen column cannot be
     *     predicted, or trees cannot be grown on this computer
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled
     */
    public static TableScore of(
            Table training,
            List<Synthetic> synthetic,
            Optional<Table> heldBack,
            ScoreSettings settings,
            Monitor monitor) {
        return Scoring.of(training, synthetic, heldBack, settings, monitor).run(monitor);
    }

    /** Sentences that name the best of several tables; none for one. */
    public List<String> comparison() {
        return Comparison.of(tables, split);
    }
}
