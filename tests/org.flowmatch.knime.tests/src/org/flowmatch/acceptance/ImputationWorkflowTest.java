// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gaps of parcels filled by a flow, beside KNIME's medians and most frequent values; what the cells were is known. */
class ImputationWorkflowTest {
    private static final List<String> NAMES = MadeParcels.NAMES;

    private final List<List<String>> complete = new MadeParcels().rows(MadeTables.ROWS);
    private final List<List<String>> gappy = new MadeParcels().withGaps(MadeTables.ROWS);

    @TempDir
    Path folder;

    @Test
    void theTableIsTheMadeOne() throws Exception {
        assertEquals(MadeTables.lines(NAMES, gappy), Files.readAllLines(MadeTables.data("imputation", "parcels.csv")));
    }

    @Test
    void theFlowKnowsMoreOfAGapThanItsColumnDoes() throws Exception {
        Path completed = folder.resolve("completed.csv");
        Path medians = folder.resolve("medians.csv");
        try (WorkflowRun run = StoredWorkflow.run(
                "imputation",
                "6,settings/file_chooser_settings/path/path," + completed.toUri() + ",String",
                "8,settings/file_chooser_settings/path/path," + medians.toUri() + ",String",
                "4,budget,STEPS,String",
                "4,steps,1500,long")) {
            assertEquals(
                    run.node(1)
                            .table(1)
                            .getDataTableSpec()
                            .getColumnSpec("kind")
                            .getType(),
                    run.node(5)
                            .table(1)
                            .getDataTableSpec()
                            .getColumnSpec("kind")
                            .getType());
        }
        Filled flow = new Filled(MadeTables.read(completed, NAMES));
        Filled simple = new Filled(MadeTables.read(medians, NAMES));
        System.out.printf(
                "imputation: labels right %.3f by the flow, %.3f by the most frequent; error of numbers %.4f of their range"
                        + " by the flow, %.4f by the median%n",
                flow.right(), simple.right(), flow.error(), simple.error());
        assertTrue(flow.right() > simple.right() + 0.15, flow.right() + " beside " + simple.right());
        assertTrue(flow.error() < 0.6 * simple.error(), flow.error() + " beside " + simple.error());
    }

    /** A table without gaps, of which the cells that were there are as they were. */
    private final class Filled {
        private final List<List<String>> rows;

        Filled(List<List<String>> rows) {
            this.rows = rows;
            assertEquals(gappy.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                for (int c = 0; c < NAMES.size(); c++) {
                    String before = gappy.get(i).get(c);
                    String now = rows.get(i).get(c);
                    assertTrue(!now.isEmpty(), "row " + i + " has no " + NAMES.get(c));
                    if (!before.isEmpty()) {
                        assertEquals(cell(before, c), cell(now, c), "row " + i + ", " + NAMES.get(c));
                    }
                }
            }
        }

        private static Object cell(String text, int column) {
            return column < MadeParcels.TEXTS ? text : (Object) Double.valueOf(text);
        }

        /** The share of the gaps of texts that got the right one. */
        double right() {
            int gaps = 0;
            int right = 0;
            for (int i = 0; i < rows.size(); i++) {
                for (int c = 0; c < MadeParcels.TEXTS; c++) {
                    if (gappy.get(i).get(c).isEmpty()) {
                        gaps++;
                        right += rows.get(i).get(c).equals(complete.get(i).get(c)) ? 1 : 0;
                    }
                }
            }
            return (double) right / gaps;
        }

        /** The mean absolute error of the gaps of numbers, each in units of its column's range. */
        double error() {
            double sum = 0;
            int gaps = 0;
            for (int c = MadeParcels.TEXTS; c < NAMES.size(); c++) {
                int column = c;
                double[] all = complete.stream()
                        .mapToDouble(row -> Double.parseDouble(row.get(column)))
                        .sorted()
                        .toArray();
                for (int i = 0; i < rows.size(); i++) {
                    if (gappy.get(i).get(c).isEmpty()) {
                        gaps++;
                        double error = Double.parseDouble(rows.get(i).get(c))
                                - Double.parseDouble(complete.get(i).get(c));
                        sum += Math.abs(error) / (all[all.length - 1] - all[0]);
                    }
                }
            }
            return sum / gaps;
        }
    }
}
