// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    private static final KeyedRandom RANDOM = new KeyedRandom(11, Purpose.METRIC);

    @ParameterizedTest
    @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NaN})
    void costsThatAreNotFiniteAreRefused(float bad) {
        FlowException e = assertThrows(FlowException.class, () -> Assignment.solve(new float[] {1, bad, 3, 4}, 2));
        assertTrue(e.problem().contains("squared distances"), e.problem());
        assertTrue(e.remedy().contains("standardise"), e.remedy());
    }

    /**
     * The proof of optimality: prices that no cost undercuts bound every assignment from below by their sum, so an assignment
     * that reaches the sum is optimal.
     */
    private static double requireOptimal(float[] cost, int n) {
        Assignment.Solution solution = Assignment.certified(cost, n);
        assertArrayEquals(Assignment.solve(cost, n), solution.columnOf());
        assertEquals(n, IntStream.of(solution.columnOf()).distinct().count(), "each column once");
        double largest = 0;
        double total = 0;
        double bound = 0;
        double excess = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            total += cost[i * n + solution.columnOf()[i]];
            bound += solution.rowPrice()[i] + solution.columnPrice()[i];
            for (int j = 0; j < n; j++) {
                excess = Math.max(excess, solution.rowPrice()[i] + solution.columnPrice()[j] - cost[i * n + j]);
                largest = Math.max(largest, Math.abs(cost[i * n + j]));
            }
        }
        assertTrue(excess <= 1e-12 * largest, "prices undercut a cost by " + excess);
        assertEquals(bound, total, 1e-6 * Math.abs(total) + 1e-12 * n * largest);
        return total;
    }

    private static double leastOfAllOrders(float[] cost, int n, int row, int taken) {
        if (row == n) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            if ((taken & 1 << j) == 0) {
                least = Math.min(least, cost[row * n + j] + leastOfAllOrders(cost, n, row + 1, taken | 1 << j));
            }
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void asGoodAsTheBestOfAllOrders(int n) {
        for (int trial = 0; trial < 40; trial++) {
            float[] cost = new float[n * n];
            for (int k = 0; k < cost.length; k++) {
                // every other trial has small whole costs, hence ties
                double u = RANDOM.uniform(trial, k);
                cost[k] = (float) (trial % 2 == 0 ? 10 * u - 3 : Math.floor(4 * u));
            }
            assertEquals(leastOfAllOrders(cost, n, 0, 0), requireOptimal(cost, n), 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "17, 2", "128, 2", "256, 2", "300, 12", "512, 3", "257, 50"})
    void pointsInSpace(int n, int columns) {
        float[] x0 = new float[n * columns];
        float[] x1 = new float[n * columns];
        RANDOM.gaussians(n, 0, x0, 0, x0.length);
        RANDOM.gaussians(n, 1, x1, 0, x1.length);
        requireOptimal(SquaredDistances.between(x0, n, x1, n, columns), n);
    }

    /** Clouds far apart: an order of costs for the whole cloud, and small differences within. */
    @Test
    void cloudsFarApart() {
        int n = 200;
        float[] x0 = new float[2 * n];
        float[] x1 = new float[2 * n];
        RANDOM.gaussians(0, 2, x0, 0, x0.length);
        RANDOM.gaussians(0, 3, x1, 0, x1.length);
        for (int k = 0; k < x1.length; k++) {
            x1[k] = 0.1f * x1[k] + 50;
        }
        requireOptimal(SquaredDistances.between(x0, n, x1, n, 2), n);
    }

    /** In one dimension the optimal assignment for a convex cost is the sorted one. */
    @Test
    void onALineTheSortedOrderIsOptimal() {
        int n = 300;
        float[] x0 = new float[n];
        float[] x1 = new float[n];
        RANDOM.gaussians(0, 4, x0, 0, n);
        RANDOM.uniforms(0, 5, x1, 0, n);
        double total = requireOptimal(SquaredDistances.between(x0, n, x1, n, 1), n);
        Arrays.sort(x0);
        Arrays.sort(x1);
        double sorted = IntStream.range(0, n)
                .mapToDouble(i -> Math.pow(x0[i] - x1[i], 2))
                .sum();
        assertEquals(sorted, total, 1e-5 * sorted);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1, -7.25f, 1e30f})
    void equalCosts(float value) {
        float[] cost = new float[100 * 100];
        Arrays.fill(cost, value);
        assertEquals(100.0 * value, requireOptimal(cost, 100), 1e-6 * Math.abs(100.0 * value));
    }

    /** Rows and columns in groups of identical points: nothing but ties. */
    @Test
    void repeatedPoints() {
        int n = 240;
        float[] x0 = new float[n];
        float[] x1 = new float[n];
        for (int i = 0; i < n; i++) {
            x0[i] = i % 3;
            x1[i] = i % 4;
        }
        // sorted: 0 (80), 1 (80), 2 (80) against 0 (60), 1 (60), 2 (60), 3 (60): 20, 40 and 60 are one apart
        double total = requireOptimal(SquaredDistances.between(x0, n, x1, n, 1), n);
        assertEquals(20 + 40 + 60, total);
    }

    /** Many columns at the same place: more ties than a row's list of candidates holds. */
    @ParameterizedTest
    @CsvSource({"65, 0.5", "200, 0.5", "200, 2", "300, 10"})
    void pointsOnAGrid(int n, float step) {
        float[] x0 = new float[2 * n];
        float[] x1 = new float[2 * n];
        RANDOM.gaussians(n, 8, x0, 0, 2 * n);
        RANDOM.gaussians(n, 9, x1, 0, 2 * n);
        for (int k = 0; k < 2 * n; k++) {
            x1[k] = step * Math.round(x1[k] / step);
        }
        requireOptimal(SquaredDistances.between(x0, n, x1, n, 2), n);
        requireOptimal(SquaredDistances.between(x1, n, x0, n, 2), n);
        requireOptimal(SquaredDistances.between(x1, n, x1, n, 2), n);
    }

    /** The near columns of all rows are 64 apart, so that the tournament sees few of them as winners. */
    @Test
    void nearColumnsAtAPeriod() {
        int n = 1024;
        float[] x0 = new float[2 * n];
        float[] x1 = new float[2 * n];
        RANDOM.gaussians(0, 16, x0, 0, 2 * n);
        RANDOM.gaussians(0, 17, x1, 0, 2 * n);
        for (int j = 0; j < n; j++) {
            x0[2 * j] += j < n / 16 ? 0 : 50;
            x1[2 * j] += j % 64 < 4 ? 0 : 50;
        }
        requireOptimal(SquaredDistances.between(x0, n, x1, n, 2), n);
    }

    /** What is added to a row or a column changes no choice: the plan stays the same, its cost moves by the sum. */
    @Test
    void constantsOfRowsAndColumns() {
        int n = 150;
        float[] x0 = new float[3 * n];
        float[] x1 = new float[3 * n];
        RANDOM.gaussians(0, 10, x0, 0, 3 * n);
        RANDOM.gaussians(0, 11, x1, 0, 3 * n);
        float[] cost = SquaredDistances.between(x0, n, x1, n, 3);
        float[] moved = cost.clone();
        for (int k = 0; k < moved.length; k++) {
            moved[k] += k / n % 16 - 8 * (k % n % 4);
        }
        assertArrayEquals(Assignment.solve(cost, n), Assignment.solve(moved, n));
        requireOptimal(moved, n);
    }

    /** A coordinate that tells two groups apart at any price: a block of small costs for each. */
    @Test
    void groupsThatMustNotMix() {
        int n = 120;
        float[] x0 = new float[3 * n];
        float[] x1 = new float[3 * n];
        RANDOM.gaussians(0, 12, x0, 0, 3 * n);
        RANDOM.gaussians(0, 13, x1, 0, 3 * n);
        for (int i = 0; i < n; i++) {
            x0[3 * i] = 100 * (i % 2);
            x1[3 * i] = 100 * (i / 60);
        }
        float[] cost = SquaredDistances.between(x0, n, x1, n, 3);
        requireOptimal(cost, n);
        int[] columnOf = Assignment.solve(cost, n);
        for (int i = 0; i < n; i++) {
            assertEquals(x0[3 * i], x1[3 * columnOf[i]]);
        }
    }

    /** Heavy tails: the usual distance says nothing about the largest ones. */
    @Test
    void heavyTails() {
        int n = 256;
        float[] x0 = new float[2 * n];
        float[] x1 = new float[2 * n];
        RANDOM.gaussians(0, 14, x0, 0, 2 * n);
        RANDOM.gaussians(0, 15, x1, 0, 2 * n);
        for (int k = 0; k < 2 * n; k++) {
            x1[k] = (float) Math.exp(3 * x1[k]);
        }
        requireOptimal(SquaredDistances.between(x0, n, x1, n, 2), n);
    }

    /** Equally cheap plans: always the same of them. */
    @Test
    void tiesAreBrokenTheSameWay() {
        int n = 100;
        float[] cost = new float[n * n];
        for (int k = 0; k < cost.length; k++) {
            cost[k] = RANDOM.below(3, k, 16);
        }
        assertArrayEquals(Assignment.solve(cost, n), Assignment.solve(cost.clone(), n));
        assertArrayEquals(Assignment.solve(cost, n), Assignment.solve(Arrays.copyOf(cost, 2 * n * n), n));
    }

    /** Costs of very different size: the few large ones must not blur the order of the small ones. */
    @Test
    void oneFarPoint() {
        int n = 100;
        float[] x0 = new float[n];
        float[] x1 = new float[n];
        RANDOM.gaussians(0, 6, x0, 0, n);
        RANDOM.gaussians(0, 7, x1, 0, n);
        x1[13] = 1e5f;
        requireOptimal(SquaredDistances.between(x0, n, x1, n, 1), n);
    }

    /** Costs i * j make every bid displace another row (a known hard case of auctions). */
    @Test
    void productsOfRowAndColumn() {
        int n = 200;
        float[] cost = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                cost[i * n + j] = (i + 1) * (j + 1);
            }
        }
        // opposite orders: sum of i (n + 1 - i) = n (n + 1) (n + 2) / 6
        assertEquals(n * (n + 1.0) * (n + 2) / 6, requireOptimal(cost, n));
    }

    @Test
    void anInterruptEndsTheWork() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> Assignment.solve(new float[] {1, 2, 3, 5}, 2));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void aMatrixThatIsTooSmallIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Assignment.solve(new float[3], 2));
        assertThrows(IllegalArgumentException.class, () -> Assignment.solve(new float[3], 0));
    }
}
