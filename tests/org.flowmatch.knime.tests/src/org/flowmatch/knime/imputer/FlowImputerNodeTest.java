// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** Missing cells of a table of texts, days and numbers, filled by a model that was trained for a moment. */
class FlowImputerNodeTest {
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final List<String> NAMES = List.of("region", "day", "pieces", "price", "rating");
    private static final List<DataType> TYPES =
            List.of(StringCell.TYPE, TypedTables.DATE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE);
    private static final int REMARK = 5;

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private static List<List<DataCell>> orders(int rows) {
        return MixedOrders.rows(rows).stream()
                .map(order -> List.<DataCell>of(
                        new StringCell(order.region()),
                        TypedTables.cell(TypedTables.DATE, order.day().toString()),
                        new IntCell(order.pieces()),
                        new DoubleCell(order.price()),
                        order.rating().<DataCell>map(DoubleCell::new).orElse(MISSING)))
                .toList();
    }

    private FlowModelPortObject model(Object... couplingSettings) throws Exception {
        PortObject path = bench.mixedPath(TypedTables.table(folder, NAMES, TYPES, orders(400)), couplingSettings);
        return bench.first(quickLearner("steps", 40L), path);
    }

    /** Every fifth cell is missing, and so is a third of a column that the model does not know. */
    private static List<List<DataCell>> gaps(int rows) {
        List<List<DataCell>> all = new ArrayList<>();
        List<List<DataCell>> whole = orders(rows);
        for (int i = 0; i < rows; i++) {
            List<DataCell> cells = new ArrayList<>();
            for (int c = 0; c < NAMES.size(); c++) {
                cells.add((3 * i + c) % 5 == 0 ? MISSING : whole.get(i).get(c));
            }
            cells.add(i % 3 == 0 ? MISSING : new StringCell("remark " + i));
            all.add(cells);
        }
        return all;
    }

    private BufferedDataTable table(List<List<DataCell>> rows) {
        List<String> names = new ArrayList<>(NAMES);
        names.add("remark");
        List<DataType> types = new ArrayList<>(TYPES);
        types.add(StringCell.TYPE);
        return TypedTables.table(folder, names, types, rows);
    }

    private static void assertCompleted(List<List<DataCell>> was, List<List<DataCell>> is) {
        assertEquals(was.size(), is.size());
        for (int row = 0; row < was.size(); row++) {
            for (int c = 0; c < was.get(row).size(); c++) {
                DataCell before = was.get(row).get(c);
                DataCell after = is.get(row).get(c);
                if (before.isMissing() && c != REMARK) {
                    assertFalse(after.isMissing(), "row " + row + " column " + c);
                    assertEquals(TYPES.get(c), after.getType());
                } else {
                    assertEquals(before, after, "row " + row + " column " + c);
                }
            }
        }
    }

    @Test
    void missingCellsAreFilledAndOthersStay() throws Exception {
        FlowModelPortObject model = model();
        List<List<DataCell>> rows = gaps(60);
        BufferedDataTable table = table(rows);
        NodeHandle imputer = node(new FlowImputerNodeFactory());
        DataTableSpec promised = (DataTableSpec) configure(imputer, model, table)[0];
        BufferedDataTable made = bench.first(imputer, model, table);
        assertTrue(promised.equalStructure(made.getDataTableSpec()), promised.toString());
        assertTrue(table.getDataTableSpec().equalStructure(made.getDataTableSpec()), "types and order as they came");
        assertCompleted(rows, TypedTables.cells(made));
        assertEquals("Row7", NodeBench.rows(made).get(7).getKey().getString());
        assertTrue(imputer.warning().isEmpty(), imputer::toString);
    }

    @Test
    void drawsAreTheTableSeveralTimes() throws Exception {
        FlowModelPortObject model = model();
        List<List<DataCell>> rows = gaps(40);
        BufferedDataTable made =
                bench.first(node(new FlowImputerNodeFactory(), "result", "DRAWS", "draws", 3), model, table(rows));
        assertEquals("draw", made.getDataTableSpec().getColumnSpec(REMARK + 1).getName());
        List<List<DataCell>> cells = TypedTables.cells(made);
        assertEquals(120, cells.size());
        for (int draw = 0; draw < 3; draw++) {
            List<List<DataCell>> of = cells.subList(40 * draw, 40 * draw + 40);
            assertCompleted(rows, of);
            for (List<DataCell> row : of) {
                assertEquals(new IntCell(draw + 1), row.get(REMARK + 1));
            }
        }
        assertFalse(cells.subList(0, 40).stream()
                .map(row -> row.subList(0, 5))
                .toList()
                .equals(cells.subList(40, 80).stream()
                        .map(row -> row.subList(0, 5))
                        .toList()));
        assertEquals("Row0_2", NodeBench.rows(made).get(40).getKey().getString());
    }

    @Test
    void probabilitiesAndIntervalsAreOfFilledCells() throws Exception {
        FlowModelPortObject model = model();
        List<List<DataCell>> rows = gaps(30);
        NodeHandle imputer = node(
                new FlowImputerNodeFactory(),
                "probabilities",
                true,
                "intervals",
                true,
                "drawsOfCell",
                39,
                "solver/steps",
                8);
        BufferedDataTable table = table(rows);
        DataTableSpec promised = (DataTableSpec) configure(imputer, model, table)[0];
        BufferedDataTable made = bench.first(imputer, model, table);
        DataTableSpec spec = made.getDataTableSpec();
        assertTrue(promised.equalStructure(spec), spec.toString());
        assertEquals(
                List.of(
                        "region (probability)",
                        "day (lower)",
                        "day (upper)",
                        "pieces (lower)",
                        "pieces (upper)",
                        "price (lower)",
                        "price (upper)",
                        "rating (lower)",
                        "rating (upper)"),
                Arrays.asList(spec.getColumnNames()).subList(REMARK + 1, spec.getNumColumns()));
        assertEquals(TypedTables.DATE, spec.getColumnSpec("day (lower)").getType());
        assertEquals(IntCell.TYPE, spec.getColumnSpec("pieces (upper)").getType());
        List<List<DataCell>> cells = TypedTables.cells(made);
        for (String name : NAMES) {
            int column = NAMES.indexOf(name);
            for (int row = 0; row < rows.size(); row++) {
                boolean filled = rows.get(row).get(column).isMissing();
                for (String suffix : List.of(" (probability)", " (lower)", " (upper)")) {
                    int appended = spec.findColumnIndex(name + suffix);
                    assertTrue(
                            appended < 0
                                    || filled != cells.get(row).get(appended).isMissing(),
                            name + suffix);
                }
            }
        }
        IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).get(0).isMissing())
                .forEach(row -> {
                    double chance = number(cells.get(row).get(REMARK + 1));
                    assertTrue(chance >= 0.25 - 1e-6 && chance <= 1, "the likeliest of four has " + chance);
                });
        IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).get(3).isMissing())
                .forEach(row -> {
                    double lower = number(cells.get(row).get(spec.findColumnIndex("price (lower)")));
                    double upper = number(cells.get(row).get(spec.findColumnIndex("price (upper)")));
                    assertTrue(lower < upper, lower + " to " + upper);
                });
    }

    /** A bound of an instant is an instant, too: without a zone it would be an hour of nowhere. */
    @Test
    void intervalsOfDatesWithAZoneAreInUtc() throws Exception {
        List<String> names = List.of("zoned", "price");
        List<DataType> types = List.of(TypedTables.ZONED, DoubleCell.TYPE);
        List<List<DataCell>> rows = IntStream.range(0, 200)
                .mapToObj(i -> List.of(
                        TypedTables.cell(
                                TypedTables.ZONED, "2024-03-%02dT12:00:%02d+05:45".formatted(1 + i % 28, i % 60)),
                        (DataCell) new DoubleCell(i % 28 + i / 200.0)))
                .toList();
        FlowModelPortObject model =
                bench.first(quickLearner("steps", 20L), bench.mixedPath(TypedTables.table(folder, names, types, rows)));
        BufferedDataTable made = bench.first(
                node(new FlowImputerNodeFactory(), "intervals", true, "drawsOfCell", 39, "solver/steps", 4),
                model,
                TypedTables.table(folder, names, types, List.of(List.of(MISSING, new DoubleCell(3)))));
        DataTableSpec spec = made.getDataTableSpec();
        List<DataCell> cells = TypedTables.cells(made).get(0);
        for (String bound : List.of("zoned (lower)", "zoned (upper)")) {
            assertEquals(TypedTables.ZONED, spec.getColumnSpec(bound).getType());
            String text = cells.get(spec.findColumnIndex(bound)).toString();
            assertTrue(text.startsWith("2024-03-") && text.contains("T06:15") && text.endsWith("Z"), text);
        }
    }

    private static double number(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }

    @Test
    void whatTheModelDoesNotKnowStaysAndIsCounted() throws Exception {
        FlowModelPortObject model = model();
        BufferedDataTable table = bench.table(
                List.of("price", "region"),
                List.of(row(1e9, null), row(null, "atlantis"), row(null, null), row(100.0, "north")));
        NodeHandle imputer = node(new FlowImputerNodeFactory());
        List<List<DataCell>> made = TypedTables.cells(bench.first(imputer, model, table));
        assertEquals(new DoubleCell(1e9), made.get(0).get(0));
        assertEquals(new StringCell("atlantis"), made.get(1).get(1));
        String warning = imputer.warning().orElseThrow();
        assertTrue(warning.contains("\"region\": 1 cells have a label that the model does not know"), warning);
        assertTrue(warning.contains("\"price\": 1 numbers lie outside the range"), warning);
        assertTrue(warning.contains("2 of 4 rows have no cell from which"), warning);
        assertTrue(warning.contains("lacks the model's columns \"day\", \"pieces\", \"rating\""), warning);
        assertTrue(made.stream().flatMap(List::stream).noneMatch(DataCell::isMissing));
    }

    /** The model's prices are decimal numbers, those of the table are whole. */
    @Test
    void cellsAreOfTheTablesType() throws Exception {
        FlowModelPortObject model = model();
        BufferedDataTable table = bench.table(List.of("price", "region"), List.of(row(90, "north"), row(null, "east")));
        BufferedDataTable made = bench.first(node(new FlowImputerNodeFactory()), model, table);
        assertEquals(
                IntCell.TYPE, made.getDataTableSpec().getColumnSpec("price").getType());
        assertEquals(IntCell.TYPE, TypedTables.cells(made).get(1).get(0).getType());
    }

    @Test
    void aTableWithoutRowsOrGapsPasses() throws Exception {
        FlowModelPortObject model = model();
        NodeHandle best = node(new FlowImputerNodeFactory(), "intervals", true, "probabilities", true);
        assertEquals(
                0, bench.<BufferedDataTable>first(best, model, table(List.of())).size());
        BufferedDataTable whole = bench.table(List.of("price"), List.of(row(90.0), row(100.0)));
        List<List<DataCell>> made = TypedTables.cells(bench.first(best, model, whole));
        assertEquals(List.of(new DoubleCell(90), MISSING, MISSING), made.get(0));
        BufferedDataTable drawn =
                bench.first(node(new FlowImputerNodeFactory(), "result", "DRAWS", "draws", 2), model, whole);
        assertEquals(4, drawn.size());
    }

    @Test
    void conditionsComeFromTheTable() throws Exception {
        FlowModelPortObject model = model("conditions/manualFilter/manuallySelected", new String[] {"region"});
        List<List<DataCell>> rows = gaps(20).stream()
                .<List<DataCell>>map(row -> {
                    List<DataCell> cells = new ArrayList<>(row);
                    cells.set(0, new StringCell("north"));
                    return cells;
                })
                .toList();
        BufferedDataTable made = bench.first(node(new FlowImputerNodeFactory()), model, table(rows));
        assertCompleted(rows, TypedTables.cells(made));
        assertRefused(
                "lacks the condition column \"region\"",
                () -> configure(
                        node(new FlowImputerNodeFactory()), model, bench.table(List.of("price"), List.of(row(1.0)))));
    }

    @Test
    void aModelNotTrainedForItIsRefused() throws Exception {
        FlowModelPortObject model = model("modelling/anyColumns", false);
        NodeHandle imputer = node(new FlowImputerNodeFactory());
        assertRefused("not trained to be given any columns", () -> configure(imputer, model, table(gaps(5))));
        PortObject[] inputs = {model, table(gaps(5))};
        assertExecutionFails("not trained to be given any columns", () -> node(new FlowImputerNodeFactory())
                .execute(inputs, bench.context()));
    }

    @Test
    void aTableThatDoesNotFitIsRefused() throws Exception {
        FlowModelPortObject model = model();
        NodeHandle imputer = node(new FlowImputerNodeFactory());
        assertRefused(
                "The table has no column of the model, which has \"day\", \"pieces\", \"price\", \"rating\", \"region\"",
                () -> configure(imputer, model, bench.table(List.of("z"), List.of(row(1.0)))));
        assertRefused(
                "but dates are modelled under this name",
                () -> configure(imputer, model, bench.table(List.of("day"), List.of(row("today")))));
        assertExecutionFails(
                "\"price\" of the target table is",
                () -> bench.run(imputer, model, bench.table(List.of("price"), List.of(row(Double.NaN)))));
    }

    @ParameterizedTest
    @CsvSource({"drawsOfCell, 20, at least 39 draws", "draws, 0, The number of draws is 0"})
    void settingsOutOfRangeAreRefused(String key, int value, String message) {
        assertRefused(
                message,
                () -> node(
                        new FlowImputerNodeFactory(),
                        "result",
                        key.equals("draws") ? "DRAWS" : "BEST",
                        "intervals",
                        true,
                        key,
                        value));
    }

    @Test
    void aPathWhoseBeginningSaysNothingIsDrawn() throws Exception {
        PortObject coupling =
                bench.first(node(new FlowCouplingNodeFactory()), TypedTables.table(folder, NAMES, TYPES, orders(200)));
        PortObject path = bench.first(node(new ConditionalPathNodeFactory(), "path", "POLYNOMIAL"), coupling);
        FlowModelPortObject model = bench.first(quickLearner("steps", 20L), path);
        NodeHandle imputer = node(new FlowImputerNodeFactory(), "drawsOfCell", 5, "solver/steps", 5);
        List<List<DataCell>> rows = gaps(20);
        BufferedDataTable table = table(rows);
        configure(imputer, model, table);
        assertTrue(imputer.warning().orElseThrow().contains("of 5 draws"), imputer::toString);
        BufferedDataTable made = bench.first(imputer, model, table);
        assertCompleted(rows, TypedTables.cells(made));
        assertTrue(imputer.warning().orElseThrow().contains("of 5 draws"), imputer::toString);
    }
}
