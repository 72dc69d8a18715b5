// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.reflow;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

class FlowReflowNodeTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private FlowModelPortObject gaussianModel() throws Exception {
        return bench.first(quickLearner(), bench.path(bench.numbers(100), "scaling", "NONE", "limitToObserved", false));
    }

    private FlowModelPortObject tableModel() throws Exception {
        PortObject coupling = bench.first(NodeBench.numericTranslation(), bench.numbers(50), bench.numbers(60));
        return bench.first(quickLearner(), bench.first(node(new ConditionalPathNodeFactory()), coupling));
    }

    private Coupling pairs(FlowModelPortObject model, Object... settings) throws Exception {
        FlowCouplingPortObject made = bench.first(node(new FlowReflowNodeFactory(), settings), model);
        return made.coupling();
    }

    @Test
    void samplerWithTheSameSeedStartsFromOtherNoise() throws Exception {
        FlowModelPortObject model = gaussianModel();
        float[] pairs = pairs(model, "rows", 20, "seed", 7L, "solver/steps", 4)
                .source()
                .orElseThrow()
                .toArray();
        // the state of a trajectory at t = 0 is the noise; x is the first of two coordinates and rounded to 0.01
        double[] states = NodeBench.column(
                bench.first(
                        node(
                                new FlowSamplerNodeFactory(),
                                "rows",
                                20,
                                "seed",
                                7L,
                                "solver/steps",
                                4,
                                "trajectories",
                                true),
                        model),
                "x");
        int same = 0;
        for (int row = 0; row < 20; row++) {
            same += Math.abs(pairs[2 * row] - states[row]) < 0.01 ? 1 : 0;
        }
        // of 20 unrelated pairs of normal numbers 0.1 are so close; with the same noise all would be
        assertTrue(same < 5, same + " of 20 rows start from the same noise");
    }

    @Test
    void theSameSeedGivesTheSamePairs() throws Exception {
        FlowModelPortObject model = gaussianModel();
        float[] first = pairs(model, "rows", 30, "seed", 5L).target().toArray();
        assertArrayEquals(first, pairs(model, "rows", 30, "seed", 5L).target().toArray());
        assertFalse(Arrays.equals(
                first, pairs(model, "rows", 30, "seed", 6L).target().toArray()));
    }

    @Test
    void sourceTableIsDemandedRefusedOrChecked() throws Exception {
        FlowModelPortObject table = tableModel();
        assertRefused(
                "no table of source rows is connected", () -> configure(node(new FlowReflowNodeFactory()), table));
        assertRefused("takes no source table", () -> configure(withRows(), gaussianModel(), bench.numbers(5)));
        BufferedDataTable lacking = bench.table(List.of("x"), List.of(row(1.0)));
        BufferedDataTable infinite =
                bench.table(List.of("x", "k"), List.of(row(1.0, 2), row(Double.NEGATIVE_INFINITY, 3)));
        assertRefused("The source table lacks the column \"k\".", () -> configure(withRows(), table, lacking));
        assertExecutionFails(
                "The column \"x\" of the source table is missing, NaN or infinite in the row \"Row1\".",
                () -> bench.run(withRows(), table, infinite));
        assertExecutionFails("no rows", () -> bench.run(withRows(), table, bench.emptyLike(table.getSpec())));
    }

    private BufferedDataTable classes() {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            cells.add(row((i % 3 == 0 ? -2 : 2) + 0.3 * Math.sin(7.0 * i), i % 3 == 0 ? "a" : "b"));
        }
        return bench.table(List.of("x", "class"), cells);
    }

    private FlowModelPortObject conditionalModel() throws Exception {
        PortObject path = bench.path(
                classes(), "conditions/manualFilter/manuallySelected", new String[] {"class"}, "scaling", "NONE");
        return bench.first(quickLearner("steps", 400L, "learningRate", 5e-3), path);
    }

    @Test
    void conditionsOfATableTravelWithThePairs() throws Exception {
        FlowModelPortObject model = conditionalModel();
        NodeHandle reflow = withRows("rows", 240, "solver/steps", 10);
        FlowCouplingPortObject made = bench.first(reflow, model, classes());
        assertEquals(configure(reflow, model, classes())[0], made.getSpec());
        assertEquals(model.getSpec().conditions(), made.getSpec().conditions());
        Coupling pairs = made.coupling();
        RowMatrix conditions = pairs.conditions().orElseThrow().target();
        assertEquals(240, pairs.rows());
        double[] mean = new double[2];
        int[] count = new int[2];
        for (int row = 0; row < 240; row++) {
            // the flag, then one feature for each of a and b
            int label = conditions.get(row, 1) == 1 ? 0 : 1;
            mean[label] += pairs.target().get(row, 0);
            count[label]++;
        }
        assertEquals(80, count[0], "a third of the table's rows have class a, each comes twice");
        assertEquals(-2, mean[0] / count[0], 0.7);
        assertEquals(2, mean[1] / count[1], 0.7);
        FlowModelPortObject straight =
                bench.first(quickLearner(), (PortObject) bench.first(node(new ConditionalPathNodeFactory()), made));
        assertEquals(model.getSpec().conditions(), straight.getSpec().conditions());
    }

    @Test
    void conditionsAndGuidanceAreDemandedOrRefused() throws Exception {
        FlowModelPortObject model = conditionalModel();
        assertRefused("no table of conditions is connected", () -> configure(node(new FlowReflowNodeFactory()), model));
        assertRefused(
                "The source table lacks the condition column \"class\".",
                () -> configure(withRows(), model, bench.numbers(5)));
        assertRefused(
                "The guidance weight is 2.0, but the model was trained without conditions.",
                () -> configure(node(new FlowReflowNodeFactory(), "guidance/weight", 2.0), gaussianModel()));
        FlowCouplingPortObject guided = bench.first(withRows("rows", 20, "guidance/weight", 2.0), model, classes());
        assertEquals(20, guided.coupling().rows());
    }

    @Test
    void aDistilledModelIsRefused() throws Exception {
        FlowCouplingPortObject pairs = bench.first(node(new FlowReflowNodeFactory(), "rows", 60), gaussianModel());
        FlowModelPortObject distilled = bench.first(quickLearner("times/timeLaw", "START"), (PortObject)
                bench.first(node(new ConditionalPathNodeFactory()), pairs));
        assertInstanceOf(OneStepMap.class, distilled.getSpec().dynamics());
        assertRefused(
                "distilled to one step, so there is nothing left to straighten",
                () -> configure(node(new FlowReflowNodeFactory()), distilled));
        BufferedDataTable sampled = bench.first(
                node(new FlowSamplerNodeFactory(), "rows", 10, "solver/method", "EULER", "solver/steps", 1), distilled);
        assertEquals(10, sampled.size());
        assertRefused(
                "distilled to one step", () -> configure(node(new FlowSamplerNodeFactory(), "rows", 10), distilled));
    }

    @Test
    void numbersOutsideTheirRangeAreNamed() {
        assertRefused("\"Pairs\" is 0", () -> node(new FlowReflowNodeFactory(), "rows", 0));
        assertRefused("number of steps is 0", () -> node(new FlowReflowNodeFactory(), "solver/steps", 0));
    }

    private static NodeHandle withRows(Object... settings) throws InvalidSettingsException {
        return nodeWith(new FlowReflowNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, settings);
    }
}
