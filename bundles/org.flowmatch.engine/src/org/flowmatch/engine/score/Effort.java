// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.Range;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.metric.RandomForest;

/**
 * How much is computed: trees, and how many rows each measure looks at. More rows make intervals narrower by their root, and take
 * longer in proportion. Rows are drawn by the seed.
 *
 * @param trees that tell rows apart and predict the chosen column
 * @param forest that tells rows apart as well
 * @param columnTrees for what is done once for each column
 * @param detectionRows of either side that boosted trees tell apart
 * @param forestRows the same for the forest
 * @param columnRows the same for single columns, and rows that predict each column in turn
 * @param utilityColumns columns that are predicted in turn, the first ones
 * @param closestRows whose closest records are looked for
 * @param densityRows of either side whose density is asked of a model
 * @param ruleRows in which rules are looked for
 */
public record Effort(
        BoostedTrees trees,
        RandomForest forest,
        BoostedTrees columnTrees,
        int detectionRows,
        int forestRows,
        int columnRows,
        int utilityColumns,
        int closestRows,
        int densityRows,
        int ruleRows) {
    private static final Range ROWS = Range.atLeast(20);
    private static final Range COLUMNS = Range.atLeast(0);

    public Effort {
        ROWS.check("The number of rows that are told apart", detectionRows, "10,000 are as many as are of use.");
        ROWS.check("The number of rows that the forest tells apart", forestRows, "5,000 are enough.");
        ROWS.check("The number of rows of single columns", columnRows, "4,000 are enough.");
        ROWS.check("The number of rows whose closest records are looked for", closestRows, "4,000 are enough.");
        ROWS.check("The number of rows whose density is asked of a model", densityRows, "1,000 are enough.");
        ROWS.check("The number of rows in which rules are looked for", ruleRows, "30,000 are enough.");
        COLUMNS.check("The number of columns that are predicted in turn", utilityColumns, "30 are enough.");
    }

    /** For 30,000 rows of 15 columns under two minutes on two cores. */
    public static Effort usual() {
        return new Effort(
                BoostedTrees.judge(1),
                RandomForest.judge(1),
                new BoostedTrees(60, 5, 0.2, 1),
                10_000,
                5_000,
                4_000,
                30,
                4_000,
                1_000,
                30_000);
    }

    /** Less of everything, for small tables and first looks: a tenth of the time. */
    public static Effort quick() {
        return new Effort(
                new BoostedTrees(80, 4, 0.2, 1),
                new RandomForest(40, 12, 1),
                new BoostedTrees(30, 4, 0.3, 1),
                2_000,
                2_000,
                1_000,
                10,
                1_000,
                300,
                5_000);
    }
}
