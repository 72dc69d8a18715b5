// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.normalising;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.numericTranslation;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** A normalising flow trained, sampled and scored through the nodes. */
class NormalisingFlowLearnerNodeTest {
    private static final int ROWS = 1500;

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** y = x^2 and noise, x ~ N(0, 1). */
    private BufferedDataTable bent(int rows, long seed) {
        Random random = new Random(seed);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double x = random.nextGaussian();
            cells.add(row(x, x * x + 0.3 * random.nextGaussian()));
        }
        return bench.table(List.of("x", "y"), cells);
    }

    private static NodeHandle learner(Object... more) throws InvalidSettingsException {
        return node(
                new NormalisingFlowLearnerNodeFactory(),
                NodeBench.before(more, "budget", "STEPS", "steps", 1200L, "couplings", 6, "width", 32));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"REAL_NVP, 0.002", "PLANAR, 0.02"})
    void aModelIsSampledAndScored(String flow, double rate) throws Exception {
        PortObject coupling = bench.first(numericCoupling("limitToObserved", false), bent(ROWS, 1));
        NodeHandle learner = learner("flow", flow, "learningRate", rate);
        PortObject[] trained = bench.run(learner, coupling);
        FlowModelPortObject model = (FlowModelPortObject) trained[0];
        assertEquals(configure(learner, coupling)[0], model.getSpec());
        double[] losses = column((BufferedDataTable) trained[1], "train");
        assertTrue(losses[losses.length - 1] < losses[0] - 0.3, losses[0] + " to " + losses[losses.length - 1]);

        NodeHandle sampler = node(new FlowSamplerNodeFactory(), "rows", ROWS);
        BufferedDataTable sampled = bench.first(sampler, model);
        double[] x = column(sampled, "x");
        assertFarFromIndependent(sampled);
        assertArrayEquals(x, column(bench.first(sampler, model), "x"));

        NodeHandle scorer = node(new FlowLikelihoodNodeFactory());
        double[] own = column(bench.first(scorer, model, bent(200, 2)), "log density");
        BufferedDataTable far = bench.table(List.of("x", "y"), List.of(row(0.0, 4.0), row(2.0, 0.0)));
        double[] outliers = column(bench.first(scorer, model, far), "log density");
        double usual = Arrays.stream(own).sorted().toArray()[20];
        assertTrue(outliers[0] < usual && outliers[1] < usual, Arrays.toString(outliers) + " beside " + usual);
    }

    /** Any solver follows it, with a trajectory; its distances and geometry are measured, and it can be straightened. */
    @Test
    void aContinuousFlowIsUsedAsAVelocity() throws Exception {
        PortObject coupling = bench.first(numericCoupling("limitToObserved", false), bent(ROWS, 1));
        NodeHandle learner = learner(
                "flow",
                "CONTINUOUS",
                "continuous/width",
                32,
                "continuous/steps",
                4,
                "steps",
                150L,
                "batchSize",
                128,
                "learningRate",
                1e-2);
        PortObject[] trained = bench.run(learner, coupling);
        FlowModelPortObject model = (FlowModelPortObject) trained[0];
        assertEquals(configure(learner, coupling)[0], model.getSpec());
        double[] losses = column((BufferedDataTable) trained[1], "train");
        assertTrue(losses[losses.length - 1] < losses[0] - 0.3, losses[0] + " to " + losses[losses.length - 1]);
        assertFarFromIndependent(bench.first(node(new FlowSamplerNodeFactory(), "rows", ROWS), model));
        BufferedDataTable way = bench.first(
                node(new FlowSamplerNodeFactory(), "rows", 5, "solver/steps", 3, "trajectories", true), model);
        assertEquals(5 * 4, way.size());
        NodeHandle scorer = node(new FlowLikelihoodNodeFactory());
        double[] own = column(bench.first(scorer, model, bent(200, 2)), "log density");
        BufferedDataTable far = bench.table(List.of("x", "y"), List.of(row(0.0, 4.0), row(2.0, 0.0)));
        double[] outliers = column(bench.first(scorer, model, far), "log density");
        double usual = Arrays.stream(own).sorted().toArray()[20];
        assertTrue(outliers[0] < usual && outliers[1] < usual, Arrays.toString(outliers) + " beside " + usual);
        NodeHandle diagnostics = node(new FlowDiagnosticsNodeFactory(), "rows", 100, "mostEvaluations", 4);
        double[] distances = column((BufferedDataTable) bench.run(diagnostics, model, coupling)[1], "W2");
        assertTrue(distances.length > 0 && Arrays.stream(distances).allMatch(Double::isFinite));
        assertFalse(diagnostics.warning().orElse("").contains("nothing on the way"), diagnostics.warning()::toString);
        configure(node(new FlowReflowNodeFactory()), model);
        assertRefused(
                "learnt without a path",
                () -> configure(node(new FlowSamplerNodeFactory(), "motion/solver", "EULER_MARUYAMA"), model));
        assertRefused(
                "no schedule that could be changed",
                () -> configure(node(new FlowSamplerNodeFactory(), "changePath", true), model));
        PortObject tables = bench.first(numericTranslation(), bent(200, 1), bent(200, 2));
        assertRefused("the source of the coupling is a table", () -> configure(learner("flow", "CONTINUOUS"), tables));
    }

    private static void assertFarFromIndependent(BufferedDataTable sampled) {
        double[] x = column(sampled, "x");
        double[] y = column(sampled, "y");
        assertEquals(0, mean(x), 0.2);
        double off = mean(IntStream.range(0, ROWS)
                .mapToDouble(i -> Math.abs(y[i] - x[i] * x[i]))
                .toArray());
        // of independent columns of these laws it is 1.2, of the rows themselves 0.24
        assertTrue(off < 0.6, "mean distance from the parabola " + off);
    }

    @Test
    void conditionsAreGivenToTheMap() throws Exception {
        Random random = new Random(3);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String group = i % 2 == 0 ? "low" : "high";
            cells.add(row(group, (i % 2 == 0 ? -2 : 2) + 0.5 * random.nextGaussian(), random.nextGaussian()));
        }
        BufferedDataTable table = bench.table(List.of("group", "x", "z"), cells);
        PortObject coupling = bench.first(
                node(new FlowCouplingNodeFactory(), "conditions/manualFilter/manuallySelected", new String[] {"group"}),
                table);
        FlowModelPortObject model = bench.first(learner(), coupling);
        assertEquals(-2, mean(sampled(model, "low")), 0.4);
        assertEquals(2, mean(sampled(model, "high")), 0.4);
    }

    private double[] sampled(FlowModelPortObject model, String group) throws Exception {
        NodeHandle sampler = node(
                new FlowSamplerNodeFactory(),
                "rows",
                200,
                "conditions/values/0/condition",
                "group",
                "conditions/values/0/value",
                group);
        return column(bench.first(sampler, model), "x");
    }

    @Test
    void whatAMapCannotDoIsRefusedBeforehand() throws Exception {
        PortObject coupling = bench.first(numericCoupling(), bent(200, 1));
        FlowModelPortObject model = bench.first(learner("steps", 20L), coupling);
        assertRefused("nothing left to straighten", () -> configure(node(new FlowReflowNodeFactory()), model));
        assertRefused(
                "Random motion needs the score",
                () -> configure(node(new FlowSamplerNodeFactory(), "motion/solver", "EULER_MARUYAMA"), model));
        PortObject tables = bench.first(numericTranslation(), bent(200, 1), bent(200, 2));
        assertRefused("the source of the coupling is a table", () -> configure(learner(), tables));
    }

    /** Distances for any solver; there is no geometry, and the node says why. */
    @Test
    void diagnosticsMeasuresItsRows() throws Exception {
        PortObject coupling = bench.first(numericCoupling(), bent(400, 1));
        FlowModelPortObject model = bench.first(learner("steps", 300L), coupling);
        NodeHandle diagnostics = node(new FlowDiagnosticsNodeFactory(), "rows", 100, "mostEvaluations", 4);
        double[] distances = column((BufferedDataTable) bench.run(diagnostics, model, coupling)[1], "W2");
        assertTrue(distances.length > 0 && Arrays.stream(distances).allMatch(Double::isFinite));
        assertTrue(diagnostics.warning().orElseThrow().contains("nothing on the way"), diagnostics.warning()::toString);
    }

    @Test
    void rowsWithLabelsAreRefusedWithAdvice() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("channel", "x"),
                IntStream.range(0, 60)
                        .mapToObj(i -> row(i % 3 == 0 ? "web" : "shop", i * 0.37))
                        .toList());
        PortObject mixed = bench.first(node(new FlowCouplingNodeFactory()), table);
        assertRefused("condition columns", () -> configure(learner(), mixed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "REAL_NVP; couplings; 1; number of couplings is 1",
                "REAL_NVP; width; 5000; width of a hidden layer is 5,000",
                "CONTINUOUS; continuous/layers; 17; Hidden layers",
                "CONTINUOUS; continuous/width; 5000; width of a hidden layer is 5,000",
                "CONTINUOUS; continuous/steps; 101; number of steps that the flow is followed in is 101"
            })
    void numbersOutsideTheirRangeAreNamed(String flow, String key, int value, String message) {
        assertRefused(message, () -> learner("flow", flow, key, value));
    }

    enum Flow {
        REAL_NVP,
        PLANAR,
        CONTINUOUS
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultsTrainWithinTheirTimeLimit(Flow flow) throws Exception {
        PortObject coupling = bench.first(numericCoupling(), bent(200, 1));
        PortObject[] trained = bench.run(
                node(new NormalisingFlowLearnerNodeFactory(), "flow", flow.name(), "minutes", 0.05), coupling);
        double[] validation = column((BufferedDataTable) trained[1], "validation");
        assertTrue(Arrays.stream(validation).allMatch(Double::isFinite));
    }
}
