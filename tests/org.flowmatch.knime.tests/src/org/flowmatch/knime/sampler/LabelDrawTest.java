// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** Labels first, and their temperature: class a lies around x = -2 in 6 of 10 rows, b around 2 in 3, c around 6 in one. */
class LabelDrawTest {
    private static final Map<String, Integer> CENTRES = Map.of("a", -2, "b", 2, "c", 6);

    @TempDir
    static Path folder;

    private static NodeBench bench;
    private static PortObject path;
    private static FlowModelPortObject model;

    @BeforeAll
    static void train() throws Exception {
        bench = new NodeBench(folder);
        KeyedRandom random = new KeyedRandom(1, Purpose.SPLIT);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String label = i % 10 == 0 ? "c" : i % 10 < 4 ? "b" : "a";
            cells.add(row(label, CENTRES.get(label) + random.uniform(i, 0) - 0.5));
        }
        path = bench.mixedPath(bench.table(List.of("class", "x"), cells));
        model = bench.first(
                quickLearner("steps", 1200L, "width", 32, "learningRate", 5e-3, "batchSize", 64, "densities", true),
                path);
    }

    private static List<DataRow> sampled(Object... settings) throws Exception {
        NodeHandle sampler = node(new FlowSamplerNodeFactory(), settings);
        return rows(bench.first(sampler, model));
    }

    private static double share(List<DataRow> rows, String label) {
        return rows.stream()
                        .filter(row -> row.getCell(0).toString().equals(label))
                        .count()
                / (double) rows.size();
    }

    /** The standard error of a share of 1,000 rows is below 0.016. */
    @Test
    void labelsDrawnFirstHaveTheirSharesAndTheirNumbers() throws Exception {
        List<DataRow> first = sampled("labelDraw/labelsFirst", true);
        assertEquals(0.6, share(first, "a"), 0.08);
        assertEquals(0.3, share(first, "b"), 0.08);
        long near = first.stream()
                .filter(row -> Math.abs(((DoubleValue) row.getCell(1)).getDoubleValue()
                                - CENTRES.get(row.getCell(0).toString()))
                        < 1.5)
                .count();
        assertTrue(
                near > 0.9 * first.size(), near + " of " + first.size() + " rows lie near the centre of their class");
        assertNotEquals(sampled(), first);
    }

    @Test
    void aLowTemperatureMakesFrequentLabelsMoreFrequent() throws Exception {
        List<DataRow> cold = sampled("labelDraw/labelsFirst", true, "labelDraw/temperature", 0.25);
        assertTrue(share(cold, "a") > 0.85, "a: " + share(cold, "a"));
        assertTrue(share(cold, "c") < 0.02, "c: " + share(cold, "c"));
    }

    /** The most probable label of each row, also where other cells of it are given. */
    @Test
    void theTemperatureHoldsBesideGivenValues() throws Exception {
        BufferedDataTable given = bench.table(List.of("x"), List.of(row(-1.9), row(6.1)));
        NodeHandle sampler = nodeWith(
                new FlowSamplerNodeFactory(),
                SOURCE_ROWS,
                BufferedDataTable.class,
                "given/table",
                "GIVEN",
                "given/rowsPerRow",
                200,
                "labelDraw/temperature",
                0.01);
        List<DataRow> rows = rows(bench.first(sampler, model, given));
        assertEquals(1, share(rows.subList(0, 200), "a"));
        assertEquals(1, share(rows.subList(200, 400), "c"));
    }

    @Test
    void aModelThatWasNotTrainedForItIsRefusedWithTheReason() throws Exception {
        FlowModelPortObject other = bench.first(quickLearner("steps", 20L, "densities", false), path);
        NodeHandle sampler = node(new FlowSamplerNodeFactory(), "labelDraw/labelsFirst", true);
        assertRefused(
                "All labels are to be drawn first, but the model was not trained for it",
                () -> configure(sampler, other));
        assertRefused(
                "switch on in Velocity Learner that rows with labels can be scored", () -> configure(sampler, other));
    }

    /** There are none to be drawn. */
    @Test
    void forNumbersAloneTheyChangeNothing() throws Exception {
        FlowModelPortObject numbers = bench.first(quickLearner("steps", 20L), bench.path(bench.numbers(100)));
        assertEquals(
                rows(bench.first(node(new FlowSamplerNodeFactory()), numbers)),
                rows(bench.first(
                        node(new FlowSamplerNodeFactory(), "labelDraw/labelsFirst", true, "labelDraw/temperature", 2.0),
                        numbers)));
    }

    @Test
    void aTemperatureOutOfRangeIsRefused() {
        for (double bad : new double[] {0, 0.009, 101, Double.NaN}) {
            InvalidSettingsException e = assertThrows(
                    InvalidSettingsException.class,
                    () -> node(new FlowSamplerNodeFactory(), "labelDraw/temperature", bad));
            assertTrue(e.getMessage().contains("temperature of labels"), e.getMessage());
        }
    }
}
