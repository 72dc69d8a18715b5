// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.missing;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.base.node.preproc.pmml.missingval.compute.MissingValueHandlerNodeFactory;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** The stand-in of KNIME's Missing Value, with settings as KNIME stores them. */
class MissingValueTest {
    private static final String HANDLERS = "org.knime.base.node.preproc.pmml.missingval.handlers.";

    @TempDir
    Path folder;

    private NodeBench bench;
    private NodeSettings model;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
        model = new NodeSettings("model");
        model.addNodeSettings("columnSettings");
        model.addNodeSettings("dataTypeSettings");
    }

    private static void put(NodeSettings group, String handler) {
        group.addString("factoryID", HANDLERS + handler + "MissingCellHandlerFactory");
        group.addNodeSettings("settings");
    }

    private void ofType(Class<?> cell, String handler) throws InvalidSettingsException {
        put((NodeSettings) model.getNodeSettings("dataTypeSettings").addNodeSettings(cell.getName()), handler);
    }

    private void ofColumns(String handler, String... names) throws InvalidSettingsException {
        NodeSettings columns = (NodeSettings) model.getNodeSettings("columnSettings");
        NodeSettings entry = (NodeSettings)
                columns.addNodeSettings(Integer.toString(columns.keySet().size()));
        entry.addStringArray("colNames", names);
        put((NodeSettings) entry.addNodeSettings("settings"), handler);
    }

    private NodeHandle node() throws InvalidSettingsException {
        NodeHandle node = NodeHandle.create(new MissingValueHandlerNodeFactory(), null);
        node.loadSettings(model);
        return node;
    }

    private BufferedDataTable table() {
        return bench.table(
                List.of("text", "number", "other", "whole"),
                List.of(
                        row("b", 1.0, 4.0, 1),
                        row("a", 2.0, null, 2),
                        row(null, null, 5.0, null),
                        row("a", 10.0, 9.0, 8)));
    }

    @Test
    void columnsAreTreatedByTheirTypeOrByName() throws Exception {
        ofType(StringCell.class, "MostFrequentValue");
        ofType(DoubleCell.class, "MedianNumber");
        ofType(IntCell.class, "DoNothing");
        ofColumns("DoubleMean", "other");
        BufferedDataTable treated = bench.first(node(), table());
        List<DataRow> rows = rows(treated);
        assertEquals(new StringCell("a"), rows.get(2).getCell(0));
        assertEquals(new DoubleCell(2), rows.get(2).getCell(1));
        assertEquals(new DoubleCell(6), rows.get(1).getCell(2));
        assertTrue(rows.get(2).getCell(3).isMissing());
        assertEquals(new DoubleCell(9), rows.get(3).getCell(2));
        assertEquals("Row2", rows.get(2).getKey().getString());
    }

    /** As KNIME does it; an even number of values has its median half-way between two. */
    @Test
    void meansAndMediansOfWholeNumbersAreDecimals() throws Exception {
        ofColumns("MedianNumber", "whole");
        NodeHandle node = node();
        BufferedDataTable even =
                bench.table(List.of("whole"), List.of(row(1), row(2), row(5), row(9), row((Object) null)));
        DataTableSpec promised = (DataTableSpec) configure(node, even)[0];
        assertEquals(DoubleCell.TYPE, promised.getColumnSpec(0).getType());
        List<DataRow> rows = rows(bench.first(node, even));
        assertEquals(new DoubleCell(3.5), rows.get(4).getCell(0));
        assertEquals(new DoubleCell(1), rows.get(0).getCell(0));
    }

    @Test
    void aColumnOfMissingCellsAloneStaysMissing() throws Exception {
        ofType(DoubleCell.class, "DoubleMean");
        BufferedDataTable empty = bench.table(List.of("number"), List.of(row((Object) null), row((Object) null)));
        assertTrue(rows(bench.first(node(), empty)).stream()
                .allMatch(row -> row.getCell(0).isMissing()));
    }

    @Test
    void whatItDoesNotKnowIsRefused() throws Exception {
        ofType(DoubleCell.class, "FixedDoubleValue");
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, this::node);
        assertTrue(e.getMessage().contains("FixedDoubleValueMissingCellHandlerFactory"), e.getMessage());
        assertTrue(e.getMessage().contains(HANDLERS + "DoubleMeanMissingCellHandlerFactory"), e.getMessage());
    }

    @Test
    void aTreatmentOfAnotherTypeIsRefused() throws Exception {
        ofColumns("DoubleMean", "text");
        NodeHandle node = node();
        BufferedDataTable table = table();
        assertRefused("does not go with the column \"text\"", () -> configure(node, table));
    }
}
