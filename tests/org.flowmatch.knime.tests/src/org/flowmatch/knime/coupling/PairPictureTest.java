// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.numericTranslation;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.flowmatch.knime.KeptTables;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;

/** The pairs that the view of Flow Coupling shows: where they lie, and what it says of them. */
class PairPictureTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private static JsonObject view(NodeHandle node) {
        return JsonParser.parseString(node.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result");
    }

    private JsonObject pairs(NodeHandle node, BufferedDataTable... tables) throws Exception {
        bench.run(node, tables);
        return view(node).getAsJsonObject("pairs");
    }

    private static JsonObject axis(JsonObject pairs, int i) {
        return pairs.getAsJsonArray("axes").get(i).getAsJsonObject();
    }

    private static List<JsonElement> list(JsonObject axis, String key) {
        return axis.getAsJsonArray(key).asList();
    }

    private static double[] numbers(JsonObject axis, String key) {
        return list(axis, key).stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static List<String> ticks(JsonObject axis) {
        return list(axis, "ticks").stream()
                .map(tick -> tick.getAsJsonArray().get(1).getAsString())
                .toList();
    }

    private BufferedDataTable line(int rows, int from) {
        return bench.table(
                List.of("x", "y"),
                IntStream.range(from, from + rows)
                        .mapToObj(i -> row((double) i, 2.0 * i))
                        .toList());
    }

    @Test
    void pairedRowsStayTogetherAndAreTold() throws Exception {
        JsonObject pairs =
                pairs(numericTranslation("coupling", "PAIRED", "scaling", "NONE"), line(40, 0), line(40, 100));
        assertFalse(pairs.get("noise").getAsBoolean());
        assertEquals(40, pairs.get("pairs").getAsInt());
        JsonObject y = axis(pairs, 1);
        assertEquals("y", y.get("name").getAsString());
        double[] source = numbers(y, "source");
        double[] target = numbers(y, "target");
        double[] cells = numbers(y, "sourceCells");
        for (int i = 0; i < 40; i++) {
            assertEquals(target[i] + 200, source[i]);
            assertEquals(source[i], cells[i]);
        }
        // without scaling a place is the value, and a round one has a tick
        for (JsonElement tick : list(y, "ticks")) {
            JsonArray both = tick.getAsJsonArray();
            assertEquals(both.get(0).getAsDouble(), both.get(1).getAsDouble());
            assertEquals(0, both.get(0).getAsDouble() % 50);
        }
    }

    /** Noise has places and no cells; what stands for a place is a value of the target table. */
    @Test
    void noiseLiesAmongScores() throws Exception {
        JsonObject pairs = pairs(numericCoupling(), line(1000, 500));
        assertTrue(pairs.get("noise").getAsBoolean());
        assertEquals(300, pairs.get("pairs").getAsInt());
        JsonObject x = axis(pairs, 0);
        assertFalse(x.has("sourceCells"));
        double[] source = numbers(x, "source");
        double mean = Arrays.stream(source).average().orElseThrow();
        double square = Arrays.stream(source).map(a -> a * a).average().orElseThrow();
        assertEquals(0, mean, 4 / Math.sqrt(300));
        assertEquals(1, square, 4 * Math.sqrt(2 / 300.0));
        for (JsonElement tick : list(x, "ticks")) {
            if (tick.getAsJsonArray().get(0).getAsDouble() == 0) {
                assertEquals(999.5, tick.getAsJsonArray().get(1).getAsDouble(), 1, "the median has the score 0");
                return;
            }
        }
        throw new AssertionError("no tick at 0: " + x.get("ticks"));
    }

    @Test
    void labelsGapsAndSpikesAreNamed() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double amount = i % 3 == 0 ? 0 : Math.rint(1e4 * Math.sin(i)) / 100;
            rows.add(row(i % 2 == 0 ? "b" : "a", i % 7 == 1 ? null : (Object) amount));
        }
        JsonObject pairs = pairs(node(new FlowCouplingNodeFactory()), bench.table(List.of("kind", "amount"), rows));
        JsonObject kind = axis(pairs, 0);
        assertEquals("label", kind.get("kind").getAsString());
        assertEquals(List.of("a", "b"), ticks(kind));
        assertTrue(list(kind, "source").stream().allMatch(JsonElement::isJsonNull), "a label starts from noise");
        JsonObject amount = axis(pairs, 1);
        assertEquals("number", amount.get("kind").getAsString());
        assertEquals(List.of("0.0", "(missing)"), ticks(amount).subList(0, 2));
        double missing = list(amount, "ticks").get(1).getAsJsonArray().get(0).getAsDouble();
        List<JsonElement> cells = list(amount, "targetCells");
        double[] target = numbers(amount, "target");
        for (int i = 0; i < target.length; i++) {
            boolean gap = cells.get(i).getAsString().equals("(missing)");
            assertEquals(gap, target[i] == missing);
            assertEquals(gap || cells.get(i).getAsString().equals("0.0"), target[i] <= missing, "below the numbers");
        }
    }

    /** A text that the source table alone has keeps its name; so does a missing cell, where no target cell is missing. */
    @Test
    void sourceRowsHaveTheirOwnLabels() throws Exception {
        BufferedDataTable target = kinds("a", "b");
        BufferedDataTable source = kinds("b", "c", null);
        NodeHandle node = nodeWith(
                new FlowCouplingNodeFactory(), NodeBench.SOURCE_ROWS, BufferedDataTable.class, "coupling", "PAIRED");
        JsonObject kind = axis(pairs(node, target, source), 0);
        assertEquals(List.of("(missing)", "a", "b", "c"), ticks(kind));
        for (double place : numbers(kind, "target")) {
            assertTrue(place == 1 || place == 2);
        }
        for (double place : numbers(kind, "source")) {
            assertTrue(place == 0 || place == 2 || place == 3);
        }
    }

    private BufferedDataTable kinds(String... kinds) {
        return bench.table(
                List.of("kind", "x"),
                IntStream.range(0, 120)
                        .mapToObj(i -> row(kinds[i % kinds.length], Math.sin(i)))
                        .toList());
    }

    @Test
    void datesReadAsDates() throws Exception {
        BufferedDataTable days = TypedTables.table(
                folder,
                List.of("day", "x"),
                List.of(TypedTables.DATE, DoubleCell.TYPE),
                IntStream.range(0, 300)
                        .mapToObj(i -> List.of(
                                TypedTables.cell(
                                        TypedTables.DATE,
                                        LocalDate.of(2024, 1, 1).plusDays(i).toString()),
                                new DoubleCell(Math.sin(i))))
                        .toList());
        JsonObject day = axis(pairs(node(new FlowCouplingNodeFactory()), days), 0);
        assertTrue(ticks(day).stream().allMatch(text -> text.matches("202\\d-\\d\\d-\\d\\d")), ticks(day)::toString);
        assertTrue(list(day, "targetCells").get(0).getAsString().matches("2024-\\d\\d-\\d\\d"));
    }

    /** Half of the times lie within an hour of midnight, on both sides, and some are missing. */
    @Test
    void timesOfTheDayGoRound() throws Exception {
        BufferedDataTable times = TypedTables.table(
                folder,
                List.of("time", "x"),
                List.of(TypedTables.TIME, DoubleCell.TYPE),
                IntStream.range(0, 400)
                        .mapToObj(i -> List.of(
                                i % 50 == 7
                                        ? DataType.getMissingCell()
                                        : TypedTables.cell(
                                                TypedTables.TIME,
                                                LocalTime.MIDNIGHT
                                                        .plusSeconds(
                                                                i % 2 == 0 ? 37 * i % 7200 - 3600 : 211L * i % 86_400)
                                                        .toString()),
                                new DoubleCell(Math.sin(i))))
                        .toList());
        JsonObject pairs = pairs(node(new FlowCouplingNodeFactory()), times);
        JsonObject time = axis(pairs, 0);
        assertEquals("circle", time.get("kind").getAsString());
        assertEquals("TIME", time.get("of").getAsString());
        double day = 86_400e9;
        assertEquals(day, time.get("period").getAsDouble());
        int missing = 0;
        int late = 0;
        int early = 0;
        List<JsonElement> target = list(time, "target");
        for (int i = 0; i < target.size(); i++) {
            double from = list(time, "source").get(i).getAsDouble();
            assertTrue(from >= 0 && from < day);
            if (target.get(i).isJsonNull()) {
                missing++;
                assertTrue(list(time, "way").get(i).isJsonNull());
                continue;
            }
            double to = target.get(i).getAsDouble();
            double way = list(time, "way").get(i).getAsDouble();
            assertEquals(0, Math.IEEEremainder(from + way - to, day), 1e-3 * day);
            assertTrue(Math.abs(way) < day);
            late += to > day * 23 / 24 ? 1 : 0;
            early += to < day / 24 ? 1 : 0;
        }
        assertTrue(missing > 0 && missing < 20, missing + " missing");
        assertTrue(late > 40 && early > 40, late + " before and " + early + " after midnight");
        assertEquals("number", axis(pairs, 1).get("kind").getAsString(), "other columns are as they were");
    }

    /** Noise is spread over the globe: a half of it lies within 30 degrees of the equator. */
    @Test
    void positionsAreInDegrees() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("depth", "north", "east"),
                IntStream.range(0, 300)
                        .mapToObj(i -> row(Math.cos(i), 40 + 10 * Math.sin(i), 175 + 10 * Math.cos(3 * i)))
                        .toList());
        JsonObject pairs = pairs(
                node(
                        new FlowCouplingNodeFactory(),
                        "periods/positions/0/latitude",
                        "north",
                        "periods/positions/0/longitude",
                        "east"),
                table);
        JsonObject position = pairs.getAsJsonArray("positions").get(0).getAsJsonObject();
        JsonObject north = axis(pairs, position.get("latitude").getAsInt());
        JsonObject east = axis(pairs, position.get("longitude").getAsInt());
        assertEquals("north", north.get("name").getAsString());
        assertEquals("east", east.get("name").getAsString());
        for (double latitude : numbers(north, "target")) {
            assertEquals(40, latitude, 10.001);
        }
        for (double longitude : numbers(east, "target")) {
            assertEquals(175, longitude, 10.001);
        }
        long near = Arrays.stream(numbers(north, "source"))
                .filter(latitude -> Math.abs(latitude) < 30)
                .count();
        assertEquals(150, near, 5 * Math.sqrt(75));
        assertFalse(north.has("sourceCells"));
    }

    /** Of many columns there are fewer pairs and no more than a hundred axes, and components of all. */
    @Test
    void manyColumnsAreNotTooMany() throws Exception {
        List<String> names = IntStream.range(0, 130).mapToObj(c -> "c" + c).toList();
        BufferedDataTable wide = bench.table(
                names,
                IntStream.range(0, 400)
                        .mapToObj(i -> Collections.<Object>unmodifiableList(IntStream.range(0, 130)
                                .mapToObj(c -> Math.sin(i + c) + 0.01 * Math.sin(i * (c + 1.0)))
                                .toList()))
                        .toList());
        JsonObject pairs = pairs(numericCoupling(), wide);
        assertEquals(60, pairs.get("pairs").getAsInt());
        assertEquals(30, pairs.get("without").getAsInt());
        JsonArray axes = pairs.getAsJsonArray("axes");
        assertEquals(102, axes.size());
        double explained = StreamSupport.stream(axes.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(axis -> axis.get("kind").getAsString().equals("component"))
                .mapToDouble(axis -> axis.get("share").getAsDouble())
                .sum();
        // sin(i + c) is a circle in any number of columns
        assertTrue(explained > 0.9, "two components explain " + explained);
    }

    @Test
    void aNodeOfAnEarlierVersionStillShowsItsColumns() throws Exception {
        NodeHandle node = numericCoupling();
        bench.run(node, line(20, 0));
        KeptTables.keepFirst(node, 1);
        assertEquals(2, view(node).getAsJsonArray("columns").size());
        assertTrue(view(node).get("pairs").isJsonNull());
        KeptTables.keepFirst(node, 0);
        assertEquals(0, view(node).getAsJsonArray("columns").size());
    }
}
