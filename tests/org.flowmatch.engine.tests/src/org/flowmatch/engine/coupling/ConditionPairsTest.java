// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.ConditionCost.Mode;
import org.flowmatch.engine.coupling.CouplingSettings.OptimalTransport;
import org.flowmatch.engine.coupling.CouplingSettings.Partial;
import org.flowmatch.engine.coupling.CouplingSettings.Sinkhorn;
import org.flowmatch.engine.coupling.CouplingSettings.Unbalanced;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.transport.Assignment;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.engine.transport.SquaredDistances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions in pairs: whose they are, and what they do to the plans of optimal transport. */
class ConditionPairsTest {
    private static final int ROWS = 60;
    private static final ConditionCost EQUAL = ConditionCost.DEFAULT;
    private static final ConditionCost IGNORE = new ConditionCost(Mode.IGNORE, 1);

    private static ConditionCost weighted(double weight) {
        return new ConditionCost(Mode.WEIGHTED, weight);
    }

    private static OptimalTransport transport(int batchSize, ConditionCost cost) {
        return new OptimalTransport(batchSize, false, cost);
    }

    static List<CouplingSettings> settings() {
        Entropic entropic = new Entropic(0.1, CostScale.MEAN, 5000, 1e-2);
        List<CouplingSettings> all = new ArrayList<>(List.of(new CouplingSettings.Independent()));
        for (boolean replacement : new boolean[] {false, true}) {
            for (ConditionCost cost : List.of(EQUAL, IGNORE, weighted(1))) {
                all.add(new OptimalTransport(20, replacement, cost));
                all.add(new Sinkhorn(20, entropic, replacement, cost));
                all.add(new Unbalanced(20, entropic, 1, replacement, cost));
                all.add(new Partial(20, 0.7, replacement, cost));
            }
        }
        return all;
    }

    private static float[][] draw(Coupling coupling, int count) {
        try (PairStream stream = coupling.open(Couplings.all(coupling), 4, PairUse.TRAINING)) {
            return Couplings.draw(stream, count, 17);
        }
    }

    private static Coupling coupling(CouplingSettings settings, Table conditions) {
        return Couplings.of(settings, ROWS, 0, conditions, Optional.empty());
    }

    private static double cost(float[][] pairs) {
        double sum = 0;
        for (int k = 0; k < pairs[0].length; k++) {
            sum += Math.pow((double) pairs[0][k] - pairs[1][k], 2);
        }
        return sum;
    }

    /** Row i of the target is (i, -i), so every pair tells whose conditions it must have. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("settings")
    void conditionsTravelWithTheirTargetRow(CouplingSettings settings) {
        Coupling coupling = coupling(settings, Couplings.conditions(ROWS, 3));
        assertEquals(5, coupling.conditionFeatures());
        RowMatrix conditions = coupling.conditions().orElseThrow().target();
        float[][] pairs = draw(coupling, 200);
        float[] expected = new float[200 * 5];
        for (int p = 0; p < 200; p++) {
            conditions.copyRow((int) pairs[1][2 * p], expected, 5 * p);
        }
        assertArrayEquals(expected, pairs[2]);
    }

    /**
     * Pair by pair, the label is that of the target row that the source noise was drawn with, which is what the independent
     * coupling shows; without replacement the noise is the same, too.
     */
    @ParameterizedTest(name = "{index}")
    @MethodSource("settings")
    void equalLabelsAreKeptExactly(CouplingSettings settings) {
        if (settings instanceof CouplingSettings.Transport plan
                && plan.conditions() == EQUAL
                && !(plan instanceof Partial)) {
            float[][] pairs = draw(coupling(settings, Couplings.labels(ROWS, 3)), 200);
            float[][] before = draw(coupling(new CouplingSettings.Independent(), Couplings.labels(ROWS, 3)), 200);
            assertArrayEquals(before[2], pairs[2]);
            assertTrue(plan.replacement() || Arrays.equals(before[0], pairs[0]));
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("settings")
    void noLabelIsLostToAnother(CouplingSettings settings) {
        float[] c = draw(coupling(settings, Couplings.labels(ROWS, 3)), 200)[2];
        double[] counts = new double[4];
        for (int k = 0; k < c.length; k++) {
            counts[k % 4] += c[k];
        }
        assertEquals(200, counts[0]);
        assertTrue(Math.min(counts[1], Math.min(counts[2], counts[3])) > 40, Arrays.toString(counts));
    }

    /** Within equal labels the assignment is optimal, and it is the limit of large weights. */
    @Test
    void exactPlansAreOptimalWithinLabelsAndTheLimitOfLargeWeights() {
        Table labels = Couplings.labels(ROWS, 3);
        float[][] exact = draw(coupling(transport(ROWS, EQUAL), labels), ROWS);
        float[][] drawn = draw(coupling(new CouplingSettings.Independent(), labels), ROWS);
        double least = 0;
        for (int label = 0; label < 3; label++) {
            float[] a = new float[2 * ROWS / 3];
            float[] b = new float[2 * ROWS / 3];
            int n = 0;
            for (int p = 0; p < ROWS; p++) {
                if (drawn[2][4 * p + 1 + label] == 1) {
                    System.arraycopy(drawn[0], 2 * p, a, 2 * n, 2);
                    System.arraycopy(drawn[1], 2 * p, b, 2 * n++, 2);
                }
            }
            assertEquals(ROWS / 3, n);
            Assignment.Solution proof = Assignment.certified(SquaredDistances.between(a, n, b, n, 2), n);
            least += Arrays.stream(proof.rowPrice()).sum()
                    + Arrays.stream(proof.columnPrice()).sum();
        }
        assertEquals(least, cost(exact), 1e-5 * least);
        assertArrayEquals(exact[1], draw(coupling(transport(ROWS, weighted(1e5)), labels), ROWS)[1]);
    }

    @Test
    void ignoredConditionsLeavePairsAsTheyAreWithoutConditions() {
        float[][] without = draw(Couplings.of(new OptimalTransport(20), ROWS, 0), 200);
        for (ConditionCost cost : List.of(IGNORE, weighted(0))) {
            float[][] pairs = draw(coupling(transport(20, cost), Couplings.conditions(ROWS, 3)), 200);
            assertArrayEquals(without[0], pairs[0]);
            assertArrayEquals(without[1], pairs[1]);
        }
    }

    @Test
    void smallWeightsCostLessTransportLargeOnesLessMixing() {
        Table labels = Couplings.labels(ROWS, 3);
        double free = cost(draw(coupling(transport(ROWS, IGNORE), labels), ROWS));
        double some = cost(draw(coupling(transport(ROWS, weighted(2)), labels), ROWS));
        double exact = cost(draw(coupling(transport(ROWS, EQUAL), labels), ROWS));
        assertTrue(free < some && some < exact, free + " < " + some + " < " + exact);
    }

    /**
     * Plain transport gives the rows of a condition only the source rows on their side: x1 = c, so x0 and c are then sorted
     * alike. The weight of the condition removes that bias, in the limit altogether: noise must not tell the condition.
     */
    @Test
    void aNumberInTheCostUntiesNoiseFromTheCondition() {
        int n = 1000;
        KeyedRandom random = new KeyedRandom(2, Purpose.METRIC);
        double[] values = new double[n];
        Table.Builder rows = Table.builder(List.of(new ColumnInfo("x", ColumnKind.DOUBLE)));
        for (int i = 0; i < n; i++) {
            values[i] = random.uniform(i, 0) - 0.5;
            rows.add(2 * values[i]);
        }
        Table target = rows.build();
        ConditionTables conditions = new ConditionTables(Table.numbers("c", values), Optional.empty());
        double[] correlations = new double[4];
        ConditionCost[] costs = {IGNORE, weighted(1), EQUAL, weighted(1e6)};
        for (int k = 0; k < costs.length; k++) {
            Coupling coupling = Coupling.fit(
                    transport(250, costs[k]),
                    target,
                    Optional.empty(),
                    Optional.of(conditions),
                    Couplings.AS_THEY_ARE,
                    0,
                    Monitor.none());
            float[][] pairs = draw(coupling, n);
            for (int p = 0; p < n; p++) {
                // both have mean 0 and deviation 1
                correlations[k] += (double) pairs[0][p] * pairs[2][2 * p + 1] / n;
            }
        }
        String all = Arrays.toString(correlations);
        assertTrue(correlations[0] > 0.9, all);
        assertTrue(correlations[1] < correlations[0] && correlations[2] < 0.5 * correlations[1], all);
        assertEquals(0, correlations[3], 4 / Math.sqrt(n), all);
    }

    /** Source rows with labels of their own: only equal ones are paired, and each comes equally often within its label. */
    @Test
    void sourceRowsWithLabelsOfTheirOwn() {
        Coupling coupling = Couplings.of(
                transport(15, EQUAL), ROWS, 12, Couplings.labels(ROWS, 3), Optional.of(Couplings.labels(12, 3)));
        float[][] pairs = draw(coupling, 5 * ROWS);
        int[] counts = new int[12];
        int[] targets = new int[ROWS];
        for (int p = 0; p < 5 * ROWS; p++) {
            int source = (int) pairs[0][2 * p] - 1000;
            int target = (int) pairs[1][2 * p];
            assertEquals(source % 3, target % 3);
            counts[source]++;
            targets[target]++;
        }
        int[] each = new int[12];
        Arrays.fill(each, 5 * ROWS / 12);
        assertArrayEquals(each, counts);
        int[] five = new int[ROWS];
        Arrays.fill(five, 5);
        assertArrayEquals(five, targets, "no target row is lost");
    }

    @Test
    void sourceConditionsEnterAWeightedCost() {
        Coupling coupling = Couplings.of(
                transport(ROWS, weighted(1e6)),
                ROWS,
                ROWS,
                Couplings.labels(ROWS, 3),
                Optional.of(Couplings.labels(ROWS, 3)));
        float[][] pairs = draw(coupling, ROWS);
        for (int p = 0; p < ROWS; p++) {
            assertEquals(((int) pairs[0][2 * p] - 1000) % 3, (int) pairs[1][2 * p] % 3);
        }
    }

    @Test
    void labelsWithoutASourceRowAreNamed() {
        Table two = Table.texts("label", List.of("l0", "l1", "l0", "l1"));
        FlowException e = assertThrows(
                FlowException.class,
                () -> Couplings.of(transport(15, EQUAL), ROWS, 4, Couplings.labels(ROWS, 3), Optional.of(two)));
        assertEquals("No row of the source table has the conditions of 20 target rows: label = \"l2\".", e.problem());
        assertTrue(e.remedy().contains("weighted or ignored"), e.remedy());
        Couplings.of(transport(15, IGNORE), ROWS, 4, Couplings.labels(ROWS, 3), Optional.of(two));
    }

    /** A model of such pairs carries all source rows, not those of a condition, to the target rows of that condition. */
    @Test
    void sourceConditionsThatPairsDoNotHeedAreNoted() {
        Optional<Table> own = Optional.of(Couplings.labels(12, 3));
        for (CouplingSettings settings : List.of(new CouplingSettings.Independent(), transport(20, IGNORE))) {
            Coupling coupling = Couplings.of(settings, ROWS, 12, Couplings.labels(ROWS, 3), own);
            String note = String.join("", coupling.notes());
            assertTrue(note.startsWith("The source table has the condition columns, too, but"), note);
            assertTrue(Couplings.of(settings, ROWS, 12, Couplings.labels(ROWS, 3), Optional.empty())
                    .notes()
                    .isEmpty());
        }
        for (ConditionCost cost : List.of(EQUAL, weighted(1))) {
            Coupling coupling = Couplings.of(transport(20, cost), ROWS, 12, Couplings.labels(ROWS, 3), own);
            assertEquals(List.of(), coupling.notes());
        }
    }

    @Test
    void fewRowsOfEachLabelAreNoted() {
        assertEquals(
                "The conditions have 10 combinations of labels, but a transport batch has 20 rows: within equal labels"
                        + " there is hardly anything to exchange. Take larger batches, or let conditions be weighted.",
                String.join(
                        "",
                        coupling(transport(20, EQUAL), Couplings.labels(ROWS, 10))
                                .notes()));
        assertTrue(coupling(transport(40, EQUAL), Couplings.labels(ROWS, 10))
                .notes()
                .isEmpty());
        assertTrue(coupling(transport(20, IGNORE), Couplings.labels(ROWS, 10))
                .notes()
                .isEmpty());
    }
}
