// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;

/**
 * How well boosted trees tell synthetic rows from real ones that were held back: the AUC of {@link ClassifierTwoSampleTest}
 * with five folds, 0.5 where nothing gives the rows away. Labels enter by the numbers of their levels, numbers by
 * their places in order, missing cells as such.
 * Unlike a linear classifier's, it falls to 0.5 only when the columns belong together as in the real rows.
 */
public final class Detection {
    public static final int FOLDS = 5;

    private Detection() {}

    /**
     * @param mostRows of either sample; of larger ones as many are drawn by the seed, of both the same number
     * @throws org.flowmatch.engine.FlowException when the columns differ or a sample has fewer than five rows
     */
    public static double auc(MixedSample synthetic, MixedSample real, BoostedTrees trees, int mostRows, long seed) {
        MixedSample.checkComparable(synthetic, real, "detection of synthetic rows");
        int most = Math.min(mostRows, Math.min(synthetic.rows(), real.rows()));
        PooledRanks rows = PooledRanks.of(synthetic.draw(most, seed, 2), real.draw(most, seed, 3));
        return ClassifierTwoSampleTest.auc(rows.first(), rows.second(), trees, FOLDS, seed);
    }

    /** The same for each column alone, [d]: which columns give the rows away by themselves. */
    public static double[] ofColumns(
            MixedSample synthetic, MixedSample real, BoostedTrees trees, int mostRows, long seed) {
        MixedSample.checkComparable(synthetic, real, "detection of synthetic rows");
        double[] areas = new double[real.columns().size()];
        Arrays.setAll(areas, c -> auc(synthetic.choose(c), real.choose(c), trees, mostRows, seed));
        return areas;
    }
}
