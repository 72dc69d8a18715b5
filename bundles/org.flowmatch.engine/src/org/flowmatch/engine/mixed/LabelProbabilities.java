// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.likelihood.DistinctRows;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.ConditionRows;

/**
 * The probabilities of the labels of rows whatever their numbers, by the chain rule along orders of the labels:
 *
 * <pre>
 * p(c) = product over k of p(c_k | the labels before it in the order)
 * </pre>
 *
 * each from the softmax at the first time, where numbers are noise. Orders and noise are the same for all rows, so that along
 * each order the probabilities of all combinations of labels add up to 1, and so do their means over the orders. A label that
 * is not known stays hidden and has no part: it is integrated out.
 *
 * @param log [n], log of the mean over the orders
 * @param spread [n], standard deviation of the logs over the orders
 */
public record LabelProbabilities(double[] log, double[] spread) {

    /**
     * @param rows encoded rows [n, D], NaN for a label that is not known
     * @param conditions [n, m] for a model with conditions
     */
    public static LabelProbabilities of(
            FlowModel model,
            MixedFlow flow,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            int orders,
            long seed,
            Monitor monitor) {
        MixedLayout layout = new MixedLayout(model.encoding().space());
        int n = rows.rows();
        if (layout.labels() == 0) {
            return new LabelProbabilities(new double[n], new double[n]);
        }
        float[][] levels = levels(layout, rows);
        int labels = layout.labels();
        DistinctRows distinct = DistinctRows.of(
                n,
                labels + conditions.map(RowMatrix::columns).orElse(0),
                (row, c) ->
                        c < labels ? levels[row][c] : conditions.orElseThrow().get(row, c - labels),
                monitor);
        Chain chain = new Chain(model, flow, layout, seed, levels, distinct.rows(), conditions);
        double[][] logs = new double[orders][];
        for (int order = 0; order < orders; order++) {
            logs[order] = chain.along(order, monitor.part((double) order / orders, (order + 1.0) / orders));
        }
        double[] log = new double[n];
        double[] spread = new double[n];
        for (int row = 0; row < n; row++) {
            int kind = distinct.kind()[row];
            double[] own = Arrays.stream(logs).mapToDouble(of -> of[kind]).toArray();
            log[row] = logMean(own);
            spread[row] = deviation(own);
        }
        return new LabelProbabilities(log, spread);
    }

    private static float[][] levels(MixedLayout layout, RowMatrix rows) {
        float[][] levels = new float[rows.rows()][layout.labels()];
        float[] row = new float[layout.width()];
        for (int i = 0; i < levels.length; i++) {
            rows.copyRow(i, row, 0);
            for (int k = 0; k < layout.labels(); k++) {
                levels[i][k] = layout.label(row, 0, k);
            }
        }
        return levels;
    }

    private static double logMean(double[] logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        return largest
                + Math.log(Arrays.stream(logs)
                        .map(log -> Math.exp(log - largest))
                        .average()
                        .orElseThrow());
    }

    static double deviation(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double squares =
                Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
        return numbers.length < 2 ? 0 : Math.sqrt(squares / (numbers.length - 1));
    }

    /** log softmax of one of the logits logits[from .. from + levels). */
    static double logSoftmax(float[] logits, int from, int levels, int level) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < levels; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double total = 0;
        for (int i = 0; i < levels; i++) {
            total += Math.exp(logits[from + i] - largest);
        }
        return logits[from + level] - largest - Math.log(total);
    }

    /**
     * The chain rule for rows whose labels differ.
     *
     * @param levels of all rows, by label
     * @param kinds the rows to ask for
     */
    private record Chain(
            FlowModel model,
            MixedFlow flow,
            MixedLayout layout,
            long seed,
            float[][] levels,
            int[] kinds,
            Optional<RowMatrix> conditions) {

        /** The log-probabilities [kinds]. Question q is for the label at place q % C of the order, of kind q / C. */
        double[] along(int number, Monitor monitor) {
            int labels = layout.labels();
            int[] order = new KeyedRandom(seed, Purpose.LABEL_ORDER).permutation(labels, number);
            int questions = Math.multiplyExact(kinds.length, labels);
            float[][] noise = noise(number);
            RowMatrix start = new MadeRows(
                    questions,
                    layout.width(),
                    (q, dst, off) -> System.arraycopy(noise[q % labels], 0, dst, off, layout.width()));
            RowMatrix before = new MadeRows(questions, layout.width(), (q, dst, off) -> {
                Arrays.fill(dst, off, off + layout.width(), Float.NaN);
                for (int place = 0; place < q % labels; place++) {
                    float level = levels[kinds[q / labels]][order[place]];
                    if (!Float.isNaN(level)) {
                        layout.setLabel(dst, off, order[place], (int) level);
                    }
                }
            });
            MixedStart from = new MixedStart(
                    layout,
                    new MixedInputs(layout, flow.anyColumns()),
                    start,
                    Optional.of(before),
                    flow.numbers().sourceStates(SourceLaw.GAUSSIAN).scale());
            List<RowMatrix> told = new ArrayList<>(List.of(from.known(), from.moving()));
            int[] rowOf = new int[conditions.isPresent() ? questions : 0];
            Arrays.setAll(rowOf, q -> kinds[q / labels]);
            told.addAll(ConditionRows.given(model, questions, conditions.map(given -> new ChosenRows(given, rowOf))));
            double[] logs = new double[kinds.length];
            int firstLogit = model.networkColumns().outputs().regressed();
            MixedOutputs.of(
                    model,
                    from.numbers(),
                    told,
                    flow.times().from(),
                    (first, count, outputs) -> {
                        int width = outputs.length / count;
                        for (int row = 0; row < count; row++) {
                            int q = first + row;
                            int k = order[q % labels];
                            float level = levels[kinds[q / labels]][k];
                            if (!Float.isNaN(level)) {
                                logs[q / labels] += logSoftmax(
                                        outputs,
                                        row * width + firstLogit + layout.firstLevel(k),
                                        layout.levels(k),
                                        (int) level);
                            }
                        }
                    },
                    monitor);
            return logs;
        }

        /** The numbers at the first time [C, D] for each place of an order. */
        private float[][] noise(int order) {
            RowSpace space = model.encoding().space();
            int labels = layout.labels();
            KeyedRandom random = new KeyedRandom(seed, Purpose.LABEL_ORDER, 1);
            float[][] noise = new float[labels][layout.width()];
            for (int place = 0; place < labels; place++) {
                space.noise(random, (long) order * labels + place, 1, noise[place], 0);
            }
            return noise;
        }
    }
}
