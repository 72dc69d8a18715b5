// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTwoSampleTestTest {
    @ParameterizedTest
    @EnumSource
    void oneLawCannotBeToldApart(TreeEnsemble classifier) {
        double auc = ClassifierTwoSampleTest.auc(
                Gaussians.rows(500, 2, 1, 0, 1), Gaussians.rows(500, 2, 1, 0, 2), classifier, 5, 3);
        // the standard error of an AUC near 0.5 with 500 rows a side is sqrt(1/(6 * 500)) = 0.018
        assertEquals(0.5, auc, 4 * 0.018);
    }

    @ParameterizedTest
    @EnumSource
    void aShiftIsFoundAsFarAsItCanBe(TreeEnsemble classifier) {
        RowMatrix a = Gaussians.rows(1000, 1, 1, 0, 1);
        RowMatrix b = Gaussians.rows(1000, 1, 1, 2, 2);
        double auc = ClassifierTwoSampleTest.auc(a, b, classifier, 5, 3);
        // the best possible score is x itself: P(N(2,1) > N(0,1)) = Phi(2 / sqrt 2) = 0.9214
        assertTrue(auc > 0.87 && auc < 0.9214 + 0.02, "AUC " + auc);
    }

    @ParameterizedTest
    @EnumSource
    void samplesThatNeverOverlapAreFound(TreeEnsemble classifier) {
        double auc = ClassifierTwoSampleTest.auc(
                Gaussians.rows(200, 2, 1, 0, 1), Gaussians.rows(100, 2, 1, 50, 2), classifier, 4, 3);
        // a leaf of the boosted trees holds several rows, so a few can tie across the gap
        assertEquals(1, auc, 1e-3);
    }

    @ParameterizedTest
    @EnumSource
    void tooManyFoldsAreRefused(TreeEnsemble classifier) {
        RowMatrix few = Gaussians.rows(4, 2, 1, 0, 1);
        var error = assertThrows(FlowException.class, () -> ClassifierTwoSampleTest.auc(few, few, classifier, 5, 3));
        assertTrue(error.problem().contains("between 2 and the 4 rows"), error.problem());
    }
}
