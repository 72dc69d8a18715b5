// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

class FlowCouplingNodeTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    @Test
    void specSaysColumnsCouplingAndSource() throws Exception {
        NodeHandle node = numericCoupling("coupling", "OPTIMAL_TRANSPORT", "transportBatch", 64);
        FlowCouplingPortObjectSpec spec = (FlowCouplingPortObjectSpec) configure(node, bench.numbers(5))[0];
        assertEquals(
                List.of(new ColumnInfo("x", ColumnKind.DOUBLE), new ColumnInfo("k", ColumnKind.INT)), spec.columns());
        assertEquals(new CouplingSettings.OptimalTransport(64), spec.coupling());
        assertEquals(SourceLaw.GAUSSIAN, spec.source());
    }

    @Test
    void executedCouplingHasTheSpecThatConfigurePromised() throws Exception {
        NodeHandle node = withSource("coupling", "PAIRED");
        BufferedDataTable rows = bench.numbers(20);
        Object promised = configure(node, rows, rows)[0];
        FlowCouplingPortObject coupling = bench.first(node, rows, rows);
        assertEquals(promised, coupling.getSpec());
        assertEquals(20, coupling.coupling().rows());
        assertEquals(20, coupling.coupling().source().orElseThrow().rows());
    }

    @Test
    void refusesTableWithoutNumericColumn() {
        BufferedDataTable texts = bench.table(List.of("name"), List.of(row("a"), row("b")));
        assertRefused("The target table has no numeric column.", () -> configure(numericCoupling(), texts));
    }

    @Test
    void namesChosenColumnThatIsMissing() {
        assertRefused(
                "The column \"y\" is chosen, but is missing in the target table.",
                () -> configure(choosing("x", "y"), bench.numbers(5)));
    }

    @Test
    void namesChosenColumnThatIsNotNumeric() {
        BufferedDataTable table = bench.table(List.of("x", "name"), List.of(row(1.0, "a"), row(2.0, "b")));
        assertRefused(
                "The column \"name\" of the target table is chosen, but is not numeric",
                () -> configure(choosing("x", "name"), table));
    }

    @Test
    void refusesChoiceOfNoColumn() {
        assertRefused("No column of the target table is chosen.", () -> configure(choosing(), bench.numbers(5)));
    }

    @Test
    void namesColumnsThatTheSourceLacks() throws Exception {
        BufferedDataTable source = bench.table(List.of("z"), List.of(row(1.0), row(2.0)));
        NodeHandle node = withSource();
        assertRefused(
                "The source table lacks the columns \"x\", \"k\".", () -> configure(node, bench.numbers(5), source));
    }

    @Test
    void namesSourceColumnOfAnotherKind() throws Exception {
        BufferedDataTable decimals = bench.table(List.of("x", "k"), List.of(row(1.0, 0.5), row(2.0, 1.5)));
        BufferedDataTable texts = bench.table(List.of("x", "k"), List.of(row(1.0, "a"), row(2.0, "b")));
        NodeHandle node = withSource();
        assertRefused(
                "The column \"k\" of the source table holds decimal numbers, but whole numbers are modelled",
                () -> configure(node, bench.numbers(5), decimals));
        assertRefused(
                "The column \"k\" of the source table is not numeric", () -> configure(node, bench.numbers(5), texts));
    }

    @Test
    void pairedNeedsSourceTable() {
        assertRefused(
                "The coupling is Paired, but no source table is connected.",
                () -> configure(numericCoupling("coupling", "PAIRED"), bench.numbers(5)));
    }

    @Test
    void keyColumnIsNamedWhenMissingOrNotChosen() throws Exception {
        NodeHandle unchosen = withSource("coupling", "PAIRED", "pairBy", "KEY_COLUMN");
        assertRefused("no key column is chosen", () -> configure(unchosen, bench.numbers(5), bench.numbers(5)));
        NodeHandle absent = withSource("coupling", "PAIRED", "pairBy", "KEY_COLUMN", "keyColumn", null);
        assertRefused("no key column is chosen", () -> configure(absent, bench.numbers(5), bench.numbers(5)));
        NodeHandle unknown = withSource("coupling", "PAIRED", "pairBy", "KEY_COLUMN", "keyColumn", "id");
        assertRefused(
                "The key column \"id\" is missing in the target table.",
                () -> configure(unknown, bench.numbers(5), bench.numbers(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4097})
    void transportBatchOutsideItsRangeIsRefused(int size) {
        assertRefused(
                String.format(Locale.ROOT, "The batch size of optimal transport is %,d", size),
                () -> numericCoupling("coupling", "OPTIMAL_TRANSPORT", "transportBatch", size));
    }

    @Test
    void refusesTablesThatAreTooShort() throws Exception {
        NodeHandle node = numericCoupling();
        BufferedDataTable none = bench.table(List.of("x"), List.of());
        BufferedDataTable one = bench.table(List.of("x"), List.of(row(1.0)));
        assertExecutionFails("no rows", () -> bench.run(node, none));
        assertExecutionFails("one row", () -> bench.run(node, one));
    }

    @Test
    void refusesSourceTablesThatAreTooShort() throws Exception {
        BufferedDataTable target = bench.table(List.of("x"), List.of(row(1.0), row(2.0)));
        BufferedDataTable none = bench.table(List.of("x"), List.of());
        BufferedDataTable one = bench.table(List.of("x"), List.of(row(1.0)));
        assertExecutionFails("The source table has no rows.", () -> bench.run(withSource(), target, none));
        assertExecutionFails("The source table has only one row.", () -> bench.run(withSource(), target, one));
    }

    @Test
    void saysWhenSkippingLeavesTooFewRows() throws Exception {
        BufferedDataTable good = bench.table(List.of("x"), List.of(row(1.0), row(2.0), row(3.0)));
        BufferedDataTable bad = bench.table(List.of("x"), List.of(row(Double.NaN), row((Object) null), row(3.0)));
        assertExecutionFails(
                "2 of the 3 rows of the target table were skipped",
                () -> bench.run(numericCoupling("badRows", "SKIP"), bad));
        assertExecutionFails(
                "2 of the 3 rows of the source table were skipped",
                () -> bench.run(withSource("badRows", "SKIP"), good, bad));
        assertExecutionFails(
                "2 of the 3 rows of the paired tables were skipped",
                () -> bench.run(withSource("badRows", "SKIP", "coupling", "PAIRED"), good, bad));
    }

    @Test
    void constantColumnsAloneCannotBeModelled() throws Exception {
        BufferedDataTable table = bench.table(List.of("x"), List.of(row(3.0), row(3.0), row(3.0)));
        assertExecutionFails("constant", () -> bench.run(numericCoupling(), table));
    }

    @Test
    void namesColumnAndRowOfBadCells() throws Exception {
        NodeHandle node = numericCoupling();
        for (Double bad : new Double[] {null, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            BufferedDataTable table =
                    bench.table(List.of("x", "y"), List.of(row(1.0, 1.0), row(2.0, bad), row(bad, 5.0), row(3.0, 4.0)));
            assertExecutionFails(
                    "The column \"y\" of the target table is missing, NaN or infinite in the row \"Row1\".",
                    () -> bench.run(node, table));
        }
    }

    @Test
    void longsBeyondExactDoublesAreNamed() throws Exception {
        BufferedDataTable table = bench.table(List.of("n"), List.of(row(1L), row((1L << 53) + 2), row(3L)));
        assertExecutionFails(
                "The column \"n\" of the target table has the value 9007199254740994, which is outside the exact range",
                () -> bench.run(numericCoupling(), table));
    }

    @Test
    void skipsBadRowsWithCount() throws Exception {
        NodeHandle node = numericCoupling("badRows", "SKIP");
        BufferedDataTable table = bench.table(
                List.of("x", "y"),
                List.of(row(1.0, 1.0), row(2.0, null), row(Double.NaN, 5.0), row(3.0, 4.0), row(4.0, 2.0)));
        FlowCouplingPortObject coupling = bench.first(node, table);
        assertEquals(3, coupling.coupling().rows());
        assertEquals(
                "2 rows of the target table with missing, NaN or infinite cells were skipped.",
                node.warning().orElseThrow());
    }

    @Test
    void pairedTablesLoseBothRowsOfABadPair() throws Exception {
        NodeHandle node = withSource("coupling", "PAIRED", "badRows", "SKIP", "scaling", "NONE");
        BufferedDataTable target =
                bench.table(List.of("x"), List.of(row(1.0), row((Object) null), row(3.0), row(4.0), row(5.0)));
        BufferedDataTable source =
                bench.table(List.of("x"), List.of(row(10.0), row(20.0), row(30.0), row((Object) null), row(50.0)));
        Coupling coupling =
                bench.<FlowCouplingPortObject>first(node, target, source).coupling();
        assertColumn(coupling.target(), 1, 3, 5);
        assertColumn(coupling.source().orElseThrow(), 10, 30, 50);
        assertEquals(
                "2 pairs of the tables with missing, NaN or infinite cells were skipped.",
                node.warning().orElseThrow());
    }

    @Test
    void pairsByKeyWhateverTheOrder() throws Exception {
        NodeHandle node =
                withSource("coupling", "PAIRED", "pairBy", "KEY_COLUMN", "keyColumn", "id", "scaling", "NONE");
        BufferedDataTable target = bench.table(List.of("id", "x"), List.of(row(7, 1.0), row(8, 2.0), row(9, 3.0)));
        BufferedDataTable source = bench.table(List.of("id", "x"), List.of(row(9, 30.0), row(7, 10.0), row(8, 20.0)));
        Coupling coupling =
                bench.<FlowCouplingPortObject>first(node, target, source).coupling();
        assertEquals(1, coupling.columns(), "the key is not modelled");
        assertColumn(coupling.target(), 1, 2, 3);
        assertColumn(coupling.source().orElseThrow(), 10, 20, 30);
    }

    @Test
    void unmatchedAndMissingKeysAreNamed() throws Exception {
        NodeHandle node = withSource("coupling", "PAIRED", "pairBy", "KEY_COLUMN", "keyColumn", "id");
        BufferedDataTable target = bench.table(List.of("id", "x"), List.of(row("a", 1.0), row("b", 2.0)));
        BufferedDataTable other = bench.table(List.of("id", "x"), List.of(row("a", 1.0), row("c", 2.0)));
        BufferedDataTable without = bench.table(List.of("id", "x"), List.of(row("a", 1.0), row(null, 2.0)));
        assertExecutionFails("The key \"b\" of the target table", () -> bench.run(node, target, other));
        assertExecutionFails(
                "The key column \"id\" of the source table is missing in the row \"Row1\".",
                () -> bench.run(node, target, without));
    }

    @Test
    void pairedTablesOfDifferentLengthAreRefused() throws Exception {
        NodeHandle node = withSource("coupling", "PAIRED");
        assertExecutionFails(
                "The target table has 5 rows, the source table has 6",
                () -> bench.run(node, bench.numbers(5), bench.numbers(6)));
    }

    @Test
    void smallTableShrinksTransportBatchWithWarning() throws Exception {
        NodeHandle node = numericCoupling("coupling", "OPTIMAL_TRANSPORT");
        bench.run(node, bench.numbers(20));
        assertTrue(node.warning().orElseThrow().contains("batches of 20 rows"), node.warning()::toString);
    }

    @Test
    void newColumnsAreTakenInAndTextIsNot() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("a", "name", "b"), List.of(row(1.0, "u", 5L), row(2.0, "v", 6L), row(4.0, "w", 9L)));
        FlowCouplingPortObject coupling = bench.first(numericCoupling(), table);
        assertEquals(
                List.of(new ColumnInfo("a", ColumnKind.DOUBLE), new ColumnInfo("b", ColumnKind.LONG)),
                coupling.getSpec().columns());
    }

    private static NodeHandle choosing(String... columns) throws InvalidSettingsException {
        return numericCoupling(
                "columns/manualFilter/manuallySelected", columns, "columns/manualFilter/includeUnknownColumns", false);
    }

    private static NodeHandle withSource(Object... settings) throws InvalidSettingsException {
        return NodeBench.numericTranslation(settings);
    }

    private static void assertColumn(RowMatrix rows, double... expected) {
        assertEquals(expected.length, rows.rows());
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row], rows.get(row, 0));
        }
    }
}
