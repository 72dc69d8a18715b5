// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.rectifier.FlowRectifierNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** A flow map learnt, sampled, scored, diagnosed and refused through the nodes. */
class FlowMapNodesTest {
    private static final int ROWS = 1500;
    private static final Object[] MAP = {
        "map/learnt", "FLOW_MAP", "learningRate", 8e-3, "batchSize", 256, "width", 48, "layers", 2, "steps", 1000L
    };

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** Two clouds around (-2, -2) and (2, 2), each named. */
    private BufferedDataTable clouds(int rows, long seed, boolean named) {
        Random random = new Random(seed);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double centre = i % 2 == 0 ? -2 : 2;
            double x = centre + 0.4 * random.nextGaussian();
            double y = centre + 0.4 * random.nextGaussian();
            cells.add(named ? row(i % 2 == 0 ? "low" : "high", x, y) : row(x, y));
        }
        return bench.table(named ? List.of("cloud", "x", "y") : List.of("x", "y"), cells);
    }

    private PortObject path(BufferedDataTable table, Object... ofPath) throws Exception {
        return bench.first(node(new ConditionalPathNodeFactory(), ofPath), (PortObject)
                bench.first(numericCoupling("scaling", "STANDARDISE"), table));
    }

    private static NodeHandle learner(Object... more) throws InvalidSettingsException {
        return quickLearner(NodeBench.before(more, MAP));
    }

    private static NodeHandle sampler(Object... more) throws InvalidSettingsException {
        return node(
                new FlowSamplerNodeFactory(),
                NodeBench.before(more, "solver/method", "FLOW_MAP", "solver/steps", 1, "rows", ROWS));
    }

    private static double between(double[] x, double[] y) {
        return IntStream.range(0, x.length)
                        .filter(i -> Math.abs(x[i] + y[i]) < 1)
                        .count()
                / (double) x.length;
    }

    @Test
    void oneStepMakesRowsAndEncodesThem() throws Exception {
        PortObject path = path(clouds(ROWS, 1, false));
        NodeHandle learner = learner();
        FlowModelPortObject model = bench.first(learner, path);
        assertEquals(configure(learner, path)[0], model.getSpec());
        BufferedDataTable one = bench.first(sampler(), model);
        BufferedDataTable euler = bench.first(sampler("solver/method", "EULER"), model);
        // one Euler step of a velocity leaves nearly all rows in the middle
        assertTrue(between(column(euler, "x"), column(euler, "y")) > 0.8);
        double left = between(column(one, "x"), column(one, "y"));
        assertTrue(left < 0.15, left + " of the rows are between the clouds");

        NodeHandle back = nodeWith(
                new FlowSamplerNodeFactory(),
                "Source rows",
                BufferedDataTable.class,
                "solver/method",
                "FLOW_MAP",
                "solver/steps",
                1,
                "direction",
                "BACKWARD");
        BufferedDataTable encoded = bench.first(back, model, one);
        double[] x0 = column(encoded, "x");
        double square = Arrays.stream(x0).map(x -> x * x).average().orElseThrow();
        assertEquals(1, square, 0.35);
    }

    @Test
    void theDensityOfFewStepsIsThatOfTheWholeSolutionWithItsErrorTold() throws Exception {
        PortObject path = path(clouds(ROWS, 1, false));
        FlowModelPortObject model = bench.first(learner("map/density", true), path);
        BufferedDataTable rows = clouds(200, 2, false);
        NodeHandle scorer = node(new FlowLikelihoodNodeFactory(), "solver/method", "FLOW_MAP", "solver/steps", 4);
        double[] few = column(bench.first(scorer, model, rows), "log density");
        String warning = scorer.warning().orElseThrow();
        assertTrue(warning.contains("4 steps of the flow map differ from those of the whole solution by"), warning);
        double[] whole = column(bench.first(node(new FlowLikelihoodNodeFactory()), model, rows), "log density");
        double apart = IntStream.range(0, few.length)
                .mapToDouble(i -> Math.abs(few[i] - whole[i]))
                .average()
                .orElseThrow();
        assertTrue(apart < 0.5, apart + " nats apart");
    }

    @Test
    void diagnosticsTriesItBesideSolvers() throws Exception {
        PortObject coupling = bench.first(numericCoupling(), clouds(400, 1, false));
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        FlowModelPortObject model = bench.first(learner("steps", 400L), path);
        BufferedDataTable distances =
                (BufferedDataTable) bench.run(node(new FlowDiagnosticsNodeFactory(), "rows", 100), model, coupling)[1];
        List<String> solvers = new ArrayList<>();
        distances
                .iterator()
                .forEachRemaining(cells -> solvers.add(cells.getCell(0).toString()));
        assertEquals("Flow map", solvers.get(0));
        assertTrue(solvers.containsAll(Set.of("Flow map", "Euler", "Heun")), solvers.toString());
    }

    @Test
    void ofRowsWithLabelsTheMapMovesTheNumbers() throws Exception {
        PortObject path = bench.mixedPath(clouds(ROWS, 1, true), "scaling", "STANDARDISE");
        NodeHandle learner = learner();
        FlowModelPortObject model = bench.first(learner, path);
        assertEquals(configure(learner, path)[0], model.getSpec());
        BufferedDataTable rows = bench.first(sampler("solver/steps", 2), model);
        double[] x = column(rows, "x");
        int[] matching = {0};
        int[] row = {0};
        rows.iterator()
                .forEachRemaining(cells ->
                        matching[0] += cells.getCell(0).toString().equals(x[row[0]++] < 0 ? "low" : "high") ? 1 : 0);
        assertTrue(matching[0] > 0.95 * ROWS, matching[0] + " rows in the cloud that their label names");
        assertRefused("density after few steps", () -> configure(learner("map/density", true), path));
    }

    @Test
    void aVelocityModelIsContinued() throws Exception {
        PortObject path = path(clouds(ROWS, 1, false));
        FlowModelPortObject velocity = bench.first(quickLearner("width", 48, "layers", 2, "steps", 600L), path);
        NodeHandle learner = nodeWith(
                new VelocityLearnerNodeFactory(),
                "Model to continue from",
                FlowModelPortObject.class,
                "map/learnt",
                "FLOW_MAP",
                "budget",
                "STEPS",
                "steps",
                300L,
                "batchSize",
                32);
        configure(learner, path, velocity);
        FlowModelPortObject model = bench.first(learner, path, velocity);
        BufferedDataTable rows = bench.first(sampler("solver/steps", 8), model);
        assertTrue(between(column(rows, "x"), column(rows, "y")) < 0.2);
    }

    @Test
    void theLastRoundOfARectificationLearnsOne() throws Exception {
        PortObject path = path(clouds(400, 1, false));
        FlowModelPortObject velocity = bench.first(quickLearner("width", 32, "layers", 2, "steps", 300L), path);
        NodeHandle rectifier = node(
                new FlowRectifierNodeFactory(),
                "flowMap",
                true,
                "pairs",
                400,
                "training/steps",
                100L,
                "measuredRows",
                50);
        FlowModelPortObject model = bench.first(rectifier, velocity, path);
        assertEquals(configure(rectifier, velocity, path)[0], model.getSpec());
        assertEquals(ROWS, ((BufferedDataTable) bench.first(sampler(), model)).size());
        assertRefused(
                "one step or learn a flow map, not both",
                () -> configure(
                        node(new FlowRectifierNodeFactory(), "flowMap", true, "distill", true), velocity, path));
    }

    @Test
    void whatCannotBeHadIsRefusedBeforeAnythingRuns() throws Exception {
        BufferedDataTable table = clouds(60, 1, false);
        PortObject path = path(table);
        assertRefused("hold noise of their own", () -> configure(learner(), path(table, "path", "BROWNIAN_BRIDGE")));
        assertRefused("learnt by the velocity", () -> configure(learner("objective/prediction", "NOISE"), path));
        FlowModelPortObject velocity = bench.first(quickLearner("steps", 20L), path);
        assertRefused("no flow map", () -> configure(sampler(), velocity));
        FlowModelPortObject map = bench.first(learner("steps", 20L), path);
        NodeHandle scorer = node(new FlowLikelihoodNodeFactory(), "solver/method", "FLOW_MAP");
        assertRefused("without the density after few steps", () -> configure(scorer, map, table));
        assertRefused("no flow map", () -> configure(scorer, velocity, table));
        assertRefused("equal steps", () -> configure(sampler("solver/steps", 4, "solver/grid/kind", "COSINE"), map));
    }
}
