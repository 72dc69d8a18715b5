// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** The six nodes one after the other. */
class ChainTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    @Test
    void noiseToMoonsReflowedAndSampledInOneStep() throws Exception {
        BufferedDataTable moons = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 500));
        FlowModelPortObject model = bench.first(quickLearner("steps", 300L), bench.path(moons, "scaling", "NONE"));

        NodeHandle reflow = node(new FlowReflowNodeFactory(), "rows", 400, "solver/steps", 10, "device", "CPU");
        FlowCouplingPortObject pairs = bench.first(reflow, model);
        assertEquals(Optional.empty(), reflow.codingProblem());
        assertEquals(
                new CouplingSettings.Reflow("MIDPOINT", 10, 1, SourceLaw.GAUSSIAN),
                pairs.getSpec().coupling());
        assertEquals(pairs.getSpec(), reflow.configure(new PortObjectSpec[] {model.getSpec()})[0]);
        assertEquals(SourceLaw.GAUSSIAN, pairs.getSpec().source(), "a reflowed model still starts from noise");

        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), pairs);
        FlowModelPortObject straight = bench.first(quickLearner("steps", 300L), path);
        assertEquals(1, straight.getSpec().reflowRounds());

        BufferedDataTable sampled = bench.first(
                node(
                        new FlowSamplerNodeFactory(),
                        "rows",
                        50,
                        "solver/method",
                        "EULER",
                        "solver/steps",
                        1,
                        "device",
                        "CPU"),
                straight);
        assertEquals(50, sampled.size());
        // the moons lie in [-1.2, 2.2] x [-0.7, 1.2]; decoded rows stay within what was observed
        assertTrue(Arrays.stream(column(sampled, "x")).allMatch(x -> x > -1.5 && x < 2.5));
        assertTrue(Arrays.stream(column(sampled, "y")).allMatch(y -> y > -1 && y < 1.5));

        NodeHandle again = node(new FlowReflowNodeFactory(), "rows", 50, "device", "CPU");
        FlowCouplingPortObject second = bench.first(again, straight);
        assertEquals(2, ((CouplingSettings.Reflow) second.getSpec().coupling()).rounds());
    }

    @Test
    void tableToTableReflowedNeedsItsSourceRows() throws Exception {
        BufferedDataTable gaussian =
                bench.first(node(new FlowExampleDataNodeFactory(), "distribution", "EIGHT_GAUSSIANS", "rows", 300));
        BufferedDataTable moons = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 300));
        NodeHandle coupling = NodeBench.numericTranslation("coupling", "OPTIMAL_TRANSPORT", "scaling", "NONE");
        PortObject path = bench.first(
                node(new ConditionalPathNodeFactory()), (PortObject) bench.first(coupling, moons, gaussian));
        FlowModelPortObject model = bench.first(quickLearner(), path);

        Messages.assertRefused(
                "no table of source rows is connected",
                () -> NodeBench.configure(node(new FlowReflowNodeFactory()), model));
        NodeHandle reflow =
                nodeWith(new FlowReflowNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, "device", "CPU");
        FlowCouplingPortObject pairs = bench.first(reflow, model, gaussian);
        assertEquals(300, pairs.coupling().rows());
        assertEquals(SourceLaw.TABLE, pairs.getSpec().source());
    }
}
