// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user learns about tables and settings that make no coupling. */
class CouplingErrorsTest {
    private static final CouplingSettings INDEPENDENT = new CouplingSettings.Independent();
    private static final CouplingSettings PAIRED = new CouplingSettings.Paired(Optional.empty());

    private static String problem(Executable work) {
        return assertThrows(FlowException.class, work).problem();
    }

    private static Coupling fit(CouplingSettings settings, Table target, Table source) {
        return Coupling.fit(settings, target, Optional.of(source), Couplings.AS_THEY_ARE, 0, Monitor.none());
    }

    @Test
    void tablesThatAreTooShort() {
        Table ten = Couplings.numbered(10, 0);
        assertEquals("The target table has no rows.", problem(() -> fit(INDEPENDENT, Couplings.numbered(0, 0), ten)));
        assertEquals(
                "The target table has only one row.", problem(() -> fit(INDEPENDENT, Couplings.numbered(1, 0), ten)));
        assertEquals("The source table has no rows.", problem(() -> fit(INDEPENDENT, ten, Couplings.numbered(0, 0))));
        assertEquals(
                "The source table has only one row.", problem(() -> fit(INDEPENDENT, ten, Couplings.numbered(1, 0))));
    }

    @Test
    void differentColumns() {
        Table source = Table.builder(List.of(new ColumnInfo("a", ColumnKind.DOUBLE)))
                .add(1)
                .add(2)
                .build();
        assertEquals(
                "The source table lacks the numeric column \"b\".",
                problem(() -> fit(INDEPENDENT, Couplings.numbered(10, 0), source)));
    }

    @Test
    void pairsOfDifferentLength() {
        assertEquals(
                "The target table has 10 rows, the source table has 11: they cannot be paired in order.",
                problem(() -> fit(PAIRED, Couplings.numbered(10, 0), Couplings.numbered(11, 0))));
    }

    @Test
    void pairsWithoutASource() {
        assertEquals("A paired coupling needs a source table.", problem(() -> Couplings.of(PAIRED, 10, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 4097, Integer.MAX_VALUE})
    void batchSizesOutOfRange(int batchSize) {
        assertEquals(
                "The batch size of optimal transport is " + whole(batchSize) + ", but must be between 2 and 4,096.",
                problem(() -> new CouplingSettings.OptimalTransport(batchSize)));
    }

    @Test
    void planSettingsOutOfRange() {
        Entropic entropic = Entropic.DEFAULT;
        ConditionCost cost = ConditionCost.DEFAULT;
        for (int size : new int[] {1, 4097}) {
            String expected =
                    "The batch size of optimal transport is " + whole(size) + ", but must be between 2 and 4,096.";
            assertEquals(expected, problem(() -> new CouplingSettings.Sinkhorn(size, entropic, false, cost)));
            assertEquals(expected, problem(() -> new CouplingSettings.Unbalanced(size, entropic, 1, false, cost)));
            assertEquals(expected, problem(() -> new CouplingSettings.Partial(size, 0.5, false, cost)));
        }
        for (double eps : new double[] {0, -1, 9e-5, 10_001, Double.NaN}) {
            assertRefused(
                    "The regularisation eps of the transport plan is ",
                    ", but must be between 0.0001 and 10000.",
                    () -> new Entropic(eps, CostScale.NONE, 10, 0.1));
        }
        for (int iterations : new int[] {0, 1_000_001}) {
            assertEquals(
                    "The iteration limit of the transport plan is " + whole(iterations)
                            + ", but must be between 1 and 1,000,000.",
                    problem(() -> new Entropic(1, CostScale.NONE, iterations, 0.1)));
        }
        for (double tolerance : new double[] {0, 1, Double.NaN}) {
            assertRefused(
                    "The tolerance of the transport plan is ",
                    ", but must be above 0 and below 1.",
                    () -> new Entropic(1, CostScale.NONE, 10, tolerance));
        }
        for (double relaxation : new double[] {0, 1e5, Double.NaN}) {
            assertRefused(
                    "The marginal relaxation of the unbalanced plan is ",
                    ", but must be between 0.001 and 10000.",
                    () -> new CouplingSettings.Unbalanced(8, entropic, relaxation, false, cost));
        }
        for (double fraction : new double[] {0, 1.01, Double.NaN}) {
            assertRefused(
                    "The mass fraction of the partial plan is ",
                    ", but must be above 0 and at most 1.",
                    () -> new CouplingSettings.Partial(8, fraction, false, cost));
        }
        for (double weight : new double[] {-1, 2e6, Double.NaN}) {
            assertRefused(
                    "The weight of conditions in the transport cost is ",
                    ", but must be between 0 and 1000000.",
                    () -> new ConditionCost(ConditionCost.Mode.WEIGHTED, weight));
        }
    }

    private static void assertRefused(String beginning, String end, Executable making) {
        String problem = problem(making);
        assertTrue(problem.startsWith(beginning) && problem.endsWith(end), problem);
    }

    private static String whole(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The coupling itself tells it, not the training that reads its pairs. */
    @Test
    void aPlanThatDoesNotConvergeIsToldWhereItsSettingsAre() {
        Entropic few = new Entropic(0.001, CostScale.MEDIAN, 3, 1e-6);
        String problem = problem(
                () -> Couplings.of(new CouplingSettings.Sinkhorn(16, few, false, ConditionCost.DEFAULT), 50, 0));
        assertTrue(
                problem.startsWith("The Sinkhorn plan with eps = 0.001 times the median cost did not converge within 3"
                        + " iterations: "),
                problem);
    }

    @Test
    void aColumnOfTheFlowThatIsAConditionToo() {
        Table conditions = Table.numbers("b", new double[] {1, 2, 3, 4});
        assertEquals(
                "The column \"b\" is both a column of the flow and a condition.",
                problem(() -> Couplings.of(INDEPENDENT, 4, 0, conditions, Optional.empty())));
    }

    @Test
    void conditionsThatDoNotFitTheRows() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Couplings.of(INDEPENDENT, 10, 0, Couplings.labels(9, 3), Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Couplings.of(INDEPENDENT, 10, 8, Couplings.labels(10, 3), Optional.of(Couplings.labels(9, 3))));
    }

    @Test
    void reflowSettingsOutOfRange() {
        assertTrue(problem(() -> new CouplingSettings.Reflow("euler", -1, 1, SourceLaw.GAUSSIAN))
                .contains("steps of the reflow is -1"));
        assertTrue(problem(() -> new CouplingSettings.Reflow("euler", 1, 0, SourceLaw.GAUSSIAN))
                .contains("reflow rounds is 0"));
    }

    @Test
    void rowsThatDoNotFitTheEncoding() {
        Coupling coupling = Couplings.of(INDEPENDENT, 10, 0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Coupling(
                        INDEPENDENT, coupling.encoding(), RowMatrix.of(new float[9], 3), Optional.empty(), 0));
    }
}
