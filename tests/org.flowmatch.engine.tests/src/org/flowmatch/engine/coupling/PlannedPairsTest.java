// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.CouplingSettings.OptimalTransport;
import org.flowmatch.engine.coupling.CouplingSettings.Partial;
import org.flowmatch.engine.coupling.CouplingSettings.Sinkhorn;
import org.flowmatch.engine.coupling.CouplingSettings.Unbalanced;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.engine.transport.SquaredDistances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs that are drawn from the plans of batches: which rows they keep, and how often. */
class PlannedPairsTest {
    private static final Entropic SHARP = new Entropic(1e-3, CostScale.MEAN, 100_000, 1e-2);
    private static final Entropic SOFT = new Entropic(0.05, CostScale.MEDIAN, 2000, 1e-3);
    private static final ConditionCost ANY = ConditionCost.DEFAULT;
    private static final int M = 64;

    static List<CouplingSettings> plans() {
        return List.of(
                new OptimalTransport(M, false, ANY),
                new OptimalTransport(M, true, ANY),
                new Sinkhorn(M, SOFT, false, ANY),
                new Sinkhorn(M, new Entropic(0.05, CostScale.MAX, 2000, 1e-3), true, ANY),
                new Unbalanced(M, SOFT, 1, false, ANY),
                new Unbalanced(M, new Entropic(1, CostScale.NONE, 2000, 1e-3), 1, true, ANY),
                new Partial(M, 0.8, false, ANY),
                new Partial(M, 0.8, true, ANY));
    }

    private static Coupling moons(CouplingSettings settings) {
        Table moons = ExampleDistribution.TWO_MOONS.sample(200, 0.05, 2, 1);
        return Coupling.fit(settings, moons, Optional.empty(), Couplings.AS_THEY_ARE, 0, Monitor.none());
    }

    private static float[][] draw(Coupling coupling, PairUse use, int count, int piece) {
        try (PairStream stream = coupling.open(Couplings.all(coupling), 9, use)) {
            return Couplings.draw(stream, count, piece);
        }
    }

    private static float[][] draw(CouplingSettings settings, int count) {
        return draw(moons(settings), PairUse.TRAINING, count, count);
    }

    private static double cost(float[][] pairs) {
        double sum = 0;
        for (int k = 0; k < pairs[0].length; k++) {
            sum += Math.pow((double) pairs[0][k] - pairs[1][k], 2);
        }
        return sum / pairs[0].length;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("plans")
    void pairsAreAFunctionOfSeedUseAndNumberAlone(CouplingSettings settings) {
        Coupling coupling = moons(settings);
        float[][] whole = draw(coupling, PairUse.TRAINING, 333, 333);
        for (int piece : new int[] {1, 77}) {
            assertTrue(Arrays.deepEquals(whole, draw(coupling, PairUse.TRAINING, 333, piece)));
        }
        assertFalse(Arrays.equals(whole[1], draw(coupling, PairUse.VALIDATION, 333, 333)[1]));
    }

    /** Without replacement source rows keep their places, so each is in one pair. */
    @Test
    void everySourceRowIsInOnePairWithoutReplacement() {
        float[] drawn = draw(new CouplingSettings.Independent(), 5 * M)[0];
        assertArrayEquals(drawn, draw(new OptimalTransport(M, false, ANY), 5 * M)[0]);
        assertArrayEquals(drawn, draw(new Sinkhorn(M, SOFT, false, ANY), 5 * M)[0]);
        assertArrayEquals(drawn, draw(new Unbalanced(M, SOFT, 1, false, ANY), 5 * M)[0]);
        assertFalse(Arrays.equals(drawn, draw(new Sinkhorn(M, SOFT, true, ANY), 5 * M)[0]));
    }

    /** The plan lies between the assignment (eps to 0) and independence (large eps), in its cost as in its pairs. */
    @Test
    void sinkhornPairsLieBetweenTheAssignmentAndIndependence() {
        float[][] exact = draw(new OptimalTransport(M, false, ANY), 5 * M);
        float[][] sharp = draw(new Sinkhorn(M, SHARP, false, ANY), 5 * M);
        assertEquals(cost(exact), cost(sharp), 0.02 * cost(exact));
        double soft = cost(draw(new Sinkhorn(M, SOFT, false, ANY), 5 * M));
        double flat = cost(draw(new Sinkhorn(M, new Entropic(100, CostScale.MEAN, 100, 1e-3), false, ANY), 5 * M));
        double independent = cost(draw(new CouplingSettings.Independent(), 5 * M));
        assertTrue(cost(exact) < soft && soft < flat, cost(exact) + " < " + soft + " < " + flat);
        assertEquals(independent, flat, 0.15 * independent);
    }

    /**
     * Both marginals of joint draws: in one batch of all 50 rows, each source and target row comes with probability 1/50, so
     * counts over 50 k draws have a chi-squared distribution of 49 degrees of freedom (mean 49, deviation 9.9).
     */
    @Test
    void drawsWithReplacementKeepBothMarginals() {
        int draws = 50 * 400;
        for (CouplingSettings settings : List.of(
                new OptimalTransport(50, true, ANY),
                new Sinkhorn(50, new Entropic(0.05, CostScale.MEAN, 10_000, 1e-6), true, ANY))) {
            float[][] pairs = draw(Couplings.of(settings, 50, 50), PairUse.TRAINING, draws, draws);
            for (int side = 0; side < 2; side++) {
                double[] counts = new double[50];
                for (int p = 0; p < draws; p++) {
                    counts[(int) pairs[side][2 * p] % 1000]++;
                }
                double chiSquared = 0;
                for (double count : counts) {
                    chiSquared += Math.pow(count - draws / 50.0, 2) / (draws / 50.0);
                }
                assertTrue(chiSquared > 15 && chiSquared < 49 + 5 * 9.9, "chi-squared " + chiSquared);
            }
        }
    }

    /** With a batch of all rows of both tables, costs are the same in every batch, and their statistics are known. */
    @Test
    void epsIsAMultipleOfAStatisticOfTheCosts() {
        int n = 31;
        Coupling rows = Couplings.of(new CouplingSettings.Independent(), n, n);
        float[] cost = SquaredDistances.between(
                rows.source().orElseThrow().toArray(), n, rows.target().toArray(), n, 2);
        double[] sorted = new double[n * n];
        Arrays.setAll(sorted, k -> cost[k]);
        Arrays.sort(sorted);
        double[] units = {Arrays.stream(sorted).average().orElseThrow(), sorted[n * n - 1], sorted[n * n / 2]};
        CostScale[] scales = {CostScale.MEAN, CostScale.MAX, CostScale.MEDIAN};
        for (int k = 0; k < 3; k++) {
            Entropic scaled = new Entropic(1e-3, scales[k], 5000, 1e-3);
            Entropic plain = new Entropic(1e-3 * units[k], CostScale.NONE, 5000, 1e-3);
            float[][] pairs = draw(Couplings.of(new Sinkhorn(n, scaled, true, ANY), n, n), PairUse.TRAINING, 5 * n, 9);
            float[][] same = draw(Couplings.of(new Sinkhorn(n, plain, true, ANY), n, n), PairUse.TRAINING, 5 * n, 9);
            assertArrayEquals(same[0], pairs[0]);
            assertArrayEquals(same[1], pairs[1]);
        }
    }

    /** With replacement, an exact plan's pairs are those of the assignment, some of them several times. */
    @Test
    void replacementDrawsAmongThePairsOfThePlan() {
        float[][] once = draw(new OptimalTransport(M, false, ANY), M);
        float[][] drawn = draw(new OptimalTransport(M, true, ANY), M);
        int[] times = new int[M];
        for (int p = 0; p < M; p++) {
            int found = -1;
            for (int q = 0; q < M; q++) {
                if (once[0][2 * q] == drawn[0][2 * p] && once[1][2 * q] == drawn[1][2 * p]) {
                    found = q;
                }
            }
            times[found]++;
        }
        assertTrue(Arrays.stream(times).anyMatch(count -> count == 0));
        assertTrue(Arrays.stream(times).anyMatch(count -> count > 1));
    }

    /** 100 rows near 0, of which every tenth is 30 away: those that a plan may leave behind. */
    private static Coupling withFarRows(CouplingSettings settings) {
        Table.Builder rows = Table.builder(List.of(new ColumnInfo("a", ColumnKind.DOUBLE)));
        for (int i = 0; i < 100; i++) {
            rows.add(i % 10 == 0 ? 30 + 0.01 * i : 0.01 * i);
        }
        return Coupling.fit(settings, rows.build(), Optional.empty(), Couplings.AS_THEY_ARE, 0, Monitor.none());
    }

    private static double farShare(CouplingSettings settings, int count) {
        float[] targets = draw(withFarRows(settings), PairUse.TRAINING, count, count)[1];
        int far = 0;
        for (float target : targets) {
            far += target > 20 ? 1 : 0;
        }
        return (double) far / count;
    }

    @Test
    void unbalancedAndPartialPlansLeaveFarRowsBehind() {
        Entropic entropic = new Entropic(0.5, CostScale.NONE, 10_000, 1e-3);
        assertEquals(0.1, farShare(new OptimalTransport(100, false, ANY), 1000), 1e-9);
        assertEquals(0.1, farShare(new Partial(100, 1, false, ANY), 1000), 1e-9);
        assertEquals(0, farShare(new Partial(100, 0.9, false, ANY), 900));
        assertEquals(0.05 / 0.95, farShare(new Partial(100, 0.95, true, ANY), 9500), 0.01);
        assertEquals(0, farShare(new Unbalanced(100, entropic, 5, false, ANY), 1000));
        assertEquals(0, farShare(new Unbalanced(100, entropic, 5, true, ANY), 1000));
        assertEquals(0.1, farShare(new Sinkhorn(100, entropic, false, ANY), 1000), 0.02);
    }

    /** 0.8 of 64 rows are 51 pairs per batch; each target row at most once, and the next batch follows at once. */
    @Test
    void partialPlansPairTheirShareOfEachBatch() {
        float[] independent = draw(new CouplingSettings.Independent(), 2 * M)[0];
        float[] partial = draw(new Partial(M, 0.8, false, ANY), 52)[0];
        int[] places = new int[52];
        for (int p = 0; p < 52; p++) {
            while (independent[2 * places[p]] != partial[2 * p]) {
                places[p]++;
            }
        }
        for (int p = 1; p < 51; p++) {
            assertTrue(places[p - 1] < places[p] && places[p] < M, Arrays.toString(places));
        }
        assertTrue(places[51] >= M, "pair 52 is of the second batch");
    }
}
