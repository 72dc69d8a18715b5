// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Comparator;
import java.util.List;
import org.flowmatch.engine.metric.Estimate;

/**
 * How well trees tell rows from held-back ones: AUCs, 0.5 where nothing gives the rows away, with DeLong's intervals within the
 * folds of a cross-validation.
 *
 * @param rows of either side
 * @param boosted by boosted trees
 * @param forest by a random forest
 * @param columns by each column alone
 * @param dependency by boosted trees after each column was matched to the held-back one by rank, so that only how columns belong
 *     together gives rows away
 * @param shuffled by boosted trees after the columns were shuffled: what a table without any dependency reaches
 * @param scores of rows of either side by the boosted trees, binned
 */
public record DetectionScore(
        int rows,
        Estimate boosted,
        Estimate forest,
        List<Estimate> columns,
        Estimate dependency,
        Estimate shuffled,
        ScoreBins scores) {

    /** The column that gives most away by itself. */
    public Estimate largestColumn() {
        return columns.stream().max(Comparator.comparingDouble(Estimate::value)).orElseThrow();
    }

    /** The mean of the columns, with the mean of their intervals, which is as wide as it can be for columns that depend on each other. */
    public Estimate meanColumn() {
        return new Estimate(
                columns.stream().mapToDouble(Estimate::value).average().orElseThrow(),
                columns.stream().mapToDouble(Estimate::low).average().orElseThrow(),
                columns.stream().mapToDouble(Estimate::high).average().orElseThrow());
    }
}
