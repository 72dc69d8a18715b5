// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;

/**
 * Trees grown by XGBoost (Chen and Guestrin 2016); its native memory is given back before the numbers are returned. A cancel, and an
 * interrupt of the thread, take effect at the next round.
 */
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
     * @throws CancellationException when the monitor is cancelled, or the thread interrupted, whose flag is left
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
            long seed,
            Monitor monitor) {
        return grown(training, targets, judged, columns, (known, unknown) -> {
            double[] numbers = new double[judged.length / columns];
            add(objective, settings, rounds, threads, known, unknown, seed, numbers, 1, monitor);
            return numbers;
        });
    }

    /** As {@link #predictions}, the mean of several ensembles of one round, each by a seed of its own. */
    static double[] meanOfEnsembles(
            String objective,
            Map<String, Object> settings,
            int ensembles,
            int threads,
            float[] training,
            float[] targets,
            float[] judged,
            int columns,
            long seed) {
        return grown(training, targets, judged, columns, (known, unknown) -> {
            double[] numbers = new double[judged.length / columns];
            for (int i = 0; i < ensembles; i++) {
                add(
                        objective,
                        settings,
                        1,
                        threads,
                        known,
                        unknown,
                        seed + i,
                        numbers,
                        1.0 / ensembles,
                        Monitor.none());
            }
            return numbers;
        });
    }

    private interface Growth {
        double[] of(DMatrix known, DMatrix unknown) throws XGBoostError;
    }

    private static double[] grown(float[] training, float[] targets, float[] judged, int columns, Growth growth) {
        DMatrix known = null;
        DMatrix unknown = null;
        try {
            known = new DMatrix(training, targets.length, columns, Float.NaN);
            known.setLabel(targets);
            unknown = new DMatrix(judged, judged.length / columns, columns, Float.NaN);
            return growth.of(known, unknown);
        } catch (XGBoostError | LinkageError e) {
            // the first error of a library that does not load has its reason in the cause alone
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw new FlowException(
                    "The trees that judge rows could not be grown: " + root.getMessage() + ".",
                    "On macOS install OpenMP (libomp) and try again; elsewhere report this message.",
                    e);
        } finally {
            if (unknown != null) {
                unknown.dispose();
            }
            if (known != null) {
                known.dispose();
            }
        }
    }

    private static void add(
            String objective,
            Map<String, Object> settings,
            int rounds,
            int threads,
            DMatrix known,
            DMatrix unknown,
            long seed,
            double[] sum,
            double weight,
            Monitor monitor)
            throws XGBoostError {
        Map<String, Object> parameters = new HashMap<>(settings);
        parameters.put("objective", objective);
        parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
        parameters.put("verbosity", 0);
        parameters.put("nthread", threads);
        check(monitor);
        Booster booster = XGBoost.train(known, parameters, 1, Map.of(), null, null);
        try {
            for (int round = 1; round < rounds; round++) {
                check(monitor);
                monitor.report((double) round / rounds, "Growing trees");
                booster.update(known, round);
            }
            float[][] predictions = booster.predict(unknown);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * predictions[i][0];
            }
        } finally {
            booster.dispose();
        }
    }

    private static void check(Monitor monitor) {
        monitor.check();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled while trees were grown");
        }
    }
}
