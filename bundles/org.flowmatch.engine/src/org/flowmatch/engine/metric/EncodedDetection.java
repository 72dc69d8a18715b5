// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;

/** The AUC of {@link Detection} for encoded rows, or why it is not known, where trees cannot be grown on this computer. */
final class EncodedDetection {
    /** Of either sample; with more a cancel would wait too long for the trees. */
    private static final int MOST_ROWS = 1000;

    private final LabelledRows labelled;
    private final RowMatrix real;
    private final long seed;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    /** @param real rows [n, D], n at least 1 */
    EncodedDetection(LabelledRows labelled, RowMatrix real, long seed) {
        this.labelled = labelled;
        this.real = real;
        this.seed = seed;
    }

    /** NaN for fewer rows than folds, and with a warning where there are no trees. */
    double auc(RowMatrix generated) {
        if (real.rows() < Detection.FOLDS) {
            return Double.NaN;
        }
        try {
            return Detection.auc(
                    labelled.sample(generated), labelled.sample(real), BoostedTrees.judge(1), MOST_ROWS, seed);
        } catch (FlowException e) {
            warnings.add("The detection AUC is missing. " + e.getMessage());
            return Double.NaN;
        }
    }

    Set<String> warnings() {
        return warnings;
    }
}
