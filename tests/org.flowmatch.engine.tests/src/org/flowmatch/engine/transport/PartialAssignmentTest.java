// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    /** Rows [n, 2]: a plain cloud, four clusters, an arc, one cloud far away, or heavy tails. */
    private static float[] rows(String law, int n) {
        KeyedRandom random = new KeyedRandom(7, Purpose.METRIC);
        float[] x = new float[2 * n];
        random.gaussians(n, law.equals("normal") ? 0 : 1, x, 0, 2 * n);
        for (int i = 0; i < n; i++) {
            double angle = Math.PI * random.uniform(n, i);
            float[] centre =
                    switch (law) {
                        case "arc" -> new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
                        case "clusters" -> new float[] {6 * (i % 2) - 3, 6 * (i / 2 % 2) - 3};
                        case "far" -> new float[] {10, 10};
                        default -> new float[2];
                    };
            float width = law.equals("arc") || law.equals("clusters") || law.equals("far") ? 0.2f : 1;
            for (int k = 0; k < 2; k++) {
                float noise = law.equals("tails") ? (float) Math.exp(2 * x[2 * i + k]) : x[2 * i + k];
                x[2 * i + k] = centre[k] + width * noise;
            }
        }
        return x;
    }

    private static float[] costs(String law, int n) {
        return SquaredDistances.between(rows("normal", n), n, rows(law, n), n, 2);
    }

    /**
     * The proof of optimality: no cost is less than its two prices, so k pairs cost at least all prices together less those of
     * the rows and columns that are left out, and of these n - k each none exceeds the largest. Pairs that cost no more than
     * that are optimal.
     *
     * @return the cost of the pairs
     */
    private static double requireOptimal(float[] cost, int n, int k) {
        Assignment.Solution solution = PartialAssignment.certified(cost, n, k);
        assertArrayEquals(PartialAssignment.solve(cost, n, k), solution.columnOf());
        int[] used = IntStream.of(solution.columnOf()).filter(j -> j >= 0).toArray();
        assertEquals(k, used.length);
        assertEquals(k, IntStream.of(used).distinct().count());
        double largest = 0;
        double excess = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                excess = Math.max(excess, solution.rowPrice()[i] + solution.columnPrice()[j] - cost[i * n + j]);
                largest = Math.max(largest, Math.abs(cost[i * n + j]));
            }
        }
        assertTrue(excess <= 1e-12 * largest, "prices undercut a cost by " + excess);
        DoubleSummaryStatistics rows = DoubleStream.of(solution.rowPrice()).summaryStatistics();
        DoubleSummaryStatistics columns =
                DoubleStream.of(solution.columnPrice()).summaryStatistics();
        double bound = rows.getSum() + columns.getSum() - (n - k) * (rows.getMax() + columns.getMax());
        double total = total(cost, n, solution.columnOf());
        assertEquals(bound, total, 1e-6 * Math.abs(total) + 1e-12 * n * largest);
        return total;
    }

    @ParameterizedTest
    @CsvSource({"normal", "spread", "arc", "clusters", "far", "tails"})
    void pricesProveThePairsOptimal(String law) {
        for (int n : new int[] {17, 130, 256}) {
            float[] cost = costs(law, n);
            for (double share : new double[] {0.1, 0.5, 0.9, 1}) {
                requireOptimal(cost, n, (int) Math.ceil(share * n));
            }
        }
    }

    /** Ties, also with the costs below 0: the least sum may then be of fewer pairs, but k are made. */
    @Test
    void pricesProveTiedPairsOptimal() {
        for (int trial = 0; trial < 20; trial++) {
            int n = 70;
            float[] cost = costs(n, trial);
            for (int c = 0; c < cost.length; c++) {
                cost[c] -= trial % 3;
            }
            for (int k = 1; k <= n; k += 23) {
                requireOptimal(cost, n, k);
            }
        }
    }

    /** A pair more never costs less than the one before did: the least costs are convex in their number. */
    @ParameterizedTest
    @CsvSource({"arc", "clusters", "normal"})
    void aPairMoreCostsMoreEachTime(String law) {
        int n = 60;
        float[] cost = costs(law, n);
        double before = 0;
        double step = 0;
        for (int k = 1; k <= n; k++) {
            double total = requireOptimal(cost, n, k);
            assertTrue(total - before >= step - 1e-9 * total, k + " pairs: " + (total - before) + " after " + step);
            step = total - before;
            before = total;
        }
    }

    /** Paths that change nearly all prices make thousands of rows take minutes; as it is they take half a second. */
    @ParameterizedTest
    @CsvSource({"clusters, 0.1", "arc, 0.5", "tails, 0.9"})
    @Timeout(120)
    void clustersOfManyRows(String law, double share) {
        int n = 2048;
        requireOptimal(costs(law, n), n, (int) (share * n));
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 4096})
    void anInterruptEndsTheWork(int k) throws InterruptedException {
        // a second or more without the interrupt
        int n = 4096;
        float[] cost = costs("far", n);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            try {
                PartialAssignment.solve(cost, n, k);
            } catch (CancellationException e) {
                seen.set(e);
            }
        });
        worker.start();
        Thread.sleep(100);
        long start = System.nanoTime();
        worker.interrupt();
        worker.join();
        assertInstanceOf(CancellationException.class, seen.get(), "the work ended before it was interrupted");
        assertTrue(System.nanoTime() - start < 5e9, "the interrupt is heard");
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
