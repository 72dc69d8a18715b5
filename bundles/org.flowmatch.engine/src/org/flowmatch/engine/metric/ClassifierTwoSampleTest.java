// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.data.RowMatrix;

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
     * @throws org.flowmatch.engine.FlowException for another number of folds, or other columns
     * @throws CancellationException when the thread is interrupted, within a second
     */
    public static double auc(RowMatrix a, RowMatrix b, RowClassifier classifier, int folds, long seed) {
        TwoSampleFolds dealt = new TwoSampleFolds(a, b, folds, seed);
        List<AreaUnderCurve> areas = new ArrayList<>();
        for (int k = 0; k < folds; k++) {
            if (Thread.interrupted()) {
                throw new CancellationException("cancelled between folds");
            }
            areas.add(dealt.scores(k, classifier).area());
        }
        return AreaUnderCurve.mean(areas).area();
    }
}
