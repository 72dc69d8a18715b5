// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

/** Codes with a check digit learnt beside properties: made, completed, and counted by the scorers of the workflow. */
class CodesWorkflowTest {
    private static final int MADE = 5;
    private static final int COMPLETED = 8;
    private static final int VALID = 9;
    private static final int KNOWN = 10;
    private static final int VALID_COMPLETED = 11;

    @Test
    void theTablesAreTheMadeOnes() throws Exception {
        MadeArticles made = new MadeArticles();
        assertFile(made.rows(), MadeArticles.NAMES, "articles.csv");
        assertFile(MadeArticles.inEachState(made.known()), MadeArticles.STATE_AND_CODE, "known.csv");
        assertFile(made.given(), MadeArticles.CODE, "given.csv");
        assertFile(MadeArticles.inEachState(MadeArticles.valid()), MadeArticles.STATE_AND_CODE, "valid.csv");
        assertEquals(3600, MadeArticles.valid().size());
        assertTrue(MadeArticles.valid().stream().allMatch(MadeArticles::isValid));
        assertTrue(MadeArticles.valid().containsAll(made.known()));
    }

    private static void assertFile(List<List<String>> rows, List<String> names, String file) throws Exception {
        assertEquals(MadeTables.lines(names, rows), Files.readAllLines(MadeTables.data("codes", file)));
    }

    @Test
    void madeAndCompletedCodesAreValidAndMostOfThemNew() throws Exception {
        try (WorkflowRun run = StoredWorkflow.run("codes")) {
            List<List<String>> made = cells(run.node(MADE).table(1));
            List<String> codes = made.stream().map(row -> row.get(3)).toList();
            double valid = codes.stream().filter(MadeArticles::isValid).count() / (double) codes.size();
            Set<String> known = new MadeArticles().known();
            double fresh = codes.stream()
                            .filter(code -> MadeArticles.isValid(code) && !known.contains(code))
                            .count()
                    / (double) codes.stream().filter(MadeArticles::isValid).count();
            List<List<String>> given = new MadeArticles().given();
            List<String> completed = cells(run.node(COMPLETED).table(1)).stream()
                    .map(row -> row.get(3))
                    .toList();
            for (int row = 0; row < given.size(); row++) {
                assertKept(given.get(row).get(0), completed.get(row));
            }
            double right = completed.stream().filter(MadeArticles::isValid).count() / (double) completed.size();
            System.out.printf(
                    "codes: %.1f%% of the made ones are valid, %.0f%% of these new; %.1f%% of the completed ones%n",
                    100 * valid, 100 * fresh, 100 * right);
            assertTrue(valid >= 0.95, "share of valid codes " + valid);
            assertTrue(fresh >= 0.5, "share of new ones " + fresh);
            assertTrue(right >= 0.95, "share of valid completed codes " + right);
            assertEquals(valid, copies(run.node(VALID).table(1)), 1e-9);
            assertEquals(right, copies(run.node(VALID_COMPLETED).table(1)), 1e-9);
            assertEquals(
                    codes.stream().filter(known::contains).count() / (double) codes.size(),
                    copies(run.node(KNOWN).table(1)),
                    1e-9);
            long fitting = made.stream().filter(CodesWorkflowTest::fits).count();
            assertTrue(
                    fitting >= 0.99 * made.size(),
                    () -> made.size() - fitting + " codes do not fit their kind, such as "
                            + made.stream().filter(row -> !fits(row)).findFirst());
        }
    }

    /** Valves, and they alone, have a V at the end. */
    private static boolean fits(List<String> row) {
        return row.get(0).equals("valve") == row.get(3).endsWith("V");
    }

    private static void assertKept(String given, String completed) {
        assertEquals(given.length(), completed.length(), given + " became " + completed);
        assertTrue(
                IntStream.range(0, given.length())
                        .allMatch(k -> given.charAt(k) == '?' || given.charAt(k) == completed.charAt(k)),
                given + " became " + completed);
    }

    private static double copies(BufferedDataTable measures) {
        int value = measures.getDataTableSpec().findColumnIndex("value");
        for (DataRow row : measures) {
            for (int c = 0; c < row.getNumCells(); c++) {
                if (row.getCell(c).toString().equals("exact copies (share)")) {
                    return ((DoubleValue) row.getCell(value)).getDoubleValue();
                }
            }
        }
        throw new AssertionError("no share of exact copies");
    }

    private static List<List<String>> cells(BufferedDataTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (DataRow row : table) {
            rows.add(IntStream.range(0, row.getNumCells())
                    .mapToObj(c -> row.getCell(c).toString())
                    .toList());
        }
        return rows;
    }
}
