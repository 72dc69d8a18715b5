// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.ConditionRows;

/**
 * A lower bound of the log-probabilities of rows whose labels are uniform at first (Campbell and others 2024; Gat and others 2024): that of
 * rows that jump until a share 1 - E of labels has come, at a time T, and whose labels are then drawn from what the network expects,
 *
 * <pre>
 * -log p(c) <= mean over points of [ integral up to T of the {@link LabelRates#divergence} of all labels dt - sum over k of log p(c_k | c_T) ].
 * </pre>
 *
 * The factor kappa' / (1 - kappa) of the divergence has a pole at 1: times are drawn with a density proportional to it, evenly in log(1 -
 * kappa), so that the weight of each is log(1 / E). Times and noise are the same for all rows.
 */
final class LabelBound {
    /** E: labels that are drawn independently in the end. */
    private static final double LEFT = 0.01;

    /** Times of an estimate, one in each part of the way. */
    private static final int TIMES = 16;

    private final FlowModel model;
    private final MixedFlow flow;
    private final MixedLayout layout;
    private final RowMatrix rows;
    private final List<RowMatrix> conditions;
    private final KeyedRandom random;

    private LabelBound(
            FlowModel model, MixedFlow flow, MixedLayout layout, RowMatrix rows, Optional<RowMatrix> told, long seed) {
        this.model = model;
        this.flow = flow;
        this.layout = layout;
        this.rows = rows;
        conditions = ConditionRows.given(model, rows.rows(), told);
        random = new KeyedRandom(seed, Purpose.LABEL_ORDER, 2);
    }

    /**
     * @param rows encoded rows [n, D], all labels known
     * @param estimates over which the bound is a mean; their standard deviation is the spread
     */
    static LabelProbabilities of(
            FlowModel model,
            MixedFlow flow,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            int estimates,
            long seed,
            Monitor monitor) {
        MixedLayout layout = new MixedLayout(model.encoding().space());
        LabelBound bound = new LabelBound(model, flow, layout, rows, conditions, seed);
        double[][] all = new double[estimates][];
        for (int i = 0; i < estimates; i++) {
            all[i] = bound.estimate(i, monitor.part((double) i / estimates, (i + 1.0) / estimates));
        }
        double[] log = new double[rows.rows()];
        double[] spread = new double[log.length];
        for (int row = 0; row < log.length; row++) {
            int at = row;
            double[] own = Arrays.stream(all).mapToDouble(of -> of[at]).toArray();
            log[row] = Arrays.stream(own).average().orElseThrow();
            spread[row] = LabelProbabilities.deviation(own);
        }
        return new LabelProbabilities(log, spread);
    }

    /** One estimate of the bound for each row. */
    private double[] estimate(int number, Monitor monitor) {
        double[] log = new double[rows.rows()];
        double weight = -Math.log(LEFT) / TIMES;
        for (int part = 0; part <= TIMES; part++) {
            double u = random.uniform(number, part);
            double left = Math.pow(LEFT, part == TIMES ? 1 : (part + u) / TIMES);
            Monitor watched = monitor.part((double) part / (TIMES + 1), (part + 1.0) / (TIMES + 1));
            boolean end = part == TIMES;
            add(log, 1 - left, (long) number * (TIMES + 1) + part, end ? 0 : weight, watched);
        }
        return log;
    }

    /** @param weight of the divergence, whose rate is 1; 0 for the end, where labels are drawn */
    private void add(double[] log, double share, long point, double weight, Monitor monitor) {
        float[] u = new float[2 * layout.labels()];
        random.uniforms(point, 1, u, 0, u.length);
        MixedInputs inputs = MixedInputs.of(layout, flow);
        int width = inputs.behindNumbers();
        RowMatrix known = new MadeRows(rows.rows(), width, (row, dst, off) -> {
            Arrays.fill(dst, off, off + width, 0);
            for (int k = 0; k < layout.labels(); k++) {
                inputs.setLevel(dst, off - layout.numbers(), k, now(row, k, share, u));
            }
        });
        RowMatrix numbers = RowMatrix.of(new float[rows.rows()], 1);
        List<RowMatrix> told = new ArrayList<>(List.of(known, numbers));
        told.addAll(conditions);
        int firstLogit = model.networkColumns().outputs().regressed();
        MixedOutputs.of(
                model,
                numbers,
                told,
                share,
                (first, count, outputs) -> {
                    for (int row = 0; row < count; row++) {
                        int at = row * (outputs.length / count) + firstLogit;
                        for (int k = 0; k < layout.labels(); k++) {
                            double[] logits = new double[layout.levels(k)];
                            for (int l = 0; l < logits.length; l++) {
                                logits[l] = outputs[at + layout.firstLevel(k) + l];
                            }
                            int end = level(first + row, k);
                            log[first + row] += weight == 0
                                    ? LabelRates.logSoftmax(logits)[end]
                                    : -weight * LabelRates.divergence(logits, now(first + row, k, share, u), end, 1);
                        }
                    }
                },
                monitor);
    }

    private int level(int row, int k) {
        return (int) layout.label(rows, row, k);
    }

    /** The level of a label at a point of the path. */
    private int now(int row, int k, double share, float[] u) {
        return u[2 * k] < share ? level(row, k) : (int) (u[2 * k + 1] * layout.levels(k));
    }
}
