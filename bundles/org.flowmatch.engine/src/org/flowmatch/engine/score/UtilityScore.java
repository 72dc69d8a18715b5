// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.metric.Estimate;

/**
 * How well trees predict columns of held-back rows after they learnt from other rows.
 *
 * @param skill of the chosen column: AUC of labels, R2 of numbers; none where no column was chosen
 * @param rareF1 of its rarest level at a threshold of 0.5; none of a column of numbers
 * @param columns of each column that can be predicted from real rows
 * @param global mean of the columns' ratios; none where no column can be predicted
 */
public record UtilityScore(
        Optional<Estimate> skill, Optional<Estimate> rareF1, List<Column> columns, Optional<Estimate> global) {

    /**
     * How well a column is predicted, above what no knowledge gives (an AUC of 0.5, an R2 of 0).
     *
     * @param name of the column
     * @param skill AUC or R2 after learning from the judged rows
     * @param ofReal the same after learning from real training rows
     * @param ratio of both above no knowledge, at least 0; 1 is as good as real rows
     */
    public record Column(String name, Estimate skill, Estimate ofReal, double ratio) {}
}
