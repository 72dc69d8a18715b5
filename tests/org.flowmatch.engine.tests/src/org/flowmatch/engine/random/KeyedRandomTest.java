// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
    private static final int N = 400_000;

    private final KeyedRandom random = new KeyedRandom(42, Purpose.SOURCE_NOISE);

    @Test
    void uniformNumbersCanBeTakenInParts() {
        float[] whole = new float[1003];
        random.uniforms(3, 7, whole, 0, whole.length);
        float[] parts = new float[1003];
        random.uniforms(3, 7, 0, parts, 0, 400);
        random.uniforms(3, 7, 400, parts, 400, 603);
        assertArrayEquals(whole, parts);
        assertThrows(IllegalArgumentException.class, () -> random.uniforms(3, 7, 2, parts, 0, 4));
    }

    /** Standard errors of the moments of n normal numbers: 1/sqrt n, sqrt(2/n), sqrt(15/n), sqrt(96/n); four of each. */
    @Test
    void gaussiansHaveTheMomentsOfTheNormalDistribution() {
        float[] z = new float[N];
        random.gaussians(0, 0, z, 0, N);
        double[] moments = new double[5];
        for (float value : z) {
            for (int k = 1; k <= 4; k++) {
                moments[k] += Math.pow(value, k) / N;
            }
        }
        assertEquals(0, moments[1], 4 / Math.sqrt(N));
        assertEquals(1, moments[2], 4 * Math.sqrt(2.0 / N));
        assertEquals(0, moments[3], 4 * Math.sqrt(15.0 / N));
        assertEquals(3, moments[4], 4 * Math.sqrt(96.0 / N));
    }

    /** Kolmogorov-Smirnov: the largest gap of n numbers stays below 1.95/sqrt n with probability 0.999. */
    @Test
    void gaussiansOfNeighbouringRowsFillTheNormalDistribution() {
        float[] z = new float[N];
        for (int row = 0; row < N / 2; row++) {
            random.gaussians(row, 7, z, 2 * row, 2);
        }
        Arrays.sort(z);
        double gap = 0;
        for (int i = 0; i < N; i++) {
            gap = Math.max(gap, Math.abs(z[i] - NormalQuantile.of((i + 0.5) / N)) * density(z[i]));
        }
        assertTrue(gap < 1.95 / Math.sqrt(N), "largest gap " + gap);
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void neighbouringRowsStepsAndSeedsAreUncorrelated() {
        double rows = 0;
        double steps = 0;
        double seeds = 0;
        KeyedRandom other = new KeyedRandom(43, Purpose.SOURCE_NOISE);
        float[] z = new float[4];
        for (int row = 0; row < N; row++) {
            random.gaussians(row, 0, z, 0, 1);
            random.gaussians(row + 1, 0, z, 1, 1);
            random.gaussians(row, 1, z, 2, 1);
            other.gaussians(row, 0, z, 3, 1);
            rows += z[0] * z[1] / N;
            steps += z[0] * z[2] / N;
            seeds += z[0] * z[3] / N;
        }
        assertEquals(0, rows, 4 / Math.sqrt(N));
        assertEquals(0, steps, 4 / Math.sqrt(N));
        assertEquals(0, seeds, 4 / Math.sqrt(N));
    }

    @Test
    void splittingChangesNothing() {
        float[] whole = new float[13];
        float[] part = new float[7];
        random.gaussians(5, 9, whole, 0, 13);
        random.gaussians(5, 9, part, 2, 5);
        assertArrayEquals(Arrays.copyOf(whole, 5), Arrays.copyOfRange(part, 2, 7));
        random.uniforms(5, 9, whole, 0, 13);
        random.uniforms(5, 9, part, 2, 5);
        assertArrayEquals(Arrays.copyOf(whole, 5), Arrays.copyOfRange(part, 2, 7));
    }

    /** 300 rows of 7 numbers are more than are made at a time. */
    @Test
    void rowsAtOnceAreTheRowsOneByOne() {
        float[] together = new float[3 + 300 * 7];
        random.gaussians(1_000, 300, 5, together, 3, 7);
        for (int row = 0; row < 300; row++) {
            float[] one = new float[7];
            random.gaussians(1_000 + row, 5, one, 0, 7);
            assertArrayEquals(one, Arrays.copyOfRange(together, 3 + 7 * row, 10 + 7 * row), "row " + row);
        }
        float[] none = {1};
        random.gaussians(0, 0, 5, none, 0, 7);
        assertArrayEquals(new float[] {1}, none);
    }

    @Test
    void uniformsLieInsideTheOpenIntervalAndFillIt() {
        float[] u = new float[N];
        random.uniforms(1, 1, u, 0, N);
        double mean = 0;
        int[] tenths = new int[10];
        for (float value : u) {
            assertTrue(value > 0 && value < 1);
            mean += value / N;
            tenths[(int) (value * 10)]++;
        }
        assertEquals(0.5, mean, 4 * Math.sqrt(1 / 12.0 / N));
        for (int count : tenths) {
            assertEquals(N / 10.0, count, 4.5 * Math.sqrt(N * 0.09));
        }
    }

    @Test
    void everyKeyHasItsOwnNumbers() {
        Set<Long> seen = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (int stream = 0; stream < 3; stream++) {
                for (long seed : new long[] {0, 1, -1, 1L << 32}) {
                    assertTrue(seen.add(new KeyedRandom(seed, purpose, stream).bits(0, 0)));
                }
            }
        }
        for (long far : new long[] {1, 1L << 32, (1L << 48) - 1}) {
            assertTrue(seen.add(new KeyedRandom(0, Purpose.TARGET_TIES, 0).bits(far, 0)));
            assertTrue(seen.add(new KeyedRandom(0, Purpose.TARGET_TIES, 0).bits(0, far)));
        }
    }

    @Test
    void purposesKeepTheirIds() {
        assertEquals(
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
                String.join(
                        " ",
                        Arrays.stream(Purpose.values()).map(p -> "" + p.id()).toList()));
    }

    @Test
    void permutationsAreUniform() {
        int[] counts = new int[6];
        int trials = 60_000;
        for (int epoch = 0; epoch < trials; epoch++) {
            int[] order = random.permutation(3, epoch);
            counts[2 * order[0] + (order[1] < order[2] ? 0 : 1)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += Math.pow(count - trials / 6.0, 2) / (trials / 6.0);
        }
        // 99.9% of the chi-square distribution with 5 degrees of freedom
        assertTrue(chiSquare < 20.5, "chi-square " + chiSquare);
    }

    @Test
    void permutationsHoldEveryNumberOnceAndDifferByEpoch() {
        int[] first = random.permutation(1000, 0);
        int[] second = random.permutation(1000, 1);
        assertEquals(1000, IntStream.of(first).distinct().count());
        assertEquals(999, IntStream.of(first).max().getAsInt());
        assertNotEquals(Arrays.toString(first), Arrays.toString(second));
        assertArrayEquals(first, random.permutation(1000, 0));
    }

    @Test
    void numbersBelowABound() {
        int[] counts = new int[7];
        for (int row = 0; row < 70_000; row++) {
            counts[random.below(7, row, 3)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 4.5 * Math.sqrt(10_000));
        }
        assertThrows(IllegalArgumentException.class, () -> random.below(0, 0, 0));
    }

    @Test
    void keysOutsideTheCounterAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> random.bits(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> random.bits(0, 1L << 48));
    }
}
