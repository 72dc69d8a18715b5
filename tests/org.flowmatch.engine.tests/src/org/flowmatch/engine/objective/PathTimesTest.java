// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class PathTimesTest {

    private static final int ROWS = 64;
    private static final int STEPS = 4_000;

    private static PathTimes times(long seed) {
        return new PathTimes(new Interval(0, 1), new TimeLaw.Uniform(), new KeyedRandom(seed, Purpose.TIME));
    }

    private static double function(double t) {
        return Math.exp(t);
    }

    /** Mean of exp over uniform times is e - 1; of a batch of 64 independent ones it has variance (e - 1)(3 - e) / 128. */
    @Test
    void batchMeansAreUnbiasedAndVaryLessThanWithIndependentTimes() {
        float[] t = new float[ROWS];
        double sum = 0;
        double squares = 0;
        for (int step = 0; step < STEPS; step++) {
            times(3).draw(step, ROWS, t, 0);
            double mean = 0;
            for (float time : t) {
                mean += function(time) / ROWS;
            }
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / STEPS;
        double variance = squares / STEPS - mean * mean;
        double independent = (Math.E - 1) * (3 - Math.E) / 2 / ROWS;
        assertEquals(Math.E - 1, mean, 1e-3);
        assertTrue(variance < independent / 50, variance + " of " + independent);
    }

    /** On the linear path the noise level (1 - t) / t has the median exp(-1.2) at t = 1 / (1 + exp(-1.2)). */
    @Test
    void timesOfAnObjectiveFollowItsLawOnThePath() {
        Objective objective = Objective.defaults().withTimeLaw(new TimeLaw.LogNormalNoise(-1.2, 1.2));
        float[] t = new float[ROWS];
        PathTimes.of(new LinearPath(), objective, new KeyedRandom(1, Purpose.TIME))
                .draw(0, ROWS, t, 0);
        int before = 0;
        for (float time : t) {
            before += time < 1 / (1 + Math.exp(-1.2)) ? 1 : 0;
        }
        assertEquals(ROWS / 2, before, 1);
    }

    /** Not only the batch but every row's own time is uniform: mean 1/2, variance 1/12. */
    @Test
    void everyRowsTimeIsUniform() {
        float[] t = new float[ROWS];
        double[] sum = new double[2];
        for (int step = 0; step < STEPS; step++) {
            times(4).draw(step, ROWS, t, 0);
            sum[0] += t[17];
            sum[1] += (t[17] - 0.5) * (t[17] - 0.5);
        }
        assertEquals(0.5, sum[0] / STEPS, 4 * Math.sqrt(1 / 12.0 / STEPS));
        assertEquals(1 / 12.0, sum[1] / STEPS, 0.004);
    }

    @Test
    void timesStayOnThePathsInterval() {
        VariancePreservingPath path = new VariancePreservingPath(0.1, 20);
        PathTimes times = new PathTimes(
                new Interval(path.tMin(), path.tMax()), new TimeLaw.Uniform(), new KeyedRandom(1, Purpose.TIME));
        float[] t = new float[ROWS];
        for (int step = 0; step < STEPS; step++) {
            times.draw(step, ROWS, t, 0);
            for (float time : t) {
                assertTrue(time >= path.tMin() && time <= path.tMax() + 1e-7, "t = " + time);
            }
        }
    }

    @Test
    void timesAreAFunctionOfSeedAndStep() {
        float[] one = new float[8];
        float[] other = new float[16];
        times(9).draw(5, 8, one, 0);
        times(9).draw(4, 8, other, 0);
        times(9).draw(5, 8, other, 8);
        float[] second = new float[8];
        System.arraycopy(other, 8, second, 0, 8);
        assertArrayEquals(one, second);
    }
}
