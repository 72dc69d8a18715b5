// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** Flow Likelihood on tables with labels, dates and gaps. */
class MixedScoringTest {
    private static final List<String> NAMES = List.of("product", "channel", "day", "price", "rating");
    private static final List<String> APPENDED = List.of(
            "log density",
            "bits per dimension",
            "standard error",
            "spread of orders",
            "product (share)",
            "channel (share)",
            "day (share)",
            "price (share)",
            "rating (share)",
            "largest share");

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private static List<DataCell> cells(
            String product, DataCell channel, DataCell day, DataCell price, DataCell rating) {
        return List.of(new StringCell(product), channel, day, price, rating);
    }

    private static List<DataCell> cells(MixedOrders order) {
        return cells(
                order.product(),
                order.channel().<DataCell>map(StringCell::new).orElse(DataType.getMissingCell()),
                TypedTables.cell(TypedTables.DATE, order.day().toString()),
                new DoubleCell(order.price()),
                order.rating().<DataCell>map(DoubleCell::new).orElse(DataType.getMissingCell()));
    }

    private BufferedDataTable table(List<List<DataCell>> rows) {
        List<DataType> types =
                List.of(StringCell.TYPE, StringCell.TYPE, TypedTables.DATE, DoubleCell.TYPE, DoubleCell.TYPE);
        return TypedTables.table(folder, NAMES, types, rows);
    }

    private List<List<DataCell>> orders(int count) {
        return new ArrayList<>(
                MixedOrders.rows(count).stream().map(MixedScoringTest::cells).toList());
    }

    private FlowModelPortObject model(int steps, Object... coupling) throws Exception {
        return bench.first(
                quickLearner("steps", (long) steps, "width", 32, "densities", true),
                bench.mixedPath(table(orders(800)), coupling));
    }

    private static NodeHandle scorer(Object... more) throws InvalidSettingsException {
        return node(new FlowLikelihoodNodeFactory(), more);
    }

    /** Each row with one thing wrong beside the same row as it is. */
    @Test
    void rowsThatAreWrongScoreLowAndTheirShareSaysWhy() throws Exception {
        FlowModelPortObject model = model(1500);
        MixedOrders lamp = MixedOrders.rows(100).stream()
                .filter(order ->
                        order.product().equals("lamp") && order.channel().isPresent())
                .findFirst()
                .orElseThrow();
        List<List<DataCell>> rows = orders(60);
        List<DataCell> usual = cells(lamp);
        rows.add(usual);
        rows.add(cells("lamp", usual.get(1), usual.get(2), new DoubleCell(262), usual.get(4)));
        rows.add(cells("lamp", DataType.getMissingCell(), usual.get(2), usual.get(3), usual.get(4)));
        rows.add(cells("sofa", usual.get(1), usual.get(2), usual.get(3), usual.get(4)));
        rows.add(cells(
                "lamp", usual.get(1), TypedTables.cell(TypedTables.DATE, "2031-01-01"), usual.get(3), usual.get(4)));
        BufferedDataTable table = table(rows);
        NodeHandle node = scorer("shares", true);
        DataTableSpec promised = (DataTableSpec) configure(node, model, table)[0];
        BufferedDataTable scored = bench.first(node, model, table);
        assertTrue(promised.equalStructure(scored.getDataTableSpec()));
        List<String> names = Arrays.asList(scored.getDataTableSpec().getColumnNames());
        assertEquals(APPENDED, names.subList(NAMES.size(), names.size()));
        double[] logDensity = column(scored, "log density");
        for (String name : APPENDED) {
            assertTrue(Arrays.stream(column(scored, name)).allMatch(Double::isFinite), name);
        }
        assertTrue(Arrays.stream(column(scored, "spread of orders")).allMatch(spread -> spread > 0));
        double[] sorted = Arrays.copyOf(logDensity, 60);
        Arrays.sort(sorted);
        for (int row = 61; row < 65; row++) {
            // after so short a training a gap that should not be is unusual beside the same row without it, no more
            boolean gap = row == 62;
            assertTrue(
                    gap || logDensity[row] < sorted[3],
                    "row " + row + " has " + logDensity[row] + ", usual " + sorted[3]);
            assertTrue(logDensity[row] < logDensity[60], "row " + row + " has " + logDensity[row]);
        }
        double[] largest = column(scored, "largest share");
        for (int row = 0; row < largest.length; row++) {
            assertEquals(column(scored, largest(scored, row) + " (share)")[row], largest[row]);
        }
        assertEquals("price", largest(scored, 61));
        assertEquals("product", largest(scored, 63));
        assertEquals("day", largest(scored, 64));
    }

    private static String largest(BufferedDataTable scored, int row) throws Exception {
        String largest = NAMES.get(0);
        for (String name : NAMES) {
            if (column(scored, name + " (share)")[row] > column(scored, largest + " (share)")[row]) {
                largest = name;
            }
        }
        return largest;
    }

    @Test
    void aCellThatNoRowLackedIsIntegratedOutAndHasNoShare() throws Exception {
        FlowModelPortObject model = model(20);
        List<List<DataCell>> rows = orders(5);
        List<DataCell> first = rows.get(0);
        rows.add(cells("lamp", first.get(1), first.get(2), DataType.getMissingCell(), first.get(4)));
        rows.add(cells(
                "lamp", DataType.getMissingCell(), first.get(2), DataType.getMissingCell(), DataType.getMissingCell()));
        NodeHandle node = scorer("shares", true);
        BufferedDataTable scored = bench.first(node, model, table(rows));
        for (String name : APPENDED) {
            double[] numbers = column(scored, name);
            boolean ofPrice = name.equals("price (share)");
            for (int row = 0; row < numbers.length; row++) {
                assertEquals(ofPrice && row > 4, Double.isNaN(numbers[row]), name + " of row " + row);
            }
        }
        String warning = node.warning().orElseThrow();
        assertTrue(warning.contains("2 rows have a missing cell in \"price\""), warning);
    }

    @Test
    void aNumberThatNoRowLackedIsNamedOrItsRowHasNoScore() throws Exception {
        FlowModelPortObject model = model(20, "modelling/anyColumns", false);
        List<List<DataCell>> rows = orders(5);
        List<DataCell> first = rows.get(0);
        rows.add(cells("lamp", first.get(1), first.get(2), DataType.getMissingCell(), first.get(4)));
        rows.add(cells("lamp", DataType.getMissingCell(), first.get(2), first.get(3), DataType.getMissingCell()));
        BufferedDataTable table = table(rows);
        assertExecutionFails("\"price\"", () -> bench.run(scorer(), model, table));
        double[] scores = column(bench.first(scorer("badRows", "MISSING"), model, table), "log density");
        assertTrue(Double.isNaN(scores[5]));
        assertTrue(Double.isFinite(scores[6]));
    }

    @Test
    void whatAModelLacksIsRefusedBeforehand() throws Exception {
        FlowModelPortObject model = model(20, "modelling/anyColumns", false);
        BufferedDataTable table = table(orders(5));
        configure(scorer(), model, table);
        assertRefused("not trained to be given any columns", () -> configure(scorer("shares", true), model, table));
        assertRefused("which have no source point", () -> configure(scorer("endPoint", true), model, table));
        FlowModelPortObject other = bench.first(quickLearner("steps", 20L, "densities", false), bench.mixedPath(table));
        assertRefused("rows with labels can be scored", () -> configure(scorer(), other, table));
    }
}
