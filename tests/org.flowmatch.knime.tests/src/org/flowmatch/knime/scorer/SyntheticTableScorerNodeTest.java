// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Tables of any origin are judged beside what real rows reach. */
class SyntheticTableScorerNodeTest {
    private static final String HELD_BACK = "Held-back real table";
    private static final List<String> NAMES = List.of("size", "weight", "kind", "count");

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** The weight follows the size, both the kind. */
    private static List<List<Object>> rows(int count, long seed) {
        Random random = new Random(seed);
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int kind = random.nextInt(3);
            double size = kind + 0.4 * random.nextGaussian();
            Object weight = random.nextInt(20) == 0 ? null : 3 * size + 0.2 * random.nextGaussian();
            List<Object> cells = new ArrayList<>();
            Collections.addAll(cells, size, weight, "kind " + kind, random.nextInt(5));
            rows.add(cells);
        }
        return rows;
    }

    private static List<List<Object>> shuffled(List<List<Object>> rows, long seed) {
        List<List<Object>> result = new ArrayList<>();
        rows.forEach(row -> result.add(new ArrayList<>(row)));
        for (int column = 0; column < NAMES.size(); column++) {
            List<Object> cells = new ArrayList<>();
            for (List<Object> row : rows) {
                cells.add(row.get(column));
            }
            Collections.shuffle(cells, new Random(seed + column));
            for (int row = 0; row < rows.size(); row++) {
                result.get(row).set(column, cells.get(row));
            }
        }
        return result;
    }

    private BufferedDataTable real() {
        return bench.table(NAMES, rows(600, 1));
    }

    private static NodeHandle scorer(Object... keysAndValues) throws Exception {
        Object[] all = new Object[keysAndValues.length + 2];
        all[0] = "effort";
        all[1] = "QUICK";
        System.arraycopy(keysAndValues, 0, all, 2, keysAndValues.length);
        return nodeWith(new SyntheticTableScorerNodeFactory(), HELD_BACK, BufferedDataTable.class, all);
    }

    private static DataCell measure(BufferedDataTable measures, String table, String name, String column) {
        int place = measures.getDataTableSpec().findColumnIndex(column);
        return TypedTables.cells(measures).stream()
                .filter(row -> row.get(0).toString().equals(table)
                        && row.get(1).toString().startsWith(name))
                .map(row -> row.get(place))
                .findFirst()
                .orElseThrow();
    }

    private static double value(BufferedDataTable measures, String table, String name) {
        return ((DoubleValue) measure(measures, table, name, "value")).getDoubleValue();
    }

    @Test
    void tablesAreComparedByTheirOrigin() throws Exception {
        List<List<Object>> synthetic = new ArrayList<>();
        add(synthetic, "good", rows(500, 2));
        add(synthetic, "copied", rows(600, 1));
        add(synthetic, "shuffled", shuffled(rows(500, 3), 4));
        List<String> names = new ArrayList<>(NAMES);
        names.add("from");
        NodeHandle scorer =
                scorer("tables", "SEVERAL", "origin", "from", "utility", "ONE", "target", "kind", "riskyRows", 5);
        PortObject[] out = bench.run(scorer, real(), bench.table(names, synthetic), bench.table(NAMES, rows(500, 5)));
        PortObjectSpec[] promised = configure(scorer, real(), bench.table(names, synthetic), real());
        for (int port = 0; port < out.length; port++) {
            assertTrue(
                    ((DataTableSpec) promised[port]).equalStructure((DataTableSpec) out[port].getSpec()),
                    "port " + port);
        }
        BufferedDataTable measures = (BufferedDataTable) out[0];
        assertEquals(
                Set.of("good", "copied", "shuffled"),
                TypedTables.cells(measures).stream()
                        .map(row -> row.get(0).toString())
                        .collect(Collectors.toSet()));
        assertTrue(value(measures, "good", "detection by boosted trees") < 0.6, "good");
        assertTrue(value(measures, "shuffled", "detection by boosted trees") > 0.8, "shuffled");
        assertEquals(
                "poor",
                measure(measures, "shuffled", "detection by dependency", "verdict")
                        .toString());
        assertEquals(1, value(measures, "copied", "exact copies"), 1e-9);
        assertEquals(
                "poor", measure(measures, "copied", "exact copies", "verdict").toString());
        assertEquals(
                "good", measure(measures, "good", "exact copies", "verdict").toString());
        assertTrue(value(measures, "good", "prediction of the chosen column") > 0.9, "prediction");
        BufferedDataTable columns = (BufferedDataTable) out[1];
        assertEquals(3 * NAMES.size(), columns.size());
        assertEquals(3 * 6, ((BufferedDataTable) out[2]).size());
        for (List<DataCell> row : TypedTables.cells((BufferedDataTable) out[3])) {
            assertTrue(
                    row.get(1).toString().startsWith("Row")
                            && row.get(2).toString().startsWith("Row"),
                    row::toString);
        }
    }

    private static void add(List<List<Object>> all, String origin, List<List<Object>> rows) {
        for (List<Object> row : rows) {
            List<Object> cells = new ArrayList<>(row);
            cells.add(origin);
            all.add(cells);
        }
    }

    @Test
    void columnsThatOneTableLacksAreNamed() throws Exception {
        List<List<Object>> three =
                rows(300, 2).stream().map(row -> row.subList(0, 3)).toList();
        NodeHandle scorer = node(new SyntheticTableScorerNodeFactory(), "effort", "QUICK");
        BufferedDataTable made = bench.table(NAMES.subList(0, 3), three);
        bench.run(scorer, real(), made);
        String warning = scorer.warning().orElseThrow();
        assertTrue(warning.contains("lacks the column \"count\": it is not compared"), warning);
        assertTrue(warning.contains("split"), warning);
        assertRefused(
                "have no column in common",
                () -> configure(scorer, real(), bench.table(List.of("other"), List.of(List.of(1.0)))));
        assertRefused(
                "The chosen column \"count\" is not compared",
                () -> configure(
                        node(new SyntheticTableScorerNodeFactory(), "utility", "ONE", "target", "count"),
                        real(),
                        made));
        assertRefused(
                "column of the origin \"from\" is not in the synthetic table",
                () -> configure(
                        node(new SyntheticTableScorerNodeFactory(), "tables", "SEVERAL", "origin", "from"),
                        real(),
                        made));
    }

    @Test
    void theReportHoldsNoRow() throws Exception {
        NodeHandle scorer = scorer();
        bench.run(scorer, real(), bench.table(NAMES, rows(500, 2)), bench.table(NAMES, rows(500, 5)));
        assertFalse(scorer.warning().isPresent(), () -> scorer.warning().toString());
        String data = scorer.viewInitialData().orElseThrow();
        assertTrue(data.length() < 200_000, () -> data.length() + " characters");
        JsonObject report = JsonParser.parseString(data).getAsJsonObject().getAsJsonObject("result");
        assertEquals(NAMES.size(), report.getAsJsonArray("columns").size());
        assertEquals(1, report.getAsJsonArray("tables").size());
        JsonObject table = report.getAsJsonArray("tables").get(0).getAsJsonObject();
        assertEquals("synthetic", table.get("name").getAsString());
        assertEquals(6, table.getAsJsonArray("trends").size());
        assertEquals(6, report.getAsJsonArray("pairs").size(), "few pairs all have pictures");
        double rows = 0;
        for (JsonElement share : report.getAsJsonArray("real").get(0).getAsJsonArray()) {
            rows += share.getAsDouble();
        }
        assertEquals(1, rows, 0.01, "shares");
    }
}
