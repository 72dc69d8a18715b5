// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each shape satisfies its equation without noise, and its parts have their shares. */
class ExampleDistributionTest {
    private static final int N = 40_000;

    private static Table sample(ExampleDistribution distribution, double noise) {
        return distribution.sample(N, noise, 3, 8);
    }

    private static String names(Table table) {
        return table.columns().stream().map(ColumnInfo::name).collect(Collectors.joining(" "));
    }

    /** A count of a part with probability p, to five standard errors. */
    private static void requireShare(double p, int count) {
        assertEquals(N * p, count, 5 * Math.sqrt(N * p * (1 - p)));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void moonsLieOnTwoHalfCircles() {
        Table table = sample(ExampleDistribution.TWO_MOONS, 0);
        int upper = 0;
        for (int i = 0; i < N; i++) {
            double x = table.get(i, 0);
            double y = table.get(i, 1);
            boolean above = Math.abs(Math.hypot(x, y) - 1) < 1e-9 && y >= 0;
            boolean below = Math.abs(Math.hypot(x - 1, y - 0.5) - 1) < 1e-9 && y <= 0.5;
            assertTrue(above || below, x + ", " + y);
            upper += above ? 1 : 0;
        }
        requireShare(0.5, upper);
        // the mean height of the half circles is 2/pi above 0 and below 0.5
        assertEquals(0.25, mean(table.column(1)), 5 * 0.5 / Math.sqrt(N));
        assertEquals(0.5, mean(table.column(0)), 5 * 0.9 / Math.sqrt(N));
    }

    @Test
    void eightGaussiansSitOnACircle() {
        Table exact = sample(ExampleDistribution.EIGHT_GAUSSIANS, 0);
        Table noisy = sample(ExampleDistribution.EIGHT_GAUSSIANS, 0.3);
        int[] counts = new int[8];
        double squares = 0;
        for (int i = 0; i < N; i++) {
            double angle = Math.atan2(exact.get(i, 1), exact.get(i, 0)) / (Math.PI / 4);
            assertEquals(5, Math.hypot(exact.get(i, 0), exact.get(i, 1)), 1e-12);
            assertEquals(Math.rint(angle), angle, 1e-9);
            counts[Math.floorMod((int) Math.rint(angle), 8)]++;
            for (int c = 0; c < 2; c++) {
                squares += Math.pow(noisy.get(i, c) - exact.get(i, c), 2) / (2 * N);
            }
        }
        for (int count : counts) {
            requireShare(1 / 8.0, count);
        }
        assertEquals(0.09, squares, 5 * 0.09 * Math.sqrt(1.0 / N));
    }

    @Test
    void theBoardHasEightDarkSquares() {
        Table table = sample(ExampleDistribution.CHECKERBOARD, 0);
        int[] counts = new int[16];
        for (int i = 0; i < N; i++) {
            int column = (int) Math.floor((table.get(i, 0) + 4) / 2);
            int row = (int) Math.floor((table.get(i, 1) + 4) / 2);
            assertEquals(0, (column + row) % 2);
            counts[4 * row + column]++;
        }
        for (int square = 0; square < 16; square++) {
            if ((square / 4 + square % 4) % 2 == 0) {
                requireShare(1 / 8.0, counts[square]);
            }
        }
        // a uniform coordinate over [-4, 4]
        double[] x = table.column(0).clone();
        assertEquals(64 / 12.0, Arrays.stream(x).map(v -> v * v).average().orElseThrow(), 0.15);
    }

    /** Turned back by exp(r)/4, with r recovered from the radius, points gather around five directions. */
    @Test
    void thePinwheelHasFiveArms() {
        Table table = sample(ExampleDistribution.PINWHEEL, 0);
        int[] counts = new int[5];
        int far = 0;
        for (int i = 0; i < N; i++) {
            double radius = Math.hypot(table.get(i, 0), table.get(i, 1)) / 2;
            double angle = Math.atan2(table.get(i, 1), table.get(i, 0)) - 0.25 * Math.exp(radius);
            double arm = angle / (2 * Math.PI / 5);
            counts[Math.floorMod((int) Math.rint(arm), 5)]++;
            far += Math.abs(arm - Math.rint(arm)) > 0.3 ? 1 : 0;
        }
        for (int count : counts) {
            requireShare(0.2, count);
        }
        assertTrue(far < 0.05 * N, far + " points between the arms");
    }

    @Test
    void spiralsTurnWithTheirRadius() {
        Table table = sample(ExampleDistribution.SPIRALS, 0);
        int first = 0;
        for (int i = 0; i < N; i++) {
            double x = table.get(i, 0);
            double y = table.get(i, 1);
            double radius = Math.hypot(x, y);
            double angle = 3 * radius;
            assertTrue(radius <= Math.PI);
            double sign = Math.abs(-radius * Math.cos(angle) - x) < 1e-9 ? 1 : -1;
            assertEquals(x, -sign * radius * Math.cos(angle), 1e-9);
            assertEquals(y, sign * radius * Math.sin(angle), 1e-9);
            first += sign > 0 ? 1 : 0;
        }
        requireShare(0.5, first);
    }

    /** The two halves of the S are circles of radius 1 around (0, -1) and (0, 1) in x and z. */
    @Test
    void theSCurveIsMadeOfTwoArcs() {
        Table table = sample(ExampleDistribution.S_CURVE, 0);
        assertEquals("x y z", names(table));
        int upper = 0;
        for (int i = 0; i < N; i++) {
            double z = table.get(i, 2);
            assertEquals(1, Math.hypot(table.get(i, 0), z - Math.signum(z)), 1e-9);
            assertTrue(table.get(i, 1) >= 0 && table.get(i, 1) <= 2);
            upper += z > 0 ? 1 : 0;
        }
        requireShare(0.5, upper);
        assertEquals(1, mean(table.column(1)), 5 * 0.6 / Math.sqrt(N));
    }

    @Test
    void ringsHaveFourRadii() {
        Table table = sample(ExampleDistribution.RINGS, 0);
        int[] counts = new int[5];
        for (int i = 0; i < N; i++) {
            double ring = Math.hypot(table.get(i, 0), table.get(i, 1)) / 0.75;
            assertEquals(Math.rint(ring), ring, 1e-9);
            counts[(int) Math.rint(ring)]++;
        }
        for (int ring = 1; ring <= 4; ring++) {
            requireShare(0.25, counts[ring]);
        }
        assertEquals(0, mean(table.column(0)), 5 * 1.5 / Math.sqrt(N));
    }

    @Test
    void theGaussianHasUnitVarianceInEveryDirectionAndTakesNoNoise() {
        Table table = sample(ExampleDistribution.GAUSSIAN, 5);
        assertEquals("x1 x2 x3", names(table));
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int i = 0; i < N; i++) {
                    product += table.get(i, a) * table.get(i, b) / N;
                }
                assertEquals(a == b ? 1 : 0, product, 5 * Math.sqrt(2.0 / N));
            }
        }
        assertEquals(
                20, ExampleDistribution.GAUSSIAN.sample(2, 0, 20, 0).columns().size());
    }

    @ParameterizedTest
    @EnumSource(ExampleDistribution.class)
    void rowsDependOnSeedAndRowAlone(ExampleDistribution distribution) {
        Table hundred = distribution.sample(100, 0.1, 2, 7);
        Table ten = distribution.sample(10, 0.1, 2, 7);
        assertArrayEquals(Arrays.copyOf(hundred.column(1), 10), ten.column(1));
        assertNotEquals(ten.get(0, 0), distribution.sample(10, 0.1, 2, 8).get(0, 0));
        assertEquals(distribution.columns(2), ten.columns());
        assertTrue(distribution.defaultNoise() >= 0);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        ExampleDistribution moons = ExampleDistribution.TWO_MOONS;
        assertEquals(
                "The number of rows of the example data is 0, but must be at least 1.",
                assertThrows(FlowException.class, () -> moons.sample(0, 0, 2, 0))
                        .problem());
        assertEquals(
                "The noise of the example data is -0.5, but must be between 0 and 100.",
                assertThrows(FlowException.class, () -> moons.sample(5, -0.5, 2, 0))
                        .problem());
        assertThrows(FlowException.class, () -> moons.sample(5, Double.NaN, 2, 0));
        assertEquals(
                "The number of dimensions of the example data is 0, but must be between 1 and 1,000.",
                assertThrows(FlowException.class, () -> ExampleDistribution.GAUSSIAN.sample(5, 0, 0, 0))
                        .problem());
    }
}
