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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
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
        PortObject coupling = bench.first(
                nodeWith(new FlowCouplingNodeFactory(), SOURCE_ROWS, BufferedDataTable.class),
                bench.numbers(50),
                bench.numbers(60));
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

    @Test
    void numbersOutsideTheirRangeAreNamed() {
        assertRefused("\"Pairs\" is 0", () -> node(new FlowReflowNodeFactory(), "rows", 0));
        assertRefused("number of steps is 0", () -> node(new FlowReflowNodeFactory(), "solver/steps", 0));
    }

    private static NodeHandle withRows() throws InvalidSettingsException {
        return nodeWith(new FlowReflowNodeFactory(), SOURCE_ROWS, BufferedDataTable.class);
    }
}
