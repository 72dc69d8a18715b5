// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The losses in Java: their formulas by hand, their slopes by differences, and where they are smallest. */
class LossTest {
    private static final Outputs MIXED = new Outputs(2, 1, List.of(3, 2));

    private static double loss(Loss loss, Outputs outputs, double[] y, double[]... data) {
        return loss.of(outputs, y, data, new double[y.length]);
    }

    @Test
    void theSquaredErrorIsTheSumOfSquares() {
        double[] slope = new double[2];
        double[] y = {1, -2};
        assertEquals(13, new SquaredError().of(Outputs.ofNumbers(2), y, new double[][] {{3, 1}}, slope));
        assertArrayEquals(new double[] {-4, -6}, slope);
        assertThrows(IllegalArgumentException.class, () -> new SquaredError().parts(MIXED));
    }

    /** Equal logits of three levels and of two: ln 3 and ln 2. */
    @Test
    void theDevianceAddsTwiceTheCrossEntropyOfWhatCounts() {
        double[] y = {1, -2, 5, 5, 5, 0, 0};
        double[] target = {3, 1, 1, 0};
        Deviance loss = new Deviance();
        double all = loss(loss, MIXED, y, target, new double[] {1, 1, 1, 1});
        assertEquals(13 + 2 * Math.log(3) + 2 * Math.log(2), all, 1e-12);
        assertEquals(9 + 2 * Math.log(2), loss(loss, MIXED, y, target, new double[] {0, 1, 0, 1}), 1e-12);
        assertEquals(0, loss(loss, MIXED, y, target, new double[4]));
        assertArrayEquals(
                new double[] {9, 2 * Math.log(2)},
                loss.ofKinds(MIXED, y, new double[][] {target, {0, 1, 0, 1}}, new double[7]),
                1e-12);
        assertEquals(List.of("numbers", "labels"), loss.kinds());
        assertEquals(List.of(), new SquaredError().kinds());
        assertEquals(4, loss.width(0, MIXED));
        assertEquals(4, loss.width(1, MIXED));
    }

    /** Numbers alone keep the scale of the squared error. */
    @Test
    void withoutLabelsTheDevianceIsTheSquaredError() {
        double[] y = {1, -2, 0.5};
        double[] target = {3, 1, -1};
        Outputs numbers = Outputs.ofNumbers(3);
        double[] slope = new double[3];
        double[] other = new double[3];
        double squared = new SquaredError().of(numbers, y, new double[][] {target}, slope);
        assertEquals(squared, new Deviance().of(numbers, y, new double[][] {target, {1, 1, 1}}, other));
        assertArrayEquals(slope, other);
    }

    @Test
    void logitsOfAnySizeHaveAFiniteDeviance() {
        Outputs label = new Outputs(0, 1, List.of(2));
        double[] slope = new double[2];
        double wrong = new Deviance().of(label, new double[] {2000, -2000}, new double[][] {{1}, {1}}, slope);
        assertEquals(8000, wrong);
        assertArrayEquals(new double[] {2, -2}, slope);
    }

    @Test
    void theSlopesAreTheDerivatives() {
        Random random = new Random(3);
        double[] y = random.doubles(7, -2, 2).toArray();
        double[][] data = {{0.3, -1, 1, 1}, {1, 0, 1, 1}};
        double[] slope = new double[7];
        new Deviance().of(MIXED, y, data, slope);
        for (int i = 0; i < y.length; i++) {
            double there = y[i];
            y[i] = there + 1e-6;
            double above = loss(new Deviance(), MIXED, y, data);
            y[i] = there - 1e-6;
            double below = loss(new Deviance(), MIXED, y, data);
            y[i] = there;
            assertEquals((above - below) / 2e-6, slope[i], 1e-7, "output " + i);
        }
        assertEquals(0, slope[1], 0.0, "a number that does not count");
    }

    /** Rows of a skewed law and labels of unequal shares: the slopes add up to 0 at the mean and the logarithms of the shares. */
    @Test
    void theyAreSmallestAtTheMeanAsTheySay() {
        Random random = new Random(4);
        int rows = 1000;
        double[][] targets = new double[rows][4];
        double[] mean = new double[7];
        for (double[] target : targets) {
            target[0] = Math.exp(random.nextGaussian());
            target[1] = random.nextDouble() < 0.1 ? 10 : 0;
            target[2] = (int) (3 * Math.pow(random.nextDouble(), 2));
            target[3] = random.nextDouble() < 0.2 ? 1 : 0;
            for (int i = 0; i < 2; i++) {
                mean[i] += target[i] / rows;
            }
            mean[2 + (int) target[2]] += 1.0 / rows;
            mean[5 + (int) target[3]] += 1.0 / rows;
        }
        double[] y = mean.clone();
        for (int i = 2; i < 7; i++) {
            y[i] = Math.log(mean[i]);
        }
        double[] total = new double[7];
        double[] slope = new double[7];
        for (double[] target : targets) {
            new Deviance().of(MIXED, y, new double[][] {target, {1, 1, 1, 1}}, slope);
            for (int i = 0; i < 7; i++) {
                total[i] += slope[i];
            }
        }
        assertArrayEquals(new double[7], total, 1e-9);
        assertTrue(new Deviance().conditionalMean() && new SquaredError().conditionalMean());
    }
}
