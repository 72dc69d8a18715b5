// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;

/** A cancel in the middle of long work ends it within a second and leaves no file. */
class CancelTest {
    /** A second on an idle computer, more where others hold the cores; what is cancelled would take far longer. */
    private static final long WITHIN_NANOS = 5_000_000_000L;

    @TempDir
    Path folder;

    private NodeBench bench;
    private PortObject path;

    @BeforeEach
    void prepare() throws Exception {
        bench = new NodeBench(folder);
        BufferedDataTable rows = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 1000));
        path = bench.path(rows, "scaling", "NONE");
    }

    @Test
    void inTraining() throws Exception {
        assertCancels(quickLearner("width", 256, "layers", 4, "batchSize", 1024, "steps", 1_000_000L), 0, path);
    }

    @Test
    void inSampling() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner("width", 256), path);
        assertCancels(
                node(new FlowSamplerNodeFactory(), "rows", 1_000_000, "solver/steps", 1000, "device", "CPU"),
                0.1,
                model);
    }

    @Test
    void inImputing() throws Exception {
        BufferedDataTable rows = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 20_000));
        FlowModelPortObject model = bench.first(quickLearner("width", 256), (PortObject) bench.mixedPath(rows));
        List<List<Object>> gaps = new ArrayList<>();
        for (double x : NodeBench.column(rows, "x")) {
            gaps.add(NodeBench.row(x, null));
        }
        assertCancels(
                node(new FlowImputerNodeFactory(), "result", "DRAWS", "draws", 100, "solver/steps", 1000),
                0.2001,
                model,
                bench.table(List.of("x", "y"), gaps));
    }

    @Test
    void inReflow() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner("width", 256), path);
        assertCancels(
                node(new FlowReflowNodeFactory(), "rows", 1_000_000, "solver/steps", 1000, "device", "CPU"),
                0.1,
                model);
    }

    @Test
    void inScoring() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner("width", 256), path);
        BufferedDataTable rows = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 20_000));
        assertCancels(node(new FlowLikelihoodNodeFactory(), "solver/steps", 1000), 0.1801, model, rows);
    }

    @Test
    void inDiagnostics() throws Exception {
        BufferedDataTable rows = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 10_000));
        PortObject coupling = bench.first(numericCoupling("scaling", "NONE"), rows);
        PortObject pairs = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        FlowModelPortObject model = bench.first(quickLearner(), pairs);
        // in the first distances, which take some 20 s
        assertCancels(
                node(new FlowDiagnosticsNodeFactory(), "rows", 5000, "mostEvaluations", 2), 0.35, model, coupling);
    }

    @Test
    void inDrawingNoise() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner(), path);
        assertCancels(node(new FlowSamplerNodeFactory(), "rows", 20_000_000), 0, model);
    }

    @Test
    void inDrawingExampleRows() throws Exception {
        assertCancels(node(new FlowExampleDataNodeFactory(), "rows", 10_000_000), 0);
    }

    /** Short work: what counts is that it does not end as if it was not cancelled, and leaves nothing. */
    @Test
    void inStoringACoupling() throws Exception {
        BufferedDataTable rows = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 300_000));
        assertCancels(numericCoupling("scaling", "NONE"), 0.79, rows);
    }

    /** Cancels as soon as the node reports more progress than the fraction from which its long work counts. */
    private void assertCancels(NodeHandle node, double from, PortObject... inputs) throws Exception {
        NodeBench.configure(node, inputs);
        Set<Path> before = files();
        AtomicLong cancelledAt = new AtomicLong();
        assertThrows(
                CanceledExecutionException.class,
                () -> node.execute(
                        inputs,
                        bench.context(
                                (fraction, message) -> {
                                    if (fraction > from) {
                                        cancelledAt.compareAndSet(0, System.nanoTime());
                                    }
                                },
                                () -> cancelledAt.get() != 0)));
        long taken = System.nanoTime() - cancelledAt.get();
        assertTrue(taken < WITHIN_NANOS, "took " + taken / 1_000_000 + " ms");
        assertEquals(before, files());
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }
}
