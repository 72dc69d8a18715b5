// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** What the views of Flow Sampler and Flow Reflow are given: rows on their way that end in the table. */
class RecordedRowsTest {
    private static final int ROWS = 900;
    private static final int NOTHING = 0x7FFF;

    @TempDir
    static Path folder;

    private static NodeBench bench;
    private static PortObject mixed;
    private static PortObject numeric;

    @BeforeAll
    static void train() throws Exception {
        bench = new NodeBench(folder);
        BufferedDataTable orders = bench.table(
                List.of("product", "rating", "price"),
                MixedOrders.rows(600).stream()
                        .map(order -> row(order.product(), order.rating().orElse(null), order.price()))
                        .toList());
        mixed = learnt(bench.first(node(new FlowCouplingNodeFactory()), orders));
        numeric = learnt(bench.first(NodeBench.numericCoupling(), bench.numbers(200)));
    }

    private static PortObject learnt(PortObject coupling) throws Exception {
        return bench.first(
                quickLearner("steps", 200L), bench.<PortObject>first(node(new ConditionalPathNodeFactory()), coupling));
    }

    private static NodeHandle sampler(Object... settings) throws Exception {
        return node(new FlowSamplerNodeFactory(), settings);
    }

    private static JsonElement shown(NodeHandle node) {
        return JsonParser.parseString(node.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .get("result");
    }

    @Test
    void nothingIsRecordedUnlessAskedFor() throws Exception {
        NodeHandle sampler = sampler("rows", 20);
        bench.run(sampler, numeric);
        assertTrue(shown(sampler).isJsonNull());
        NodeHandle reflow = node(new FlowReflowNodeFactory(), "rows", 20);
        bench.run(reflow, numeric);
        assertTrue(shown(reflow).isJsonNull());
    }

    @Test
    void theTableIsTheSameWithAndWithout() throws Exception {
        for (PortObject model : List.of(numeric, mixed)) {
            for (String solver : List.of("MIDPOINT", "DORMAND_PRINCE")) {
                List<String> plain = texts(bench.first(sampler("rows", ROWS, "solver/method", solver), model));
                List<String> recorded =
                        texts(bench.first(sampler("rows", ROWS, "solver/method", solver, "recordFlow", true), model));
                assertEquals(plain, recorded);
            }
        }
    }

    private static List<String> texts(BufferedDataTable table) {
        return rows(table).stream()
                .map(row ->
                        row.stream().map(DataCell::toString).collect(Collectors.joining(";", row.getKey() + ";", "")))
                .toList();
    }

    @Test
    void rowsOnTheirWayEndInTheTable() throws Exception {
        for (PortObject model : List.of(numeric, mixed)) {
            NodeHandle sampler = sampler("rows", ROWS, "recordFlow", true);
            List<DataRow> table = rows(bench.first(sampler, model));
            JsonObject flow = shown(sampler).getAsJsonObject();
            assertEquals(ROWS, flow.get("moved").getAsInt());
            assertEquals(500, flow.getAsJsonArray("rows").size());
            assertEquals(40, flow.getAsJsonArray("times").size());
            assertEquals(2, flow.getAsJsonArray("components").size());
            for (int c = 0; c < table.get(0).getNumCells(); c++) {
                JsonObject column = flow.getAsJsonArray("columns").get(c).getAsJsonObject();
                for (int place = 0; place < 500; place++) {
                    String key = flow.getAsJsonArray("rows").get(place).getAsString();
                    DataCell cell =
                            table.get(Integer.parseInt(key.substring(3))).getCell(c);
                    assertCell(cell, column, 39 * 500 + place);
                }
            }
        }
    }

    private static void assertCell(DataCell cell, JsonObject column, int at) {
        int code = code(column, at) & NOTHING;
        if (cell.isMissing()) {
            assertEquals(NOTHING, code);
            return;
        }
        double low = column.get("low").getAsDouble();
        double high = column.get("high").getAsDouble();
        double value = low + code / 32766.0 * (high - low);
        JsonArray labels = column.getAsJsonArray("labels");
        if (labels == null) {
            assertEquals(((DoubleValue) cell).getDoubleValue(), value, (high - low) / 32766);
        } else {
            assertEquals(cell.toString(), labels.get((int) Math.round(value)).getAsString());
        }
    }

    private static int code(JsonObject column, int at) {
        byte[] cells = Base64.getDecoder().decode(column.get("cells").getAsString());
        return ByteBuffer.wrap(cells).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * at) & 0xFFFF;
    }

    /** Times of the day go round, whatever else is beside them. */
    @Test
    void aColumnThatGoesRoundSaysSo() throws Exception {
        BufferedDataTable times = TypedTables.table(
                folder,
                List.of("time", "x"),
                List.of(TypedTables.TIME, DoubleCell.TYPE),
                IntStream.range(0, 300)
                        .mapToObj(i -> List.of(
                                TypedTables.cell(
                                        TypedTables.TIME,
                                        LocalTime.MIDNIGHT
                                                .plusSeconds(211L * i % 7200 - 3600)
                                                .toString()),
                                new DoubleCell(Math.sin(i))))
                        .toList());
        NodeHandle sampler = sampler("rows", 30, "recordFlow", true);
        bench.run(sampler, learnt(bench.first(node(new FlowCouplingNodeFactory()), times)));
        JsonArray columns = shown(sampler).getAsJsonObject().getAsJsonArray("columns");
        JsonObject circle = columns.get(0).getAsJsonObject().getAsJsonObject("circle");
        assertEquals(0, circle.get("start").getAsDouble());
        assertEquals(86_400e9, circle.get("period").getAsDouble());
        assertFalse(columns.get(1).getAsJsonObject().has("circle"));
    }

    @Test
    void aPositionSaysSo() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("depth", "north", "east"),
                IntStream.range(0, 300)
                        .mapToObj(i -> row(Math.cos(i), 40 + 10 * Math.sin(i), -120 + 10 * Math.cos(3 * i)))
                        .toList());
        PortObject coupling = bench.first(
                node(
                        new FlowCouplingNodeFactory(),
                        "periods/positions/0/latitude",
                        "north",
                        "periods/positions/0/longitude",
                        "east"),
                table);
        NodeHandle sampler = sampler("rows", 30, "recordFlow", true);
        bench.run(sampler, learnt(coupling));
        JsonObject flow = shown(sampler).getAsJsonObject();
        JsonObject position = flow.getAsJsonArray("positions").get(0).getAsJsonObject();
        assertEquals(1, position.get("latitude").getAsInt());
        assertEquals(2, position.get("longitude").getAsInt());
        JsonObject east = flow.getAsJsonArray("columns").get(2).getAsJsonObject();
        assertEquals(-180, east.getAsJsonObject("circle").get("start").getAsDouble());
        assertEquals(360, east.getAsJsonObject("circle").get("period").getAsDouble());
    }

    /** A label is nothing until it is known, and each becomes known at a time of its own. */
    @Test
    void labelsAppearOneAfterAnother() throws Exception {
        NodeHandle sampler = sampler("rows", ROWS, "recordFlow", true);
        bench.run(sampler, mixed);
        JsonObject product = shown(sampler)
                .getAsJsonObject()
                .getAsJsonArray("columns")
                .get(0)
                .getAsJsonObject();
        int before = 500;
        for (int time = 0; time < 40; time++) {
            int hidden = 0;
            for (int place = 0; place < 500; place++) {
                hidden += (code(product, time * 500 + place) & NOTHING) == NOTHING ? 1 : 0;
            }
            assertTrue(hidden <= before, "a label that was known is hidden again");
            before = hidden;
            if (time == 0 || time == 39) {
                assertEquals(time == 0 ? 500 : 0, hidden);
            } else if (time == 20) {
                assertEquals(250, hidden, 60);
            }
        }
        assertTrue(product.get("quantiles").isJsonNull());
    }

    @Test
    void learntQuantilesAreThoseOfTheTrainingTable() throws Exception {
        NodeHandle sampler = sampler("rows", 20, "recordFlow", true);
        bench.run(sampler, numeric);
        double[] x = NodeBench.column(bench.numbers(200), "x");
        Arrays.sort(x);
        JsonArray quantiles = shown(sampler)
                .getAsJsonObject()
                .getAsJsonArray("columns")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("quantiles");
        int[] ranks = {10, 50, 100, 150, 190};
        for (int i = 0; i < ranks.length; i++) {
            assertEquals(x[ranks[i]], quantiles.get(i).getAsDouble());
        }
    }

    @Test
    void pairsAreShownToo() throws Exception {
        NodeHandle reflow = node(new FlowReflowNodeFactory(), "rows", 60, "recordFlow", true);
        bench.run(reflow, numeric);
        JsonObject flow = shown(reflow).getAsJsonObject();
        assertEquals(60, flow.getAsJsonArray("rows").size());
        assertEquals("Pair 0", flow.getAsJsonArray("rows").get(0).getAsString());
        assertFalse(flow.getAsJsonArray("columns").isEmpty());
    }
}
