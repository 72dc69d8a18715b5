// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.flowmatch.engine.FlowException;

/**
 * The two tree classifiers of the two-sample test, both made by XGBoost. They find different faults: a forest (Breiman
 * 2001) the marginal and local ones, boosted trees (Friedman 2001) the joint ones.
 */
public enum TreeEnsemble {
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

    /**
     * Trains on labelled rows and scores others.
     *
     * @param training rows [n, d], row-major
     * @param labels 0 or 1 for each training row [n]
     * @param judged rows [m, d]
     * @return the probability of label 1 for each judged row [m]
     */
    double[] scores(float[] training, float[] labels, float[] judged, int columns, long seed) {
        Map<String, Object> parameters = new HashMap<>(settings);
        parameters.put("objective", "binary:logistic");
        parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
        parameters.put("verbosity", 0);
        // threads of OpenMP wait actively and get in the way of everything else on a busy machine
        parameters.put("nthread", 1);
        DMatrix known = null;
        DMatrix unknown = null;
        Booster booster = null;
        try {
            known = new DMatrix(training, labels.length, columns, Float.NaN);
            known.setLabel(labels);
            unknown = new DMatrix(judged, judged.length / columns, columns, Float.NaN);
            booster = XGBoost.train(known, parameters, rounds, Map.of(), null, null);
            float[][] predictions = booster.predict(unknown);
            double[] scores = new double[predictions.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = predictions[i][0];
            }
            return scores;
        } catch (XGBoostError | LinkageError e) {
            // the first error of a library that does not load has its reason in the cause alone
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw new FlowException(
                    "The classifier of the two-sample test could not be run: " + root.getMessage() + ".",
                    "On macOS install OpenMP (libomp) and try again; elsewhere report this message.",
                    e);
        } finally {
            if (booster != null) {
                booster.dispose();
            }
            if (unknown != null) {
                unknown.dispose();
            }
            if (known != null) {
                known.dispose();
            }
        }
    }
}
