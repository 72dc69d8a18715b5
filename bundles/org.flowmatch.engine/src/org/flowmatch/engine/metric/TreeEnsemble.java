// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Map;
import org.flowmatch.engine.Monitor;

/**
 * The two tree classifiers of the two-sample test, both made by XGBoost. They find different faults: a forest (Breiman
 * 2001) the marginal and local ones, boosted trees (Friedman 2001) the joint ones.
 */
public enum TreeEnsemble implements RowClassifier {
    /** 200 deep trees on bootstrap-like subsamples, with a third of the columns at each split. */
    RANDOM_FOREST(
            1,
            Map.of(
                    "num_parallel_tree", 200,
                    "eta", 1.0,
                    "subsample", 0.632,
                    "colsample_bynode", 0.34,
                    "max_depth", 24,
                    "tree_method", "hist",
                    "max_bin", 256,
                    "min_child_weight", 0.0,
                    "lambda", 1e-3)),
    /** 100 rounds of trees with at most 31 leaves and shrinkage. */
    BOOSTED_TREES(
            100,
            Map.of(
                    "eta",
                    0.1,
                    "max_depth",
                    0,
                    "max_leaves",
                    31,
                    "grow_policy",
                    "lossguide",
                    "tree_method",
                    "hist",
                    "max_bin",
                    256,
                    "min_child_weight",
                    5.0,
                    "lambda",
                    0.0));

    private final int rounds;
    private final Map<String, Object> settings;

    TreeEnsemble(int rounds, Map<String, Object> settings) {
        this.rounds = rounds;
        this.settings = settings;
    }

    @Override
    public double[] scores(float[] training, float[] labels, float[] judged, int columns, long seed) {
        // threads of OpenMP wait actively and get in the way of everything else on a busy machine
        return XgBoost.predictions(
                XgBoost.CLASSES, settings, rounds, 1, training, labels, judged, columns, seed, Monitor.none());
    }
}
