// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.port.ConditionalPathPortObject;
import org.flowmatch.knime.port.ConditionalPathPortObjectSpec;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;

class ConditionalPathNodeTest {
    @TempDir
    Path folder;

    private NodeBench bench;
    private FlowCouplingPortObject coupling;

    @BeforeEach
    void prepare() throws Exception {
        bench = new NodeBench(folder);
        coupling = bench.first(node(new FlowCouplingNodeFactory()), bench.numbers(30));
    }

    @Test
    void specSaysPathFormulaAndNeed() throws Exception {
        ConditionalPathPortObjectSpec linear =
                (ConditionalPathPortObjectSpec) configure(node(new ConditionalPathNodeFactory()), coupling)[0];
        assertEquals("x_t = t x1 + (1 - t) x0", linear.formula());
        assertEquals("rows of any distribution", linear.requiredSource());
        assertEquals(coupling.getSpec().columns(), linear.columns());
        ConditionalPathPortObjectSpec diffusion = (ConditionalPathPortObjectSpec) configure(
                node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING", "betaMax", 15.0), coupling)[0];
        assertEquals(new VariancePreservingPath(0.1, 15), diffusion.path());
        assertEquals("Gaussian rows of standard deviation 1.0", diffusion.requiredSource());
    }

    @Test
    void sharesTheRowsOfTheCoupling() throws Exception {
        ConditionalPathPortObject path =
                bench.first(node(new ConditionalPathNodeFactory(), "path", "LIPMAN", "sigmaMin", 0.01), coupling);
        assertEquals(new LipmanPath(0.01), path.getSpec().path());
        assertEquals(30, path.coupling().rows());
    }

    @Test
    void variancePreservingRefusesSourceTable() throws Exception {
        FlowCouplingPortObject tables = bench.first(
                nodeWith(new FlowCouplingNodeFactory(), SOURCE_ROWS, BufferedDataTable.class),
                bench.numbers(30),
                bench.numbers(40));
        assertRefused(
                "The variance preserving path needs a Gaussian source, but the coupling has a source table.",
                () -> configure(node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING"), tables));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.6, Double.NaN})
    void sigmaMinOutsideItsRangeIsNamed(double sigma) {
        assertRefused(
                "Sigma min of Lipman's path is " + sigma,
                () -> node(new ConditionalPathNodeFactory(), "path", "LIPMAN", "sigmaMin", sigma));
    }

    @Test
    void betasOutsideTheirRangeAreNamed() {
        assertRefused(
                "Beta min of the variance-preserving path is 0.0",
                () -> node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING", "betaMin", 0.0));
        assertRefused(
                "Beta max of the variance-preserving path is 101.0",
                () -> node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING", "betaMax", 101.0));
    }
}
