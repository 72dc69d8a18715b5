// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Skills of given predictions beside those of scikit-learn 1.2, and their deviations beside a bootstrap in numpy. */
class ColumnPredictionTest {
    private static final double[] LABELS = {0, 0, 1, 2, 2, 2, 1, 0, 2, 2};
    private static final double[][] SCORES = {
        {.7, .4, .2, .1, .3, .0, .5, .6, .2, .1},
        {.2, .3, .6, .3, .1, .2, .4, .3, .3, .55},
        {.1, .3, .2, .6, .6, .8, .1, .1, .5, .35}
    };

    @Test
    void labelsAreOneAgainstTheRest() {
        ColumnPrediction prediction = new ColumnPrediction(LABELS, new double[] {0, 1, 2}, SCORES);
        // the mean of roc_auc_score
        assertEquals(0.9632936507936508, prediction.skill().value(), 1e-14);
        // f1_score of level 1, the rarest, at 0.5
        assertEquals(0.5, prediction.rareF1().orElseThrow().value(), 1e-14);
    }

    @Test
    void numbersAreExplained() {
        ColumnPrediction prediction = numbers(1);
        assertEquals(0.9494054054054054, prediction.skill().value(), 1e-14);
        assertTrue(prediction.rareF1().isEmpty());
    }

    /** The rows 200 times over: 4,000 and 1,000 resamples know a deviation to 2 and 4%. */
    @Test
    void intervalsAreThoseOfABootstrap() {
        assertEquals(0.001182902620546572, deviation(numbers(200).skill()), 0.05 * 0.00118);
        double[] labels = repeated(LABELS, 200);
        ColumnPrediction prediction =
                new ColumnPrediction(labels, new double[] {1}, new double[][] {repeated(SCORES[1], 200)});
        assertEquals(0.021579003416545957, deviation(prediction.rareF1().orElseThrow()), 0.1 * 0.0216);
    }

    @Test
    void theRarestOfTwoLevelsMayBeTheOther() {
        double[] truth = {1, 1, 1, 0};
        double[][] scores = {{.9, .8, .4, .3}};
        // level 0 is said of the last two rows, of which one is right: 2 / (2 + 1)
        assertEquals(
                2 / 3.0,
                new ColumnPrediction(truth, new double[] {1}, scores)
                        .rareF1()
                        .orElseThrow()
                        .value(),
                1e-14);
    }

    private static ColumnPrediction numbers(int times) {
        double[] truth = repeated(new double[] {1, 2, 3, 4, 5, 8}, times);
        double[] found = repeated(new double[] {1.1, 1.8, 3.5, 3.9, 5.5, 7}, times);
        return new ColumnPrediction(truth, new double[0], new double[][] {found});
    }

    private static double[] repeated(double[] numbers, int times) {
        double[] all = new double[numbers.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers[i % numbers.length];
        }
        return all;
    }

    private static double deviation(Estimate estimate) {
        return (estimate.high() - estimate.low()) / 2 / Estimate.REACH;
    }
}
