// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.example.KnownDensity;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

/** Positions of a known law learnt, sampled and scored. */
class EarthWorkflowTest {
    private static final int SAMPLED = 6;
    private static final int SCORED = 7;
    private static final KnownDensity LAW = ExampleDistribution.SPHERE.density().orElseThrow();

    @Test
    void positionsAreLearntAcrossThePoleAndTheDateLine() throws Exception {
        try (WorkflowRun run = StoredWorkflow.run("earth")) {
            BufferedDataTable scored = run.node(SCORED).table(1);
            double entropy = 0;
            double divergence = 0;
            for (DataRow row : scored) {
                double log = LAW.logDensity(number(row, 0), number(row, 1));
                entropy -= log / scored.size();
                divergence +=
                        (log - number(row, scored.getDataTableSpec().findColumnIndex("log density"))) / scored.size();
            }
            BufferedDataTable sampled = run.node(SAMPLED).table(1);
            double cross = 0;
            int east = 0;
            int west = 0;
            for (DataRow row : sampled) {
                double latitude = number(row, 0);
                double longitude = number(row, 1);
                assertTrue(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180, latitude + ", " + longitude);
                cross -= LAW.logDensity(latitude, longitude) / sampled.size();
                east += longitude > 170 ? 1 : 0;
                west += longitude < -170 ? 1 : 0;
            }
            System.out.printf(
                    "entropy of the law %.3f, of it by made rows %.3f nats per steradian; divergence of the model %.3f%n",
                    entropy, cross, divergence);
            assertTrue(divergence > -0.05 && divergence < 0.1, "divergence " + divergence);
            assertEquals(entropy, cross, 0.2);
            assertTrue(east > 50 && west > 50, east + " and " + west + " rows on the two sides of the date line");
        }
    }

    private static double number(DataRow row, int column) {
        return ((DoubleValue) row.getCell(column)).getDoubleValue();
    }
}
