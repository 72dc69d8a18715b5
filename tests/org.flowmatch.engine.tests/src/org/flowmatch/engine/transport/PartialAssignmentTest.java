// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialAssignmentTest {

    private static float[] costs(int n, int trial) {
        KeyedRandom random = new KeyedRandom(5, Purpose.METRIC);
        float[] cost = new float[n * n];
        for (int k = 0; k < cost.length; k++) {
            // every other trial has small whole costs, hence ties and zeros
            double u = random.uniform(trial, k);
            cost[k] = (float) (trial % 2 == 0 ? 10 * u : Math.floor(4 * u));
        }
        return cost;
    }

    /** The least cost of k pairs, each row either left out or given a free column. */
    private static double least(float[] cost, int n, int k, int row, int taken) {
        if (k == 0) {
            return 0;
        } else if (n - row < k) {
            return Double.POSITIVE_INFINITY;
        }
        double least = least(cost, n, k, row + 1, taken);
        for (int j = 0; j < n; j++) {
            if ((taken & 1 << j) == 0) {
                least = Math.min(least, cost[row * n + j] + least(cost, n, k - 1, row + 1, taken | 1 << j));
            }
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void asGoodAsTheBestOfAllChoices(int n) {
        for (int trial = 0; trial < 20; trial++) {
            float[] cost = costs(n, trial);
            for (int k = 1; k <= n; k++) {
                int[] columnOf = PartialAssignment.solve(cost, n, k);
                int[] paired =
                        IntStream.range(0, n).filter(i -> columnOf[i] >= 0).toArray();
                assertEquals(k, paired.length);
                assertEquals(
                        k, IntStream.of(paired).map(i -> columnOf[i]).distinct().count());
                assertEquals(least(cost, n, k, 0, 0), total(cost, n, columnOf), 1e-5);
            }
        }
    }

    private static double total(float[] cost, int n, int[] columnOf) {
        return IntStream.range(0, n)
                .filter(i -> columnOf[i] >= 0)
                .mapToDouble(i -> cost[i * n + columnOf[i]])
                .sum();
    }

    /**
     * The same as the assignment with n - k dummy rows and columns, which take the others at no cost, but not each other
     * (Chapel, Alaya and Gasso 2020). Points on a grid have ties.
     */
    @ParameterizedTest
    @CsvSource({"40, 1, 0", "40, 25, 0", "40, 39, 0", "90, 70, 0", "90, 45, 0.5", "90, 81, 0.5", "20, 3, 1"})
    void asWithDummies(int n, int k, float step) {
        KeyedRandom random = new KeyedRandom(6, Purpose.METRIC);
        float[] a = new float[2 * n];
        float[] b = new float[2 * n];
        random.gaussians(n, 0, a, 0, 2 * n);
        random.gaussians(n, 1, b, 0, 2 * n);
        for (int c = 0; c < 2 * n && step > 0; c++) {
            b[c] = step * Math.round(b[c] / step);
        }
        float[] cost = SquaredDistances.between(a, n, b, n, 2);
        int size = 2 * n - k;
        float[] extended = new float[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                extended[i * size + j] = i < n && j < n ? cost[i * n + j] : i >= n && j >= n ? 1e3f : 0;
            }
        }
        int[] whole = Assignment.solve(extended, size);
        double expected = IntStream.range(0, n)
                .filter(i -> whole[i] < n)
                .mapToDouble(i -> cost[i * n + whole[i]])
                .sum();
        int[] columnOf = PartialAssignment.solve(cost, n, k);
        int[] used = IntStream.of(columnOf).filter(j -> j >= 0).toArray();
        assertEquals(k, used.length);
        assertEquals(k, IntStream.of(used).distinct().count());
        assertEquals(expected, total(cost, n, columnOf), 1e-6 * expected + 1e-9);
    }

    /** With nothing to lose by a pair more, still no more than k are made. */
    @Test
    void rowsThatAreAllTheSame() {
        for (int k = 1; k <= 6; k++) {
            int[] columnOf = PartialAssignment.solve(new float[36], 6, k);
            assertEquals(
                    k, IntStream.of(columnOf).filter(j -> j >= 0).distinct().count());
            assertEquals(6 - k, IntStream.of(columnOf).filter(j -> j < 0).count());
        }
    }

    @Test
    void allRowsAreTheFullAssignment() {
        float[] cost = costs(30, 0);
        assertArrayEquals(Assignment.solve(cost, 30), PartialAssignment.solve(cost, 30, 30));
    }

    @Test
    void sharesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> PartialAssignment.solve(costs(3, 0), 3, 0));
        assertThrows(IllegalArgumentException.class, () -> PartialAssignment.solve(costs(3, 0), 3, 4));
    }
}
