// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Map;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;

/**
 * Boosted trees (Friedman 2001) with XGBoost's histogram method and its defaults for all that is not named here.
 *
 * @param rounds number of trees, 1 to 10,000
 * @param depth of a tree at most, 1 to 16
 * @param rate of learning, in (0, 1]
 * @param threads 1 to 256; the trees do not depend on it
 */
public record BoostedTrees(int rounds, int depth, double rate, int threads) implements RowClassifier {
    private static final Range ROUNDS = Range.between(1, 10_000);
    private static final Range DEPTH = Range.between(1, 16);
    private static final Range RATE = Range.above(0, 1);
    private static final Range THREADS = Range.between(1, 256);

    public BoostedTrees {
        ROUNDS.check("The number of trees", rounds, "300 suit most tables.");
        DEPTH.check("The depth of the trees", depth, "6 suits most tables.");
        RATE.check("The learning rate of the trees", rate, "0.1 suits most tables.");
        THREADS.check("The number of threads", threads, "Use 1, or as many as there are idle cores.");
    }

    /** 300 trees of depth 6 at a rate of 0.1: strong enough to see how columns belong together. */
    public static BoostedTrees judge(int threads) {
        return new BoostedTrees(300, 6, 0.1, threads);
    }

    /** 50 trees of depth 3 at a rate of 0.3: enough for the law of a single column, at a twentieth of the time. */
    public static BoostedTrees ofOneColumn(int threads) {
        return new BoostedTrees(50, 3, 0.3, threads);
    }

    /** The probability of label 1 for each judged row [m]. */
    @Override
    public double[] scores(float[] training, float[] labels, float[] judged, int columns, long seed) {
        return XgBoost.predictions(
                XgBoost.CLASSES, settings(), rounds, threads, training, labels, judged, columns, seed, Monitor.none());
    }

    /**
     * As {@link #scores} for a number as the target of each training row: the expected number of each judged row [m].
     *
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public double[] numbers(
            float[] training, float[] targets, float[] judged, int columns, long seed, Monitor monitor) {
        return XgBoost.predictions(
                XgBoost.NUMBERS, settings(), rounds, threads, training, targets, judged, columns, seed, monitor);
    }

    private Map<String, Object> settings() {
        return Map.of("tree_method", "hist", "max_depth", depth, "eta", rate);
    }
}
