// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Map;
import org.flowmatch.engine.Range;

/**
 * A random forest (Breiman 2001) of XGBoost's parallel trees: each on a share of 0.632 of the rows, with the root of the number of
 * columns at each split. The score is the mean share of label 1 in a row's leaves. It finds marginal and local faults that boosted
 * trees pass over. It is grown a few trees at a time, so that an interrupt of the thread ends it within a second.
 *
 * @param trees 1 to 10,000; rounded up to a multiple of {@value #AT_ONCE}
 * @param depth of a tree at most, 1 to 32
 * @param threads 1 to 256; the trees do not depend on it
 */
public record RandomForest(int trees, int depth, int threads) implements RowClassifier {
    private static final int AT_ONCE = 10;

    private static final Range TREES = Range.between(1, 10_000);
    private static final Range DEPTH = Range.between(1, 32);
    private static final Range THREADS = Range.between(1, 256);

    public RandomForest {
        TREES.check("The number of trees of the forest", trees, "100 suit most tables.");
        DEPTH.check("The depth of the trees of the forest", depth, "16 suits most tables.");
        THREADS.check("The number of threads", threads, "Use 1, or as many as there are idle cores.");
    }

    /** 100 trees of depth 16. */
    public static RandomForest judge(int threads) {
        return new RandomForest(100, 16, threads);
    }

    @Override
    public double[] scores(float[] training, float[] labels, float[] judged, int columns, long seed) {
        Map<String, Object> settings = Map.of(
                "num_parallel_tree",
                AT_ONCE,
                "eta",
                1.0,
                "subsample",
                0.632,
                "colsample_bynode",
                Math.sqrt(columns) / columns,
                "max_depth",
                depth,
                "tree_method",
                "hist",
                "min_child_weight",
                1.0,
                "lambda",
                0.0);
        return XgBoost.meanOfEnsembles(
                XgBoost.NUMBERS,
                settings,
                (trees + AT_ONCE - 1) / AT_ONCE,
                threads,
                training,
                labels,
                judged,
                columns,
                seed);
    }
}
