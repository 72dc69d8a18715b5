// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
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
        double[] levels = Arrays.stream(truth).distinct().sorted().toArray();
        if (others.length == 0 || levels.length < 2 || known.rows() == 0) {
            throw new FlowException(
                    "Column " + Quoted.of(target)
                            + " cannot be predicted: there is no other column, no training row has"
                            + " a value of it, or all real rows have the same one.",
                    "Choose another column.");
        }
        Task task = new Task(
                known.choose(others).matrix().toArray(),
                known.values()[place],
                unknown.choose(others).matrix().toArray(),
                truth,
                others.length,
                trees,
                seed);
        if (!real.columns().get(place).nominal()) {
            return task.determination();
        }
        return Arrays.stream(levels)
                .skip(levels.length == 2 ? 1 : 0)
                .map(task::area)
                .average()
                .orElseThrow();
    }

    private static MixedSample withTarget(MixedSample sample, int place) {
        double[] cells = sample.values()[place];
        return sample.select(IntStream.range(0, cells.length)
                .filter(row -> !Double.isNaN(cells[row]))
                .toArray());
    }

    private record Task(
            float[] known,
            double[] targets,
            float[] unknown,
            double[] truth,
            int columns,
            BoostedTrees trees,
            long seed) {

        double determination() {
            double[] numbers = trees.numbers(known, floats(targets), unknown, columns, seed);
            double mean = Arrays.stream(truth).average().orElseThrow();
            double error = 0;
            double spread = 0;
            for (int i = 0; i < truth.length; i++) {
                error += (truth[i] - numbers[i]) * (truth[i] - numbers[i]);
                spread += (truth[i] - mean) * (truth[i] - mean);
            }
            return 1 - error / spread;
        }

        /** AUC of one level against the rest; 0.5 where the training rows have only the one or only the rest. */
        double area(double level) {
            float[] labels = is(targets, level);
            double ones = IntStream.range(0, labels.length)
                    .mapToDouble(i -> labels[i])
                    .sum();
            return ones == 0 || ones == labels.length
                    ? 0.5
                    : RocCurve.area(trees.scores(known, labels, unknown, columns, seed), is(truth, level));
        }

        private static float[] is(double[] values, double level) {
            float[] labels = new float[values.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = values[i] == level ? 1 : 0;
            }
            return labels;
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }
}
