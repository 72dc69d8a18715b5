// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException;

/** What Flow Coupling says of columns that are left out, and of cells and columns that had better be. */
class CouplingWarningsTest {
    private static final String LEFT_OUT =
            "The output will not have the columns \"name\" (String), \"size\" (String): they"
                    + " are not numeric. To model them, convert to numbers first, for instance with One to Many or Extract"
                    + " Date&Time Fields; a few labels can be conditions.";

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private BufferedDataTable withTexts() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(row("n" + i % 4, i * 0.37, i % 2 == 0 ? "small" : "large"));
        }
        return bench.table(List.of("name", "x", "size"), rows);
    }

    @Test
    void columnsThatAreNotNumericAreNamedBeforeAndAfterTheRun() throws Exception {
        NodeHandle node = numericCoupling();
        configure(node, withTexts());
        assertEquals(LEFT_OUT, node.warning().orElseThrow());
        bench.run(node, withTexts());
        assertEquals(LEFT_OUT, node.warning().orElseThrow());
    }

    @Test
    void conditionsAndKeysAreNoneOfThem() throws Exception {
        NodeHandle node = NodeBench.numericTranslation(
                "coupling",
                "PAIRED",
                "pairBy",
                "KEY_COLUMN",
                "keyColumn",
                "name",
                "conditions/manualFilter/manuallySelected",
                new String[] {"size"});
        configure(node, withTexts(), withTexts());
        assertTrue(node.warning().isEmpty(), node.warning()::toString);
    }

    @Test
    void whatAUserLeavesOutNeedsNoWord() throws Exception {
        NodeHandle node = numericCoupling(
                "columns/manualFilter/manuallySelected",
                new String[] {"x"},
                "columns/manualFilter/includeUnknownColumns",
                false);
        configure(node, bench.numbers(5));
        assertTrue(node.warning().isEmpty(), node.warning()::toString);
    }

    @Test
    void manyColumnsAreCounted() throws Exception {
        List<String> names = new ArrayList<>(List.of("x"));
        List<Object> cells = new ArrayList<>(List.of(1.0));
        for (int i = 0; i < 500; i++) {
            names.add("text" + i);
            cells.add("a");
        }
        NodeHandle node = numericCoupling();
        configure(node, bench.table(names, List.of(cells, cells)));
        assertTrue(
                node.warning().orElseThrow().contains("\"text9\" (String) and 490 more: they"),
                node.warning()::toString);
    }

    private BufferedDataTable longs(long... numbers) {
        List<List<Object>> rows = new ArrayList<>();
        for (long number : numbers) {
            rows.add(row(rows.size() * 0.5, number));
        }
        return bench.table(List.of("a", "b"), rows);
    }

    @Test
    void aLongBeyondExactDoublesIsToldWithAllItsDigits() throws Exception {
        BufferedDataTable table = longs(Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE - 2);
        KNIMEException failure = assertExecutionFails(
                "The column \"b\" of the target table has the value 9223372036854775807, which is outside the exact range of"
                        + " a long column here (below 2^53) in the row \"Row0\".",
                () -> bench.run(numericCoupling(), table));
        String resolution = failure.getKNIMEMessage().getResolutions().get(0);
        assertTrue(resolution.startsWith("Leave the column out of the model"), resolution);
        assertFalse(resolution.contains("Skip"), "every row would go: " + resolution);
    }

    @Test
    void whereColumnsAreModelledByTheirValuesItIsLeftOut() throws Exception {
        NodeHandle node = node(new FlowCouplingNodeFactory());
        FlowCouplingPortObject coupling = bench.first(node, longs(1, 7, Long.MIN_VALUE, 3));
        assertEquals(
                List.of("a"),
                coupling.getSpec().columns().stream().map(ColumnInfo::name).toList());
        assertEquals(
                "The column \"b\" is left out: it holds whole numbers beyond 2^53, which are not exact here, as identifiers"
                        + " do. Convert a quantity to decimal numbers first, for instance with Math Formula.",
                node.warning().orElseThrow());
        String shown = node.viewInitialData().orElseThrow();
        assertTrue(shown.contains("it holds whole numbers beyond 2^53"), shown);
    }

    /** A user who says how to model it is told why that cannot be; so is one who has no other column. */
    @Test
    void itIsRefusedWhereItWasAskedFor() throws Exception {
        NodeHandle asked = node(
                new FlowCouplingNodeFactory(), "modelling/roles/0/column", "b", "modelling/roles/0/role", "NUMBER");
        assertExecutionFails(
                "The column \"b\" of the target table has the value -9223372036854775808",
                () -> bench.run(asked, longs(1, 7, Long.MIN_VALUE, 3)));
        BufferedDataTable alone = bench.table(List.of("b"), List.of(row(Long.MAX_VALUE), row(1L)));
        assertExecutionFails(
                "Every column of the target table that would be modelled holds whole numbers beyond 2^53, which are not"
                        + " exact here: \"b\".",
                () -> bench.run(node(new FlowCouplingNodeFactory()), alone));
    }

    @Test
    void soIsOneInACondition() throws Exception {
        NodeHandle node = numericCoupling("conditions/manualFilter/manuallySelected", new String[] {"b"});
        assertExecutionFails(
                "The condition column \"b\" of the target table has the value -9223372036854775808, which is outside the"
                        + " exact range of a long column here (below 2^53) in the row \"Row2\".",
                () -> bench.run(node, longs(1, 2, Long.MIN_VALUE)));
    }

    @Test
    void whenTheirRowsAreSkippedTheReasonIsTold() throws Exception {
        NodeHandle node = numericCoupling("badRows", "SKIP");
        bench.run(node, longs(1, 5, 5, 2, Long.MIN_VALUE));
        assertEquals(
                "1 row of the target table with missing, NaN or infinite cells, or whole numbers too large to be exact"
                        + " in \"b\" was skipped.",
                node.warning().orElseThrow());
        KNIMEException failure = assertExecutionFails(
                "3 of the 3 rows of the target table were skipped for missing, NaN or infinite cells, or whole numbers"
                        + " too large to be exact in \"b\"",
                () -> bench.run(node, longs(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE)));
        String resolution = failure.getKNIMEMessage().getResolutions().get(0);
        assertTrue(resolution.startsWith("Leave the column out of the model"), resolution);
    }

    private BufferedDataTable persons(int rows, double first) {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(row(700_001 + i, i == 0 ? first : Math.rint(100 * (30_000 + 9_000 * Math.sin(i))) / 100));
        }
        return bench.table(List.of("person", "salary"), cells);
    }

    @Test
    void aColumnThatLooksLikeAnIdentifierIsNamedAlone() throws Exception {
        NodeHandle node = numericCoupling();
        bench.run(node, persons(100, 20_000));
        String warning = node.warning().orElseThrow();
        assertTrue(warning.startsWith("The column \"person\" looks like an identifier"), warning);
        assertEquals(1, warning.lines().count(), warning);
    }

    @Test
    void aConditionOfNamesIsNamedToo() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(row(Math.sin(i), "person " + i));
        }
        NodeHandle node = numericCoupling("conditions/manualFilter/manuallySelected", new String[] {"who"});
        bench.run(node, bench.table(List.of("x", "who"), rows));
        assertTrue(
                node.warning().orElseThrow().startsWith("The condition column \"who\" looks like an identifier"),
                node.warning()::toString);
    }

    @Test
    void oneCellThatDecidesAScaleIsNamed() throws Exception {
        KNIMEException failure = assertExecutionFails(
                "The column \"salary\" of the target table has a cell far from all others: row 1 has the value 1.0E16",
                () -> bench.run(numericCoupling("scaling", "STANDARDISE"), persons(300, 1e16)));
        assertTrue(failure.getKNIMEMessage().getResolutions().get(0).startsWith("Choose quantile scaling"));
        NodeHandle unscaled = numericCoupling("scaling", "NONE");
        bench.run(unscaled, persons(300, 1e16));
        assertTrue(
                unscaled.warning().orElseThrow().contains("row 1 has the value 1.0E16"), unscaled.warning()::toString);
    }

    @Test
    void aTableOfTextsWithoutRowsHasNoRows() throws Exception {
        BufferedDataTable full = bench.table(List.of("a"), List.of(row("u"), row("v")));
        NodeHandle node = numericCoupling();
        assertRefused("has no numeric column", () -> configure(node, full));
        assertRefused("give one with rows", () -> configure(node, full));
    }

    @Test
    void aLongKeyDoesNotFillTheMessage() throws Exception {
        NodeHandle node = NodeBench.numericTranslation("coupling", "PAIRED", "pairBy", "KEY_COLUMN", "keyColumn", "id");
        BufferedDataTable target =
                bench.table(List.of("id", "x"), List.of(row("k".repeat(100_000), 1.0), row("b", 2.0)));
        BufferedDataTable source = bench.table(List.of("id", "x"), List.of(row("c", 1.0), row("b", 2.0)));
        KNIMEException failure =
                assertExecutionFails("kkk... (100,000 characters)\"", () -> bench.run(node, target, source));
        assertTrue(failure.getKNIMEMessage().getSummary().length() < 500);
    }
}
