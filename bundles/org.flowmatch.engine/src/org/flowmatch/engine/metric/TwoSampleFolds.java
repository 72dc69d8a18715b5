// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Two samples dealt out to the folds of a cross-validation, each evenly and in keyed random order: every row is scored once, by a
 * classifier trained without its fold. Folds are independent work.
 */
public final class TwoSampleFolds {
    private final RowMatrix a;
    private final RowMatrix b;
    private final long seed;
    private final int[] fold;

    /**
     * @param a sample [n, d]
     * @param b sample [m, d]
     * @param folds number of folds, 2 to the size of the smaller sample
     * @throws FlowException for another number of folds, or other columns
     */
    public TwoSampleFolds(RowMatrix a, RowMatrix b, int folds, long seed) {
        RowDistances.checkComparable(a, b, "classifier two-sample test");
        int smaller = Math.min(a.rows(), b.rows());
        if (folds < 2 || folds > smaller) {
            throw new FlowException(
                    "The number of folds is " + folds + ", but must be between 2 and the " + smaller
                            + " rows of the smaller sample.",
                    "Use 5 folds and more rows.");
        }
        this.a = a;
        this.b = b;
        this.seed = seed;
        fold = dealt(a.rows(), b.rows(), folds, seed);
    }

    /**
     * Scores of the rows of one fold.
     *
     * @param first of its rows of the first sample
     * @param second of those of the second
     */
    public record Scores(double[] first, double[] second) {
        public AreaUnderCurve area() {
            return AreaUnderCurve.of(first, second);
        }
    }

    /** @param held from 0 */
    public Scores scores(int held, RowClassifier classifier) {
        int[] training =
                IntStream.range(0, fold.length).filter(i -> fold[i] != held).toArray();
        int[] judged =
                IntStream.range(0, fold.length).filter(i -> fold[i] == held).toArray();
        double[] scores =
                classifier.scores(gather(training), labels(training), gather(judged), a.columns(), seed + held);
        return new Scores(of(judged, scores, true), of(judged, scores, false));
    }

    private double[] of(int[] judged, double[] scores, boolean first) {
        return IntStream.range(0, judged.length)
                .filter(i -> judged[i] < a.rows() == first)
                .mapToDouble(i -> scores[i])
                .toArray();
    }

    private static int[] dealt(int n, int m, int folds, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.METRIC);
        int[] fold = new int[n + m];
        int[] first = random.permutation(n, 0);
        int[] second = random.permutation(m, 1);
        for (int i = 0; i < n; i++) {
            fold[first[i]] = i % folds;
        }
        for (int i = 0; i < m; i++) {
            fold[n + second[i]] = i % folds;
        }
        return fold;
    }

    private float[] gather(int[] rows) {
        float[] gathered = new float[Math.multiplyExact(rows.length, a.columns())];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < a.rows()) {
                a.copyRow(rows[i], gathered, i * a.columns());
            } else {
                b.copyRow(rows[i] - a.rows(), gathered, i * a.columns());
            }
        }
        return gathered;
    }

    private float[] labels(int[] rows) {
        float[] labels = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = rows[i] < a.rows() ? 1 : 0;
        }
        return labels;
    }
}
