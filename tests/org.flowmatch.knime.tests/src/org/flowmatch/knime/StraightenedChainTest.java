// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.mixed.LabelsFirstFlow;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.knime.learner.VelocityLearnerNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.rectifier.FlowRectifierNodeFactory;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** Reflow, rectification and diagnostics of what Flow Coupling makes of tables when its dialog is never opened. */
class StraightenedChainTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** The nodes before the three that are tried. */
    private record Chain(FlowCouplingPortObject coupling, PortObject path, FlowModelPortObject model) {}

    private Chain chain(BufferedDataTable table, Object... learner) throws Exception {
        FlowCouplingPortObject coupling = bench.first(node(new FlowCouplingNodeFactory()), table);
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        return new Chain(coupling, path, bench.first(quickLearner(learner), path));
    }

    private Chain moons() throws Exception {
        return chain(bench.first(node(new FlowExampleDataNodeFactory(), "rows", 300)), "steps", 300L);
    }

    /** A label of three colours, a number that depends on it and is missing in a tenth of the rows, and one more number. */
    private BufferedDataTable colours(int rows, long seed) {
        Random random = new Random(seed);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int colour = random.nextInt(3);
            cells.add(row(
                    List.of("red", "green", "blue").get(colour),
                    random.nextInt(10) == 0 ? null : (Object) (4 * colour + random.nextGaussian()),
                    random.nextGaussian()));
        }
        return bench.table(List.of("colour", "x", "y"), cells);
    }

    private Chain labelled() throws Exception {
        return chain(colours(600, 1), "steps", 300L);
    }

    private static Object[] quickly(Object... more) {
        List<Object> settings =
                new ArrayList<>(List.of("pairs", 400, "measuredRows", 60, "solver/steps", 10, "training/steps", 300L));
        settings.addAll(List.of("training/batchSize", 64));
        settings.addAll(List.of(more));
        return settings.toArray();
    }

    @Test
    void numbersAreReflowedWithNothingGiven() throws Exception {
        Chain chain = moons();
        assertTrue(chain.model().getSpec().dynamics().anyColumns());
        NodeHandle reflow = node(new FlowReflowNodeFactory(), "rows", 400, "solver/steps", 10);
        FlowCouplingPortObject pairs = bench.first(reflow, chain.model());
        assertEquals(Labels.NONE, pairs.getSpec().labels());
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), pairs);
        NodeHandle learner = nodeWith(
                new VelocityLearnerNodeFactory(),
                "Model to continue from",
                FlowModelPortObject.class,
                "budget",
                "STEPS",
                "steps",
                100L,
                "device",
                "CPU");
        FlowModelPortObject straight = bench.first(learner, path, chain.model());
        assertInstanceOf(AffineVelocity.class, straight.getSpec().dynamics());
        assertEquals(configure(learner, path, chain.model())[0], straight.getSpec());
        assertEquals(1, straight.model().provenance().earlier().size(), "its weights are those of the model before");
        BufferedDataTable back = bench.first(node(new FlowSamplerNodeFactory(), "rows", 10), straight);
        assertEquals(10, back.size());
    }

    @Test
    void numbersAreRectifiedAndMeasured() throws Exception {
        Chain chain = moons();
        NodeHandle rectifier = node(new FlowRectifierNodeFactory(), quickly());
        PortObject[] out = bench.run(rectifier, chain.model(), chain.path());
        double[] straightness = column((BufferedDataTable) out[1], "straightness");
        assertTrue(straightness[1] < 0.5 * straightness[0], Arrays.toString(straightness));
        FlowModelPortObject rectified = (FlowModelPortObject) out[0];
        assertInstanceOf(AffineVelocity.class, rectified.getSpec().dynamics());
        assertEquals(configure(rectifier, chain.model(), chain.path())[0], rectified.getSpec());
        assertEquals(1, rectified.model().provenance().earlier().size(), "its weights are those of the model before");
        BufferedDataTable geometry = measured(chain)[0];
        assertTrue(Arrays.stream(column(geometry, "value")).allMatch(value -> value >= 0));
    }

    private BufferedDataTable[] measured(Chain chain) throws Exception {
        PortObject[] out = bench.run(diagnostics(), chain.model(), chain.coupling());
        return new BufferedDataTable[] {(BufferedDataTable) out[0], (BufferedDataTable) out[1]};
    }

    private static NodeHandle diagnostics() throws Exception {
        return node(new FlowDiagnosticsNodeFactory(), "rows", 200, "mostEvaluations", 16);
    }

    @Test
    void rowsWithLabelsAreRectifiedGivenThem() throws Exception {
        Chain chain = labelled();
        NodeHandle rectifier = node(new FlowRectifierNodeFactory(), quickly());
        PortObject[] out = bench.run(rectifier, chain.model(), chain.path());
        double[] straightness = column((BufferedDataTable) out[1], "straightness");
        assertTrue(straightness[1] < 0.5 * straightness[0], Arrays.toString(straightness));
        FlowModelPortObject rectified = (FlowModelPortObject) out[0];
        assertEquals(configure(rectifier, chain.model(), chain.path())[0], rectified.getSpec());
        assertInstanceOf(LabelsFirstFlow.class, rectified.getSpec().dynamics());
        assertEquals(
                300,
                ((BufferedDataTable) bench.first(
                                node(
                                        new FlowSamplerNodeFactory(),
                                        "rows",
                                        300,
                                        "solver/method",
                                        "EULER",
                                        "solver/steps",
                                        1),
                                rectified))
                        .size());
        assertRefused(
                "has no way back",
                () -> configure(node(new FlowSamplerNodeFactory(), "direction", "BACKWARD"), rectified));
    }

    @Test
    void oneStepIsDistilledOfThem() throws Exception {
        Chain chain = labelled();
        FlowModelPortObject distilled = bench.first(
                node(new FlowRectifierNodeFactory(), quickly("distill", true)), chain.model(), chain.path());
        assertTrue(assertInstanceOf(LabelsFirstFlow.class, distilled.getSpec().dynamics())
                .oneStep());
        assertRefused("distilled to one step", () -> configure(node(new FlowSamplerNodeFactory()), distilled));
        BufferedDataTable made = bench.first(
                node(new FlowSamplerNodeFactory(), "rows", 300, "solver/method", "EULER", "solver/steps", 1),
                distilled);
        long gaps =
                rows(made).stream().filter(row -> row.getCell(1).isMissing()).count();
        assertEquals(30, gaps, 25, "gaps come back");
    }

    @Test
    void pairsOfThemAreLearntLabelsFirst() throws Exception {
        Chain chain = labelled();
        FlowCouplingPortObject pairs =
                bench.first(node(new FlowReflowNodeFactory(), "rows", 400, "solver/steps", 10), chain.model());
        assertEquals(Labels.SOME, pairs.getSpec().labels());
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), pairs);
        NodeHandle learner = quickLearner();
        FlowModelPortObject model = bench.first(learner, path);
        assertInstanceOf(LabelsFirstFlow.class, model.getSpec().dynamics());
        assertEquals(configure(learner, path)[0], model.getSpec());
        NodeHandle distilling = quickLearner("times/timeLaw", "START");
        assertTrue(assertInstanceOf(
                        LabelsFirstFlow.class,
                        bench.<FlowModelPortObject>first(distilling, path)
                                .getSpec()
                                .dynamics())
                .oneStep());
    }

    @Test
    void rowsWithLabelsAreMeasured() throws Exception {
        Chain chain = labelled();
        BufferedDataTable[] measured = measured(chain);
        double[] value = column(measured[0], "value");
        assertEquals(value[0], value[2] + value[4], 1e-3 * value[0], "energy is straightness and cost");
        assertTrue(Double.isNaN(value[1]) && Double.isNaN(value[5]), "W2 of source and target is not known");
        for (String distance : List.of("W2", "sliced W2", "energy distance", "MMD")) {
            assertTrue(Arrays.stream(column(measured[1], distance)).allMatch(seen -> seen > 0), distance);
        }
        NodeHandle heldBack = nodeWith(
                new FlowDiagnosticsNodeFactory(),
                "Held-back target rows",
                BufferedDataTable.class,
                "rows",
                100,
                "mostEvaluations",
                2);
        bench.run(heldBack, chain.model(), chain.coupling(), colours(300, 2));
        assertEquals(Optional.empty(), heldBack.warning());
        assertTrue(heldBack.viewInitialData().orElseThrow().contains("path energy"));
    }

    @Test
    void withoutASwitchInTheLearnerTheirGeometryIsMissing() throws Exception {
        Chain chain = chain(colours(300, 1), "densities", false);
        NodeHandle diagnostics = diagnostics();
        BufferedDataTable geometry = bench.first(diagnostics, chain.model(), chain.coupling());
        assertTrue(diagnostics.warning().orElseThrow().contains("Path energy and straightness are missing"));
        assertTrue(diagnostics.warning().orElseThrow().contains("rows with labels can be scored"));
        DataRow straightness = rows(geometry).get(2);
        assertTrue(straightness.getCell(1).isMissing(), straightness::toString);
        assertTrue(
                straightness.getCell(2).toString().contains("not trained to know them apart"), straightness::toString);
        assertTrue(diagnostics.viewInitialData().orElseThrow().contains("\"value\":null"));
    }
}
