// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.NumberKind;
import org.flowmatch.engine.data.NumericTable;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told about tables and settings that make no coupling. */
class CouplingErrorsTest {
    private static final CouplingSettings INDEPENDENT = new CouplingSettings.Independent();
    private static final CouplingSettings PAIRED = new CouplingSettings.Paired(Optional.empty());

    private static String problem(Executable work) {
        return assertThrows(FlowException.class, work).problem();
    }

    private static Coupling fit(CouplingSettings settings, NumericTable target, NumericTable source) {
        return Coupling.fit(settings, target, Optional.of(source), Couplings.AS_THEY_ARE, 0, Monitor.none());
    }

    @Test
    void tablesThatAreTooShort() {
        NumericTable ten = Couplings.numbered(10, 0);
        assertEquals("The target table has no rows.", problem(() -> fit(INDEPENDENT, Couplings.numbered(0, 0), ten)));
        assertEquals(
                "The target table has only one row.", problem(() -> fit(INDEPENDENT, Couplings.numbered(1, 0), ten)));
        assertEquals("The source table has no rows.", problem(() -> fit(INDEPENDENT, ten, Couplings.numbered(0, 0))));
        assertEquals(
                "The source table has only one row.", problem(() -> fit(INDEPENDENT, ten, Couplings.numbered(1, 0))));
    }

    @Test
    void differentColumns() {
        NumericTable source = NumericTable.builder(List.of(new ColumnInfo("a", NumberKind.DOUBLE)))
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
                "The batch size of optimal transport is " + batchSize + ", it must lie between 2 and 4096.",
                problem(() -> new CouplingSettings.OptimalTransport(batchSize)));
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
