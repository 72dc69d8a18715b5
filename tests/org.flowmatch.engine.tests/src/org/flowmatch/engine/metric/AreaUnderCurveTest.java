// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AreaUnderCurveTest {
    @Test
    void areaAndVarianceAreThoseOfScikitLearnAndOfTheDefinition() {
        AreaUnderCurve found = AreaUnderCurve.of(
                new double[] {.9, .8, .8, .7, .55, .4, .35}, new double[] {.8, .6, .5, .4, .4, .3, .2, .1, .05});
        // roc_auc_score, and the variance of the mean placements summed pair by pair in numpy
        assertEquals(0.7936507936507936, found.area(), 1e-15);
        assertEquals(0.013295750398925001, found.variance(), 1e-15);
    }

    @Test
    void ofTwoNormalLawsTheAreaIsKnownAndInsideTheIntervalAsOftenAsItSays() {
        // P(N(1,1) > N(0,1)) = Phi(1 / sqrt 2)
        double truth = 0.7602499389065233;
        int inside = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            inside += AreaUnderCurve.of(normal(trial, 60, 1), normal(1_000 + trial, 40, 0))
                            .estimate()
                            .holds(truth)
                    ? 1
                    : 0;
        }
        // 95% of 400 with a standard deviation of 4.4; DeLong's interval is a little narrow at such sizes
        assertEquals(380, inside, 4 * 4.4);
    }

    @Test
    void oneLawHasAVarianceOfAboutATwelfthOfTheRows() {
        // (n + m + 1) / (12 n m), Mann and Whitney 1947
        double expected = 4_001 / (12.0 * 2_000 * 2_000);
        assertEquals(
                expected,
                AreaUnderCurve.of(normal(1, 2_000, 0), normal(2, 2_000, 0)).variance(),
                0.05 * expected);
    }

    @Test
    void foldsAreMeans() {
        AreaUnderCurve mean =
                AreaUnderCurve.mean(List.of(new AreaUnderCurve(0.5, 0.01), new AreaUnderCurve(0.7, 0.03)));
        assertEquals(0.6, mean.area(), 1e-15);
        assertEquals(0.01, mean.variance(), 1e-15);
    }

    @Test
    void tiesAreHalves() {
        AreaUnderCurve ties = AreaUnderCurve.of(new double[] {1, 1}, new double[] {1, 1, 1});
        assertEquals(new AreaUnderCurve(0.5, 0), ties);
        double[] infinite = {Double.NEGATIVE_INFINITY, 1};
        assertEquals(0.5, AreaUnderCurve.of(infinite, infinite).area(), 1e-15);
        assertTrue(AreaUnderCurve.of(new double[] {1}, infinite).estimate().holds(0));
        assertThrows(IllegalArgumentException.class, () -> AreaUnderCurve.of(new double[] {Double.NaN}, infinite));
    }

    @Test
    void sharesHaveWilsonsInterval() {
        // scipy.stats.binomtest(7, 50).proportion_ci(method="wilson")
        assertInterval(new Estimate(0.14, 0.06950833, 0.26186194), Estimate.share(7, 50));
        assertInterval(new Estimate(0, 0, 0.16112515), Estimate.share(0, 20));
        assertInterval(new Estimate(1, 0.92865240, 1), Estimate.share(50, 50));
    }

    @Test
    void differencesOfSharesHaveNewcombesInterval() {
        // Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80
        Estimate found = Estimate.difference(Estimate.share(56, 70), Estimate.share(48, 80));
        assertEquals(0.2, found.value(), 1e-12);
        assertEquals(0.0524, found.low(), 5e-5);
        assertEquals(0.3339, found.high(), 5e-5);
    }

    @Test
    void theMedianLiesBetweenOrderStatistics() {
        double[] numbers = new double[100];
        Arrays.setAll(numbers, i -> (i * 37) % 100);
        // ranks 49.5 -+ 9.8 from 0
        assertEquals(new Estimate(49.5, 39, 60), Estimate.median(numbers));
        assertEquals(new Estimate(5, 5, 5), Estimate.median(new double[] {5}));
    }

    private static void assertInterval(Estimate expected, Estimate found) {
        assertEquals(expected.value(), found.value(), 1e-12);
        assertEquals(expected.low(), found.low(), 1e-8);
        assertEquals(expected.high(), found.high(), 1e-8);
    }

    private static double[] normal(long seed, int rows, double mean) {
        List<Double> numbers = new ArrayList<>();
        float[] drawn = Gaussians.rows(rows, 1, 1, 0, seed).toArray();
        for (float number : drawn) {
            numbers.add(number + mean);
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
