// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;

/**
 * Train on synthetic rows, test on real ones (Esteban and others 2017): how well boosted trees that saw synthetic rows alone
 * predict one column of real rows from all others. Labels: the AUC, with more than two levels the mean of one level against
 * the rest. Numbers: R2 = 1 - squared error / squared deviation from the real mean. Alone it flatters interpolation.
 */
public final class TargetUtility {
    private TargetUtility() {}

    /**
     * @param training synthetic rows; or real ones, for the value that they are to be compared with
     * @param real rows to predict
     * @param target the column's name; rows in which it is missing are left out
     * @throws FlowException when the columns differ, there is no such column or no other one, or the real rows have a single
     *     value of it
     */
    public static double of(MixedSample training, MixedSample real, String target, BoostedTrees trees, long seed) {
        return prediction(training, real, target, Integer.MAX_VALUE, trees, seed)
                .skill()
                .value();
    }

    /**
     * @param mostLevels of labels, the most frequent ones in the real rows, are predicted; at least 1
     * @throws FlowException as {@link #of}
     */
    public static ColumnPrediction prediction(
            MixedSample training, MixedSample real, String target, int mostLevels, BoostedTrees trees, long seed) {
        MixedSample.checkComparable(training, real, "utility of synthetic rows");
        int place = real.find(target)
                .orElseThrow(() -> new FlowException(
                        "There is no column " + Quoted.of(target) + " to predict.", "Name a column of the table."));
        int[] others = IntStream.range(0, real.columns().size())
                .filter(c -> c != place)
                .toArray();
        MixedSample known = withTarget(training, place);
        MixedSample unknown = withTarget(real, place);
        double[] truth = unknown.values()[place];
        double[] different = Arrays.stream(truth).distinct().sorted().toArray();
        if (others.length == 0 || different.length < 2 || known.rows() == 0) {
            throw new FlowException(
                    "Column " + Quoted.of(target)
                            + " cannot be predicted: there is no other column, no training row has"
                            + " a value of it, or all real rows have the same one.",
                    "Choose another column.");
        }
        PooledRanks rows = PooledRanks.of(known.choose(others), unknown.choose(others));
        Task task = new Task(
                rows.first().toArray(),
                known.values()[place],
                rows.second().toArray(),
                truth,
                others.length,
                trees,
                seed);
        return real.columns().get(place).nominal()
                ? task.labels(
                        different.length == 2 ? new double[] {different[1]} : frequent(truth, different, mostLevels))
                : new ColumnPrediction(truth, new double[0], new double[][] {task.numbers()});
    }

    private static MixedSample withTarget(MixedSample sample, int place) {
        double[] cells = sample.values()[place];
        return sample.select(IntStream.range(0, cells.length)
                .filter(row -> !Double.isNaN(cells[row]))
                .toArray());
    }

    private static double[] frequent(double[] truth, double[] levels, int most) {
        return Arrays.stream(levels)
                .boxed()
                .sorted(Comparator.comparingLong((Double level) -> -Arrays.stream(truth)
                                .filter(value -> value == level)
                                .count())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private record Task(
            float[] known,
            double[] targets,
            float[] unknown,
            double[] truth,
            int columns,
            BoostedTrees trees,
            long seed) {

        /** The targets are standardised first: R2 is the same, and float32 keeps what large offsets would lose. */
        double[] numbers() {
            double mean = Arrays.stream(targets).average().orElseThrow();
            double spread = Math.sqrt(Arrays.stream(targets)
                    .map(target -> (target - mean) * (target - mean))
                    .average()
                    .orElseThrow());
            float[] scaled = new float[targets.length];
            if (spread > 0) {
                for (int i = 0; i < scaled.length; i++) {
                    scaled[i] = (float) ((targets[i] - mean) / spread);
                }
            }
            return Arrays.stream(trees.numbers(known, scaled, unknown, columns, seed, Monitor.none()))
                    .map(number -> mean + spread * number)
                    .toArray();
        }

        ColumnPrediction labels(double[] levels) {
            return new ColumnPrediction(
                    truth,
                    levels,
                    Arrays.stream(levels).mapToObj(this::probabilities).toArray(double[][]::new));
        }

        /** The same for all rows where the training rows have only this level, or only others. */
        private double[] probabilities(double level) {
            float[] labels = new float[targets.length];
            double ones = 0;
            for (int i = 0; i < labels.length; i++) {
                labels[i] = targets[i] == level ? 1 : 0;
                ones += labels[i];
            }
            if (ones == 0 || ones == labels.length) {
                double[] one = new double[truth.length];
                Arrays.fill(one, ones / labels.length);
                return one;
            }
            return trees.scores(known, labels, unknown, columns, seed);
        }
    }
}
