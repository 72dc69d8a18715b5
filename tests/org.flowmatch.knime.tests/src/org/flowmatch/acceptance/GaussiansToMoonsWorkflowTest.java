// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.metric.FlowGeometry;
import org.flowmatch.engine.metric.Wasserstein;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;

/** Two flows between the same two tables: the coupling decides how much the flow moves. */
class GaussiansToMoonsWorkflowTest {
    private static final int TARGET = 1;
    private static final int FRESH_SOURCE = 3;
    private static final int INDEPENDENT_LEARNER = 6;
    private static final int TRANSPORT_LEARNER = 10;

    @Test
    void optimalTransportNeedsATenthOfTheExcessEnergy() throws Exception {
        try (WorkflowRun run = StoredWorkflow.run("gaussians-to-moons")) {
            RowMatrix source = StoredWorkflow.rows(run.node(FRESH_SOURCE).table(1));
            RowMatrix target = first(StoredWorkflow.rows(run.node(TARGET).table(1)), source.rows());
            double distance = Wasserstein.exact(source, target);
            double independent = excess(run, INDEPENDENT_LEARNER, source, distance);
            double transport = excess(run, TRANSPORT_LEARNER, source, distance);
            System.out.printf(
                    "gaussians-to-moons: W2 %.3f, normalised path energy: independent %.4f, optimal transport %.4f"
                            + " (%.1f times less)%n",
                    distance, independent, transport, independent / transport);
            assertTrue(
                    transport <= independent / 10,
                    "optimal transport " + transport + " against independent " + independent);
        }
    }

    private static double excess(WorkflowRun run, int learner, RowMatrix source, double distance) {
        FlowModel model = run.node(learner).output(1, FlowModelPortObject.class).model();
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            return FlowGeometry.of(
                            velocity.field(),
                            source,
                            model.velocity().path().tMin(),
                            model.velocity().path().tMax(),
                            100,
                            Monitor.none())
                    .normalisedPathEnergy(distance);
        }
    }

    private static RowMatrix first(RowMatrix rows, int count) {
        float[] values = new float[count * rows.columns()];
        rows.copyRows(0, count, values);
        return RowMatrix.of(values, rows.columns());
    }
}
