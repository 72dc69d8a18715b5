// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One column of real rows as trees predict it that learnt it from other rows, with intervals over the real rows alone. Labels:
 * each level against the rest; of two levels only the second. Numbers: the expected number.
 *
 * @param truth of the real rows [n]
 * @param levels that were predicted, in order [k]; none of a column of numbers
 * @param scores probabilities of each level [k][n], or the numbers [1][n]
 */
public record ColumnPrediction(double[] truth, double[] levels, double[][] scores) {

    /** The AUC of labels (the mean of one level against the rest), R2 of numbers. */
    public Estimate skill() {
        return levels.length > 0 ? area() : determination();
    }

    /**
     * The AUC. The areas of several levels depend on each other; the mean of their standard errors is the largest that the mean can
     * have.
     */
    private Estimate area() {
        AreaUnderCurve[] areas = IntStream.range(0, levels.length)
                .mapToObj(k -> RocCurve.areaUnder(scores[k], is(levels[k])))
                .toArray(AreaUnderCurve[]::new);
        return Estimate.normal(
                Arrays.stream(areas).mapToDouble(AreaUnderCurve::area).average().orElseThrow(),
                Arrays.stream(areas)
                        .mapToDouble(area -> Math.sqrt(area.variance()))
                        .average()
                        .orElseThrow(),
                0,
                1);
    }

    /** R2 = 1 - squared error / squared deviation from the real mean, with the standard error of its influence function. */
    private Estimate determination() {
        double mean = Arrays.stream(truth).average().orElseThrow();
        double[] errors = squares(i -> truth[i] - scores[0][i]);
        double[] deviations = squares(i -> truth[i] - mean);
        double error = Arrays.stream(errors).average().orElseThrow();
        double spread = Arrays.stream(deviations).average().orElseThrow();
        double squares = IntStream.range(0, truth.length)
                .mapToDouble(i -> (errors[i] - error) / spread - error * (deviations[i] - spread) / spread / spread)
                .map(influence -> influence * influence)
                .average()
                .orElseThrow();
        return Estimate.normal(1 - error / spread, Math.sqrt(squares / truth.length), Double.NEGATIVE_INFINITY, 1);
    }

    private double[] squares(IntToDoubleFunction of) {
        return IntStream.range(0, truth.length).mapToDouble(of).map(x -> x * x).toArray();
    }

    /**
     * F1 = 2 hits / (2 hits + misses + false alarms) of the rarest predicted level at a threshold of 0.5, with the standard error
     * of its influence function; none of a column of numbers.
     */
    public Optional<Estimate> rareF1() {
        if (levels.length == 0) {
            return Optional.empty();
        }
        int rarest = IntStream.range(0, levels.length)
                .boxed()
                .min(Comparator.comparingDouble(k -> share(levels[k])))
                .orElseThrow();
        boolean other = levels.length == 1 && share(levels[0]) > 0.5;
        double[] hit = new double[truth.length];
        double[] wrong = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            boolean is = truth[i] == levels[rarest] != other;
            boolean said = other ? scores[rarest][i] < 0.5 : scores[rarest][i] > 0.5;
            hit[i] = is && said ? 2 : 0;
            wrong[i] = is != said ? 1 : 0;
        }
        double hits = Arrays.stream(hit).average().orElseThrow();
        double all = hits + Arrays.stream(wrong).average().orElseThrow();
        if (all == 0) {
            return Optional.of(Estimate.exact(0));
        }
        double f1 = hits / all;
        double squares = IntStream.range(0, truth.length)
                .mapToDouble(i -> (hit[i] - f1 * (hit[i] + wrong[i])) / all)
                .map(influence -> influence * influence)
                .average()
                .orElseThrow();
        return Optional.of(Estimate.normal(f1, Math.sqrt(squares / truth.length), 0, 1));
    }

    private double share(double level) {
        return DoubleStream.of(truth).filter(value -> value == level).count() / (double) truth.length;
    }

    private float[] is(double level) {
        float[] labels = new float[truth.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = truth[i] == level ? 1 : 0;
        }
        return labels;
    }
}
