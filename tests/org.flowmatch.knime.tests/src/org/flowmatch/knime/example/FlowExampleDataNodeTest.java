// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.example;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.node;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;

class FlowExampleDataNodeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ExampleDistribution.class)
    void givesTheRowsOfEveryDistributionOfTheEngine(ExampleDistribution distribution) throws Exception {
        NodeHandle node = node(
                new FlowExampleDataNodeFactory(),
                "distribution",
                distribution.name(),
                "rows",
                40,
                "noise",
                0.1,
                "dimensions",
                4,
                "seed",
                9L);
        DataTableSpec promised = (DataTableSpec) node.configure(new PortObjectSpec[0])[0];
        BufferedDataTable table = new NodeBench(folder).first(node);
        Table expected = distribution.sample(40, 0.1, 4, 9);
        assertEquals(
                expected.columns().stream().map(ColumnInfo::name).toList(),
                Arrays.asList(table.getDataTableSpec().getColumnNames()));
        assertTrue(promised.equalStructure(table.getDataTableSpec()));
        for (int c = 0; c < expected.columns().size(); c++) {
            assertArrayEquals(
                    expected.column(c), column(table, expected.columns().get(c).name()));
        }
    }

    @Test
    void numbersOutsideTheirRangeAreNamed() {
        assertRefused("\"Rows\" is 0", () -> node(new FlowExampleDataNodeFactory(), "rows", 0));
        assertRefused("\"Noise\" is -1", () -> node(new FlowExampleDataNodeFactory(), "noise", -1.0));
        assertRefused("\"Noise\" is NaN", () -> node(new FlowExampleDataNodeFactory(), "noise", Double.NaN));
        assertRefused("\"Dimensions\" is 0", () -> node(new FlowExampleDataNodeFactory(), "dimensions", 0));
        assertRefused(
                "\"Dimensions\" is 1,001, but must be between 1 and 1,000.",
                () -> node(new FlowExampleDataNodeFactory(), "dimensions", 1001));
    }
}
