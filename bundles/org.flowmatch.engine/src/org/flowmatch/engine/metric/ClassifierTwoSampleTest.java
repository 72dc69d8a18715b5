// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab 2017): a classifier is trained to tell two samples apart and
 * judged on rows it has not seen. The area under its ROC curve (AUC) is 0.5 for samples of one law and 1 for samples
 * that never overlap. By cross-validation: every row is scored once, by a classifier trained without its fold.
 */
public final class ClassifierTwoSampleTest {
    private ClassifierTwoSampleTest() {}

    /**
     * @param a sample [n, d]
     * @param b sample [m, d]
     * @param folds number of cross-validation folds, 2 to the size of the smaller sample
     * @return the AUC, averaged over the folds
     * @throws CancellationException when the thread is interrupted, at the next fold
     */
    public static double auc(RowMatrix a, RowMatrix b, RowClassifier classifier, int folds, long seed) {
        RowDistances.checkComparable(a, b, "classifier two-sample test");
        int smaller = Math.min(a.rows(), b.rows());
        if (folds < 2 || folds > smaller) {
            throw new FlowException(
                    "The number of folds is " + folds + ", but must be between 2 and the " + smaller
                            + " rows of the smaller sample.",
                    "Use 5 folds and more rows.");
        }
        int[] fold = folds(a.rows(), b.rows(), folds, seed);
        double sum = 0;
        for (int k = 0; k < folds; k++) {
            int held = k;
            if (Thread.interrupted()) {
                throw new CancellationException("cancelled between folds");
            }
            int[] training =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != held).toArray();
            int[] judged =
                    IntStream.range(0, fold.length).filter(i -> fold[i] == held).toArray();
            double[] scores = classifier.scores(
                    gather(a, b, training), labels(training, a.rows()), gather(a, b, judged), a.columns(), seed + k);
            sum += RocCurve.area(scores, labels(judged, a.rows()));
        }
        return sum / folds;
    }

    /** Each sample is dealt out evenly to the folds, in keyed random order. */
    private static int[] folds(int n, int m, int folds, long seed) {
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

    private static float[] gather(RowMatrix a, RowMatrix b, int[] rows) {
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

    private static float[] labels(int[] rows, int rowsOfFirst) {
        float[] labels = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = rows[i] < rowsOfFirst ? 1 : 0;
        }
        return labels;
    }
}
