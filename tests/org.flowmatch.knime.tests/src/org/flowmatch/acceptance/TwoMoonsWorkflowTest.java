// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.metric.Wasserstein;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;

/**
 * The whole chain on two moons. The floor is the W2 distance that two fresh samples of the true distribution have from
 * each other at this size: no model can be nearer than that.
 */
class TwoMoonsWorkflowTest {
    private static final int ROWS = 2_000;
    private static final int MANY_STEPS = 5;
    private static final int ONE_STEP_BEFORE = 6;
    private static final int ONE_STEP_AFTER = 10;

    @Test
    void manyStepsAndOneStepAfterReflowComeNearTheFloor() throws Exception {
        double floor = StoredWorkflow.median(IntStream.range(0, 10)
                .mapToDouble(i -> Wasserstein.exact(moons(100 + i), moons(200 + i)))
                .toArray());
        RowMatrix fresh = moons(77);
        long began = System.nanoTime();
        try (WorkflowRun run = StoredWorkflow.run("two-moons")) {
            double seconds = (System.nanoTime() - began) / 1e9;
            double many = floors(run, MANY_STEPS, fresh, floor);
            double before = floors(run, ONE_STEP_BEFORE, fresh, floor);
            double after = floors(run, ONE_STEP_AFTER, fresh, floor);
            System.out.printf(
                    "two-moons: %.0f s; W2 in floors of %.4f: many steps %.2f, one step %.2f, one step after reflow"
                            + " %.2f%n",
                    seconds, floor, many, before, after);
            assertTrue(many <= 1.5, "many steps: " + many + " floors");
            assertTrue(before > 5, "without reflow one Euler step must be poor, or reflow proves nothing: " + before);
            assertTrue(after <= 1.7, "one step after reflow: " + after + " floors");
        }
    }

    private static double floors(WorkflowRun run, int node, RowMatrix fresh, double floor) {
        RowMatrix sampled = StoredWorkflow.rows(run.node(node).table(1));
        assertTrue(sampled.rows() == ROWS, "node " + node + " gives " + sampled.rows() + " rows");
        return Wasserstein.exact(sampled, fresh) / floor;
    }

    private static RowMatrix moons(long seed) {
        Table table = ExampleDistribution.TWO_MOONS.sample(ROWS, 0.05, 0, seed);
        float[] values = new float[2 * ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) table.get(i / 2, i % 2);
        }
        return RowMatrix.of(values, 2);
    }
}
