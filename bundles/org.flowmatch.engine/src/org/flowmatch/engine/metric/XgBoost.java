// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.flowmatch.engine.FlowException;

/** Trees grown by XGBoost (Chen and Guestrin 2016); its native memory is given back before the numbers are returned. */
final class XgBoost {
    static final String CLASSES = "binary:logistic";
    static final String NUMBERS = "reg:squarederror";

    private XgBoost() {}

    /**
     * Trains on rows with a target and predicts that of others.
     *
     * @param objective {@link #CLASSES} or {@link #NUMBERS}
     * @param settings the library's further parameters
     * @param training rows [n, d], row-major; NaN where a cell is missing
     * @param targets of the training rows [n]
     * @param judged rows [m, d]
     * @return the predictions [m]
     * @throws FlowException when the library cannot be used on this machine
     */
    static double[] predictions(
            String objective,
            Map<String, Object> settings,
            int rounds,
            int threads,
            float[] training,
            float[] targets,
            float[] judged,
            int columns,
            long seed) {
        Map<String, Object> parameters = new HashMap<>(settings);
        parameters.put("objective", objective);
        parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
        parameters.put("verbosity", 0);
        parameters.put("nthread", threads);
        DMatrix known = null;
        DMatrix unknown = null;
        Booster booster = null;
        try {
            known = new DMatrix(training, targets.length, columns, Float.NaN);
            known.setLabel(targets);
            unknown = new DMatrix(judged, judged.length / columns, columns, Float.NaN);
            booster = XGBoost.train(known, parameters, rounds, Map.of(), null, null);
            float[][] predictions = booster.predict(unknown);
            double[] numbers = new double[predictions.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = predictions[i][0];
            }
            return numbers;
        } catch (XGBoostError | LinkageError e) {
            // the first error of a library that does not load has its reason in the cause alone
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw new FlowException(
                    "The trees that judge rows could not be grown: " + root.getMessage() + ".",
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
