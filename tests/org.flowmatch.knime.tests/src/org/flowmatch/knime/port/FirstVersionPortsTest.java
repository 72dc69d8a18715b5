// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.PortStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/**
 * Port objects that the first version stored, in executed workflows or by Model Writer, still load and mean the same. They
 * were made by its own nodes from 40 rows of {@link NodeBench#numbers}: an optimal transport coupling, its linear path, a
 * model of {@link NodeBench#quickLearner}, pairs of its reflow, and 12 rows that Flow Sampler drew from the model.
 */
class FirstVersionPortsTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder.resolve("run"));
    }

    @Test
    void couplingsAndPathsTrain() throws Exception {
        FlowCouplingPortObject coupling = load("coupling");
        assertEquals(
                new CouplingSettings.OptimalTransport(256), coupling.getSpec().coupling());
        assertEquals(List.of(), coupling.getSpec().conditions());
        assertEquals(40, coupling.coupling().rows());
        ConditionalPathPortObject path = load("path");
        assertEquals(new LinearPath(), path.getSpec().path());
        FlowModelPortObject model = bench.first(quickLearner(), path);
        assertEquals(path.getSpec().columns(), model.getSpec().columns());
    }

    @Test
    void aModelGivesTheSameRows() throws Exception {
        FlowModelPortObject model = load("model");
        AffineVelocity velocity =
                assertInstanceOf(AffineVelocity.class, model.getSpec().dynamics());
        assertEquals(Prediction.VELOCITY, velocity.prediction());
        assertEquals(List.of(), model.getSpec().conditions());
        assertFalse(velocity.scoreHead());
        BufferedDataTable sampled = bench.first(node(new FlowSamplerNodeFactory(), "rows", 12, "device", "CPU"), model);
        String[] lines = text("version1/sampled.csv").strip().split("\n");
        assertEquals(lines.length, sampled.size());
        double[] x = column(sampled, "x");
        double[] k = column(sampled, "k");
        for (int row = 0; row < lines.length; row++) {
            String[] cells = lines[row].split(",");
            // x is rounded to 0.01 and k to whole numbers when rows are decoded, so rounding of the network does not
            // show
            assertEquals(Double.parseDouble(cells[0]), x[row], 1e-9);
            assertEquals(Double.parseDouble(cells[1]), k[row], 1e-9);
        }
    }

    @Test
    void aModelIsReflowedAndItsPairsTrain() throws Exception {
        FlowCouplingPortObject pairs = bench.first(node(new FlowReflowNodeFactory(), "rows", 20), load("model"));
        assertEquals(1, ((CouplingSettings.Reflow) pairs.getSpec().coupling()).rounds());
        FlowCouplingPortObject stored = load("reflow");
        assertEquals(1, ((CouplingSettings.Reflow) stored.getSpec().coupling()).rounds());
        assertTrue(stored.coupling().conditions().isEmpty());
        assertEquals(20, stored.coupling().rows());
    }

    @SuppressWarnings("unchecked") // the caller knows what is stored under the name
    private <T extends PortObject> T load(String name) throws Exception {
        Path stored = Files.createDirectories(folder.resolve(name));
        try (InputStream zip = FirstVersionPortsTest.class.getResourceAsStream("version1/" + name + "/port.zip")) {
            Files.copy(zip, stored.resolve("port.zip"));
        }
        return (T) PortStore.load(stored, bench.context());
    }

    private static String text(String resource) throws IOException {
        try (InputStream stored = FirstVersionPortsTest.class.getResourceAsStream(resource)) {
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
