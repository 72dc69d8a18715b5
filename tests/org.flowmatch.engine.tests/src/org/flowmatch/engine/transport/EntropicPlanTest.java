// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sinkhorn and unbalanced plans against closed forms and their conditions of optimality. */
class EntropicPlanTest {

    private static double[] costs(int n, int m, double scale) {
        KeyedRandom random = new KeyedRandom(3, Purpose.METRIC);
        double[] cost = new double[n * m];
        Arrays.setAll(cost, k -> scale * random.uniform(k, 0));
        return cost;
    }

    private static double[] rowSums(double[] plan, int n, int m) {
        double[] sums = new double[n];
        for (int k = 0; k < plan.length; k++) {
            sums[k / m] += plan[k];
        }
        return sums;
    }

    private static double[] columnSums(double[] plan, int m) {
        double[] sums = new double[m];
        for (int k = 0; k < plan.length; k++) {
            sums[k % m] += plan[k];
        }
        return sums;
    }

    private static double[] filled(int n, double value) {
        double[] array = new double[n];
        Arrays.fill(array, value);
        return array;
    }

    /** P[i, j] = exp(f_i + g_j - c[i, j] / eps): g alone gives the rows of the plan, and mean f + mean g its value. */
    @Test
    void potentialsGiveThePlanAndItsValue() {
        double[] cost = costs(6, 9, 3);
        double eps = 0.05;
        CostRows given = CostRows.of(cost, 6, 9);
        Entropic settings = new Entropic(eps, CostScale.NONE, 10_000, 1e-10);
        assertTrue(SinkhornPlan.tried(given, new Entropic(eps, CostScale.NONE, 1, 1e-10))
                .isEmpty());
        ScalingIterations solved = SinkhornPlan.tried(given, settings).orElseThrow();
        double[] g = solved.columnPotentials();
        double[] weights = new double[9];
        double value = 0;
        for (int i = 0; i < 6; i++) {
            int row = i * 9;
            double sum = solved.weights(i, weights);
            double expected = 0;
            for (int j = 0; j < 9; j++) {
                expected += Math.exp(g[j] - cost[row + j] / eps);
            }
            for (int j = 0; j < 9; j++) {
                double share = weights[j] / sum;
                assertEquals(Math.exp(g[j] - cost[row + j] / eps) / expected, share, 1e-12);
                value += share / 6 * (cost[row + j] / eps + (share > 0 ? Math.log(share / 6) : 0));
            }
        }
        assertEquals(value, solved.dual(), 1e-8 * Math.abs(value));
    }

    /** With costs 0 on the diagonal and c beside it, P = 1/2 (1, q; q, 1) / (1 + q), q = exp(-c / eps), by symmetry. */
    @ParameterizedTest
    @CsvSource({"1,0.5", "0,1", "3,0.01", "1000,0.001", "-2,0.7"})
    void twoByTwo(double c, double eps) {
        double share = 0.5 / (1 + Math.exp(-c / eps));
        double[] plan = SinkhornPlan.of(new double[] {0, c, c, 0}, 2, 2, eps, 100, 1e-12)
                .plan();
        assertArrayEquals(new double[] {share, 0.5 - share, 0.5 - share, share}, plan, 1e-15);
    }

    /** Marginals, and the form u exp(-c / eps) v: the cross ratios of the plan are those of the kernel. */
    @ParameterizedTest
    @CsvSource({"7,7,1,1,1e-12", "5,9,1,0.05,1e-12", "9,5,1,0.01,1e-12", "40,40,1e6,1000,1e-5", "30,20,1000,0.5,1e-4"})
    void marginalsAndForm(int n, int m, double scale, double eps, double tolerance) {
        double[] cost = costs(n, m, scale);
        double[] plan = SinkhornPlan.of(cost, n, m, eps, 1_000_000, tolerance).plan();
        assertArrayEquals(filled(n, 1.0 / n), rowSums(plan, n, m), 1e-12);
        assertArrayEquals(filled(m, 1.0 / m), columnSums(plan, m), tolerance);
        for (int i = 1; i < n; i++) {
            for (int j = 1; j < m; j++) {
                double logs = cost[0] + cost[i * m + j] - cost[i * m] - cost[j];
                if (plan[0] * plan[i * m + j] > 1e-200 && plan[i * m] * plan[j] > 1e-200) {
                    double ratio = Math.log(plan[0] * plan[i * m + j] / (plan[i * m] * plan[j]));
                    assertEquals(-logs / eps, ratio, 1e-9 * (1 + Math.abs(logs / eps)));
                }
            }
        }
    }

    /** eps towards 0 gives the assignment, large eps the independent plan. */
    @Test
    void betweenTheAssignmentAndIndependence() {
        int n = 12;
        double[] cost = costs(n, n, 1);
        float[] single = new float[n * n];
        for (int k = 0; k < single.length; k++) {
            single[k] = (float) cost[k];
        }
        int[] columnOf = Assignment.solve(single, n);
        double[] sharp = SinkhornPlan.of(cost, n, n, 1e-3, 1_000_000, 1e-5).plan();
        double[] flat = SinkhornPlan.of(cost, n, n, 1e4, 100, 1e-9).plan();
        for (int i = 0; i < n; i++) {
            assertEquals(1.0 / n, sharp[i * n + columnOf[i]], 1e-4);
        }
        assertArrayEquals(filled(n * n, 1.0 / (n * n)), flat, 1e-6);
    }

    /**
     * Two clusters 20 apart, the source's of 64 rows each, the target's of 63 and 65: one row of 128 must cross. The potentials
     * that it takes grow by log(1 + 1/64) an iteration, so thousands are made; the default limit must allow them.
     */
    @Test
    void clustersFarApartOfSlightlyOtherSharesConvergeByDefault() {
        int n = 128;
        double[] cost = new double[n * n];
        double crossing = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double way = (i < 64 ? -10 : 10) + 0.001 * i - (j < 63 ? -10 : 10) - 0.001 * j;
                cost[i * n + j] = way * way;
            }
        }
        double mean = Arrays.stream(cost).average().orElseThrow();
        Entropic settings = Entropic.DEFAULT;
        EntropicPlan solved =
                SinkhornPlan.of(cost, n, n, settings.eps() * mean, settings.iterations(), settings.tolerance());
        for (int k = 0; k < cost.length; k++) {
            crossing += cost[k] > 100 ? solved.plan()[k] : 0;
        }
        assertEquals(1.0 / n, crossing, settings.tolerance());
        assertTrue(solved.iterations() > 1000, "iterations " + solved.iterations());
    }

    @Test
    void aPlanThatDoesNotConvergeSaysHowFarItCame() {
        FlowException e =
                assertThrows(FlowException.class, () -> SinkhornPlan.of(costs(20, 20, 1), 20, 20, 0.001, 5, 1e-6));
        assertTrue(
                e.problem()
                        .matches("The Sinkhorn plan with eps = 0.001 did not converge within 5 iterations: [0-9.]+ % of"
                                + " the mass is misplaced in the target's marginal, the tolerance is 0.000100 %."),
                e.problem());
        assertTrue(e.remedy().startsWith("Choose a larger eps, allow more iterations"), e.remedy());
        e = assertThrows(FlowException.class, () -> UnbalancedPlan.of(costs(20, 20, 1), 20, 20, 0.001, 5, 3, 1e-6));
        assertTrue(
                e.problem()
                        .matches("The unbalanced plan with eps = 0.001 and relaxation 5.0 did not converge within 3"
                                + " iterations: its scalings still change by a factor of [0-9.E]+ per iteration, the"
                                + " tolerance is 1.000001."),
                e.problem());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void costsThatAreNotFiniteAreRefused(double bad) {
        FlowException e =
                assertThrows(FlowException.class, () -> SinkhornPlan.of(new double[] {0, bad, 1, 0}, 2, 2, 1, 10, 0.1));
        assertTrue(e.problem().contains("squared distances"), e.problem());
    }

    /** For one row and column: the derivative c + eps log P + 2 relaxation log P of the objective vanishes. */
    @ParameterizedTest
    @CsvSource({"1,0.5,1", "0,0.1,3", "20,0.01,0.5", "4,1,100"})
    void unbalancedOneByOne(double c, double eps, double relaxation) {
        double plan = UnbalancedPlan.of(new double[] {c}, 1, 1, eps, relaxation, 100_000, 1e-14)
                .plan()[0];
        assertEquals(Math.exp(-c / (eps + 2 * relaxation)), plan, 1e-9 * plan);
    }

    /** Optimality: c + eps log P + relaxation (log (P 1 / a) + log (P^T 1 / b)) = 0 for every pair. */
    @ParameterizedTest
    @CsvSource({"7,7,0.5,1", "5,9,0.05,0.3", "9,5,0.02,2", "20,20,0.1,50"})
    void unbalancedPlansAreOptimal(int n, int m, double eps, double relaxation) {
        double[] cost = costs(n, m, 1);
        double[] plan =
                UnbalancedPlan.of(cost, n, m, eps, relaxation, 1_000_000, 1e-13).plan();
        double[] rows = rowSums(plan, n, m);
        double[] columns = columnSums(plan, m);
        for (int k = 0; k < plan.length; k++) {
            double derivative = cost[k]
                    + eps * Math.log(plan[k])
                    + relaxation * (Math.log(rows[k / m] * n) + Math.log(columns[k % m] * m));
            assertEquals(0, derivative, 1e-9);
        }
    }

    /** Marginals held by a large relaxation are those of the Sinkhorn plan, up to the factor of the mass. */
    @Test
    void aLargeRelaxationKeepsMarginalsASmallOneLeavesFarRowsBehind() {
        int n = 8;
        double[] cost = costs(n, n, 1);
        double[] held =
                UnbalancedPlan.of(cost, n, n, 0.2, 1e4, 1_000_000, 1e-13).plan();
        double mass = Arrays.stream(held).sum();
        double[] sinkhorn = SinkhornPlan.of(cost, n, n, 0.2, 10_000, 1e-13).plan();
        for (int k = 0; k < held.length; k++) {
            assertEquals(sinkhorn[k], held[k] / mass, 1e-5);
        }
        for (int i = 0; i < n; i++) {
            cost[i * n + 3] += 50;
        }
        double[] loose =
                columnSums(UnbalancedPlan.of(cost, n, n, 0.2, 1, 10_000, 1e-9).plan(), n);
        assertTrue(loose[3] < 1e-8 * loose[0], "the far column has the mass " + loose[3]);
        assertArrayEquals(
                filled(n, 1.0 / n),
                columnSums(SinkhornPlan.of(cost, n, n, 0.2, 10_000, 1e-9).plan(), n),
                1e-9);
    }

    /** Costs of thousands of eps on one side: nothing underflows into a division by zero. */
    @Test
    void rowsFarFromAllOthers() {
        int n = 6;
        double[] cost = costs(n, n, 1);
        for (int j = 0; j < n; j++) {
            cost[j] += 1e5;
            cost[j * n + 2] += 3e5;
        }
        double[] plan = SinkhornPlan.of(cost, n, n, 0.1, 10_000, 1e-10).plan();
        assertArrayEquals(filled(n, 1.0 / n), rowSums(plan, n, n), 1e-9);
        assertArrayEquals(filled(n, 1.0 / n), columnSums(plan, n), 1e-9);
        for (double p : UnbalancedPlan.of(cost, n, n, 0.1, 1, 10_000, 1e-10).plan()) {
            assertTrue(p >= 0 && p < 1, "mass " + p);
        }
    }

    @Test
    void anInterruptIsHeard() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> SinkhornPlan.of(costs(3, 3, 1), 3, 3, 1, 10, 0.1));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
