// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.Moments;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.metric.Detection;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.MixedSamples;
import org.flowmatch.engine.metric.Wasserstein;

/**
 * How far tables are from test rows, in the same units for all: each column is divided by its standard deviation among the test
 * rows. Of rows with labels or missing cells the W2 distance is not known, as they are no vectors.
 */
final class SampleMeasures {
    /** Of either sample; with more a cancel would wait too long for the trees. */
    private static final int MOST_ROWS = 1000;

    private final TestRows rows;
    private final MixedSample test;
    private final List<MixedSample> made;
    private final MixedSample target;
    private final Moments[] moments;
    private final boolean vectors;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    /** @param made tables with the columns of the test rows, as many rows as are compared in each */
    SampleMeasures(TestRows rows, List<Table> made) {
        this.rows = rows;
        List<Table> all = new ArrayList<>(List.of(rows.table()));
        all.addAll(made);
        List<MixedSample> samples = MixedSamples.of(all);
        test = samples.get(0);
        this.made = samples.subList(1, samples.size());
        target = test.select(rows.compared());
        Optional<String> unlike =
                samples.stream().flatMap(SampleMeasures::noNumbers).findFirst();
        unlike.ifPresent(column -> warnings.add("The W2 distances are missing, because the column \"" + column
                + "\" has labels or missing cells: go by the detection AUC."));
        vectors = unlike.isEmpty();
        moments = Arrays.stream(test.values()).map(SampleMeasures::moments).toArray(Moments[]::new);
    }

    private static Stream<String> noNumbers(MixedSample sample) {
        return sample.columns().stream()
                .filter(column -> column.nominal()
                        || Arrays.stream(sample.values()[sample.columns().indexOf(column)])
                                .anyMatch(Double::isNaN))
                .map(MixedSample.Column::name);
    }

    private static Moments moments(double[] values) {
        double[] there =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        return there.length == 0
                ? new Moments(0, 1)
                : Moments.of(
                        there,
                        Arrays.stream(there).min().orElseThrow(),
                        Arrays.stream(there).max().orElseThrow());
    }

    /** Whether rows are vectors, so that distances are known. */
    boolean vectors() {
        return vectors;
    }

    /** The W2 distance of a made table from the compared test rows; NaN, with a warning, where rows are too far away for it. */
    double distance(int table) {
        try {
            return between(made.get(table), target);
        } catch (FlowException e) {
            warnings.add("A W2 distance is missing. " + e.problem());
            return Double.NaN;
        }
    }

    /** The W2 distance of two samples of test rows without a common row. */
    double floor(int pair) {
        return between(test.select(rows.pair(pair, 0)), test.select(rows.pair(pair, 1)));
    }

    private double between(MixedSample a, MixedSample b) {
        return vectors ? Wasserstein.exact(vectors(a), vectors(b)) : Double.NaN;
    }

    private RowMatrix vectors(MixedSample sample) {
        int d = moments.length;
        float[] rowMajor = new float[Math.multiplyExact(sample.rows(), d)];
        for (int c = 0; c < d; c++) {
            double unit = moments[c].deviation() > 0 ? moments[c].deviation() : 1;
            for (int row = 0; row < sample.rows(); row++) {
                rowMajor[row * d + c] = (float) ((sample.values()[c][row] - moments[c].mean()) / unit);
            }
        }
        return RowMatrix.of(rowMajor, d);
    }

    /** The AUC of {@link Detection}; NaN with fewer rows than folds, and with a warning where trees cannot be grown on this computer. */
    double detection(int table) {
        if (target.rows() < Detection.FOLDS) {
            return Double.NaN;
        }
        try {
            return Detection.auc(made.get(table), target, BoostedTrees.judge(1), MOST_ROWS, rows.seed());
        } catch (FlowException e) {
            warnings.add("The detection AUC is missing. " + e.getMessage());
            return Double.NaN;
        }
    }

    Set<String> warnings() {
        return warnings;
    }
}
