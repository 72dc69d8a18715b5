// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.transport.Assignment;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.engine.transport.SquaredDistances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportPairsTest {
    private static final Table MOONS = ExampleDistribution.TWO_MOONS.sample(1000, 0.05, 2, 1);

    /** From a cancel to its effect: a second on an idle computer, where others hold the cores more. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** A plan for hours. */
    private static final Entropic ENDLESS = new Entropic(1e-4, CostScale.MEDIAN, Entropic.MOST_ITERATIONS, 1e-12);

    private static Coupling moons(CouplingSettings settings) {
        return Coupling.fit(settings, MOONS, Optional.empty(), Couplings.AS_THEY_ARE, 0, Monitor.none());
    }

    private static Coupling transport(int batchSize) {
        return moons(new CouplingSettings.OptimalTransport(batchSize));
    }

    private static float[][] draw(Coupling coupling, int count) {
        try (PairStream stream = coupling.open(Couplings.all(coupling), 9, PairUse.TRAINING)) {
            return Couplings.draw(stream, count, 100);
        }
    }

    private static double cost(float[][] pairs, int from, int count) {
        double sum = 0;
        for (int k = 2 * from; k < 2 * (from + count); k++) {
            sum += Math.pow((double) pairs[0][k] - pairs[1][k], 2);
        }
        return sum;
    }

    /**
     * Every batch keeps the rows that the independent coupling draws, and costs what the optimal assignment costs, which the
     * dual prices bound from below.
     */
    @Test
    void everyBatchIsAnOptimalAssignmentOfItsRows() {
        int m = 64;
        float[][] independent = draw(moons(new CouplingSettings.Independent()), 5 * m);
        float[][] optimal = draw(transport(m), 5 * m);
        assertArrayEquals(independent[0], optimal[0]);
        for (int batch = 0; batch < 5; batch++) {
            int from = 2 * m * batch;
            float[] x0 = Arrays.copyOfRange(independent[0], from, from + 2 * m);
            float[] x1 = Arrays.copyOfRange(independent[1], from, from + 2 * m);
            Assignment.Solution proof = Assignment.certified(SquaredDistances.between(x0, m, x1, m, 2), m);
            double bound = Arrays.stream(proof.rowPrice()).sum()
                    + Arrays.stream(proof.columnPrice()).sum();
            assertEquals(bound, cost(optimal, m * batch, m), 1e-6 * bound);
            float[] exchanged = Arrays.copyOfRange(optimal[1], from, from + 2 * m);
            Arrays.sort(x1);
            Arrays.sort(exchanged);
            assertArrayEquals(x1, exchanged, "the same target rows");
        }
    }

    @Test
    void largerBatchesCostLess() {
        double independent = cost(draw(moons(new CouplingSettings.Independent()), 1024), 0, 1024);
        double small = cost(draw(transport(8), 1024), 0, 1024);
        double large = cost(draw(transport(256), 1024), 0, 1024);
        assertTrue(large < small && small < independent, large + " < " + small + " < " + independent);
    }

    @Test
    void aSlowReaderGetsTheSamePairs() throws Exception {
        Coupling coupling = transport(64);
        float[][] fast = draw(coupling, 640);
        try (PairStream stream = coupling.open(Couplings.all(coupling), 9, PairUse.TRAINING)) {
            for (int batch = 0; batch < 10; batch++) {
                Thread.sleep(20);
                float[][] pairs = Couplings.draw(stream, 64, 64);
                assertArrayEquals(Arrays.copyOfRange(fast[1], 128 * batch, 128 * (batch + 1)), pairs[1]);
            }
        }
    }

    @Test
    void streamsSideBySideDoNotDisturbEachOther() {
        Coupling coupling = transport(64);
        float[][] alone = draw(coupling, 2000);
        CompletableFuture<float[][]> one = CompletableFuture.supplyAsync(() -> draw(coupling, 2000));
        CompletableFuture<float[][]> two = CompletableFuture.supplyAsync(() -> draw(coupling, 2000));
        assertArrayEquals(alone[1], one.join()[1]);
        assertArrayEquals(alone[1], two.join()[1]);
        assertArrayEquals(alone[0], two.join()[0]);
    }

    private static Set<Thread> planners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("flow-matching-plans"))
                .collect(Collectors.toSet());
    }

    static List<CouplingSettings> slowPlans() {
        return List.of(
                new CouplingSettings.OptimalTransport(4096),
                new CouplingSettings.Partial(4096, 0.5, false, ConditionCost.DEFAULT),
                new CouplingSettings.Sinkhorn(4096, ENDLESS, false, ConditionCost.DEFAULT),
                new CouplingSettings.Unbalanced(4096, ENDLESS, 1e4, true, ConditionCost.DEFAULT));
    }

    /**
     * Plans take a second or hours: a cancel must not wait for them. A reader that did wait for a plan of a second would have
     * its pair.
     */
    @ParameterizedTest(name = "{index}")
    @MethodSource("slowPlans")
    void anInterruptIsHeardWithinASecondAndEndsTheWorkAhead(CouplingSettings settings) throws Exception {
        Table many = ExampleDistribution.GAUSSIAN.sample(4096, 0, 2, 1);
        Coupling fitted = Coupling.fit(
                new CouplingSettings.Independent(), many, Optional.empty(), Couplings.AS_THEY_ARE, 0, Monitor.none());
        Coupling coupling = new Coupling(settings, fitted.encoding(), fitted.target(), Optional.empty(), 0);
        Set<Thread> before = planners();
        PairStream stream = coupling.open(Couplings.all(coupling), 0, PairUse.TRAINING);
        AtomicReference<CancellationException> heard = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                stream.next(1, new float[2], new float[2], new float[0]);
            } catch (CancellationException e) {
                heard.set(e);
            }
        });
        reader.start();
        Set<Thread> mine = Set.of();
        for (int wait = 0; wait < 3000 && mine.isEmpty(); wait++) {
            Thread.sleep(10);
            mine = planners();
            mine.removeAll(before);
        }
        assertTrue(!mine.isEmpty(), "work ahead has begun");
        for (Thread planner : mine) {
            assertTrue(planner.isDaemon());
        }
        reader.interrupt();
        reader.join(LONGEST.toMillis());
        assertTrue(!reader.isAlive(), "the reader still waits");
        assertNotNull(heard.get(), "the pair came before the cancel, or after waiting for it");
        for (Thread planner : mine) {
            planner.join(LONGEST.toMillis());
            assertTrue(!planner.isAlive(), "a planner still runs");
        }
        stream.close();
        assertThrows(IllegalStateException.class, () -> stream.next(1, new float[2], new float[2], new float[0]));
    }

    /** The first plan of a Sinkhorn coupling is tried when it is made: a cancel is heard there, too. */
    @Test
    void aCancelIsHeardWhileTheFirstPlanIsTried() {
        Table many = ExampleDistribution.GAUSSIAN.sample(2000, 0, 2, 1);
        long cancelled = System.nanoTime() + 500_000_000L;
        Monitor soon = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return System.nanoTime() - cancelled > 0;
            }
        };
        CouplingSettings settings = new CouplingSettings.Sinkhorn(2000, ENDLESS, false, ConditionCost.DEFAULT);
        assertThrows(
                CancellationException.class,
                () -> Coupling.fit(settings, many, Optional.empty(), Couplings.AS_THEY_ARE, 0, soon));
        Duration taken = Duration.ofNanos(System.nanoTime() - cancelled);
        assertTrue(taken.compareTo(LONGEST) < 0, "took " + taken);
    }

    @Test
    void closingEndsTheWorkAhead() throws Exception {
        Set<Thread> before = planners();
        Coupling coupling = transport(1000);
        PairStream stream = coupling.open(Couplings.all(coupling), 0, PairUse.TRAINING);
        stream.next(1, new float[2], new float[2], new float[0]);
        Set<Thread> mine = planners();
        mine.removeAll(before);
        assertTrue(!mine.isEmpty(), "plans are made on threads of their own");
        stream.close();
        stream.close();
        for (Thread planner : mine) {
            planner.join(LONGEST.toMillis());
            assertTrue(!planner.isAlive(), "a planner still runs");
        }
    }

    @Test
    void aBatchLargerThanTheTableIsShrunkWithANote() {
        Coupling coupling = Couplings.of(new CouplingSettings.OptimalTransport(256), 50, 0);
        assertEquals(
                "The batch size of optimal transport is 256, but the target table has 50 rows: batches of 50 rows are"
                        + " used.",
                String.join("", coupling.notes()));
        try (PairStream stream = coupling.open(Couplings.all(coupling), 0, PairUse.TRAINING)) {
            assertEquals(400, Couplings.draw(stream, 200, 33)[1].length);
        }
        assertTrue(Couplings.of(new CouplingSettings.OptimalTransport(50), 50, 0)
                .notes()
                .isEmpty());
    }
}
