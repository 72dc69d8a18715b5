// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.learner.VelocityLearnerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.rectifier.FlowRectifierNodeFactory;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.table.ColumnTypes;
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
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** A table of numbers, texts, dates and missing cells through the nodes. */
class MixedChainTest {
    private static final List<String> NAMES =
            List.of("order", "region", "product", "channel", "day", "pieces", "price", "discount", "rating");
    private static final int CHANNEL = 3;
    private static final String APART = "was not trained to know them apart from the time";

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private BufferedDataTable orders(int rows) {
        List<DataType> types = List.of(
                IntCell.TYPE,
                StringCell.TYPE,
                StringCell.TYPE,
                StringCell.TYPE,
                TypedTables.DATE,
                IntCell.TYPE,
                DoubleCell.TYPE,
                DoubleCell.TYPE,
                DoubleCell.TYPE);
        return TypedTables.table(
                folder,
                NAMES,
                types,
                MixedOrders.rows(rows).stream().map(MixedChainTest::cells).toList());
    }

    private static List<DataCell> cells(MixedOrders order) {
        return List.of(
                new IntCell(order.order()),
                new StringCell(order.region()),
                new StringCell(order.product()),
                order.channel().<DataCell>map(StringCell::new).orElse(DataType.getMissingCell()),
                TypedTables.cell(TypedTables.DATE, order.day().toString()),
                new IntCell(order.pieces()),
                new DoubleCell(order.price()),
                new DoubleCell(order.discount()),
                order.rating().<DataCell>map(DoubleCell::new).orElse(DataType.getMissingCell()));
    }

    private FlowModelPortObject model(PortObject path) throws Exception {
        return bench.first(quickLearner("steps", 40L, "densities", false), path);
    }

    @Test
    void aTableComesBackAsItIs() throws Exception {
        BufferedDataTable orders = orders(600);
        FlowModelPortObject model = model(bench.mixedPath(orders));
        assertEquals(
                true,
                assertInstanceOf(MixedFlow.class, model.getSpec().dynamics()).anyColumns());
        NodeHandle sampler = node(new FlowSamplerNodeFactory(), "rows", 300);
        DataTableSpec promised = (DataTableSpec) configure(sampler, model)[0];
        BufferedDataTable made = bench.first(sampler, model);
        DataTableSpec spec = made.getDataTableSpec();
        assertEquals(NAMES.subList(1, NAMES.size()), Arrays.asList(spec.getColumnNames()), "all but the identifier");
        assertTrue(promised.equalStructure(spec), promised + " was promised, but is " + spec);
        for (String name : spec.getColumnNames()) {
            assertEquals(
                    orders.getDataTableSpec().getColumnSpec(name).getType(),
                    spec.getColumnSpec(name).getType(),
                    name);
        }
        List<List<DataCell>> real = TypedTables.cells(orders);
        List<List<DataCell>> rows = TypedTables.cells(made);
        assertEquals(300, rows.size());
        for (String label : List.of("region", "product", "day", "pieces")) {
            int column = NAMES.indexOf(label);
            Set<DataCell> known =
                    new HashSet<>(real.stream().map(row -> row.get(column)).toList());
            assertTrue(rows.stream().allMatch(row -> known.contains(row.get(column - 1))), label);
        }
        assertTrue(rows.stream().anyMatch(row -> row.get(CHANNEL - 1).isMissing()), "gaps come back");
        assertFalse(rows.stream().allMatch(row -> row.get(CHANNEL - 1).isMissing()));
        assertEquals(
                Set.of(
                        new StringCell("north"),
                        new StringCell("east"),
                        new StringCell("south"),
                        new StringCell("west")),
                spec.getColumnSpec("region").getDomain().getValues());
    }

    @Test
    void whatBecameOfEachColumnIsShown() throws Exception {
        NodeHandle coupling = node(
                new FlowCouplingNodeFactory(),
                "conditions/manualFilter/manuallySelected",
                new String[] {"region"},
                "modelling/roles/0/column",
                "price",
                "modelling/roles/0/role",
                "LEAVE_OUT",
                "modelling/roles/1/column",
                "day",
                "modelling/roles/1/role",
                "NUMBER");
        FlowCouplingPortObject port = bench.first(coupling, orders(600));
        assertTrue(coupling.warning().orElseThrow().contains("\"order\" looks like an identifier"), coupling::toString);
        assertEquals(Labels.SOME, port.getSpec().labels());
        JsonArray shown = JsonParser.parseString(coupling.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result")
                .getAsJsonArray("columns");
        assertEquals("left out", shown(shown, "order", "as"));
        assertEquals("label", shown(shown, "product", "as"));
        assertEquals("it holds texts", shown(shown, "product", "why"));
        assertEquals("4", shown(shown, "product", "levels"));
        assertEquals("number with spikes", shown(shown, "discount", "as"));
        assertEquals("number with gaps", shown(shown, "rating", "as"));
        assertEquals("left out", shown(shown, "price", "as"));
        assertEquals("chosen in the dialog", shown(shown, "price", "why"));
        assertEquals("number", shown(shown, "day", "as"));
        assertEquals("condition", shown(shown, "region", "as"));
    }

    private static String shown(JsonArray columns, String name, String field) {
        for (JsonElement column : columns) {
            if (column.getAsJsonObject().get("column").getAsString().equals(name)) {
                return column.getAsJsonObject().get(field).getAsString();
            }
        }
        throw new AssertionError(name + " is not shown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region | NUMBER | names the column \"region\" as a number, but it holds texts",
                "colour | LABEL  | names the column \"colour\", which the target table lacks",
                "''     | LABEL  | has an entry without a column"
            })
    void rolesThatDoNotFitAreRefused(String column, String role, String message) {
        assertRefused(
                message,
                () -> configure(
                        node(
                                new FlowCouplingNodeFactory(),
                                "modelling/roles/0/column",
                                column,
                                "modelling/roles/0/role",
                                role),
                        orders(20)));
    }

    @Test
    void aColumnHasOneRole() {
        assertRefused(
                "names the column \"day\" twice",
                () -> node(
                        new FlowCouplingNodeFactory(),
                        "modelling/roles/0/column",
                        "day",
                        "modelling/roles/0/role",
                        "LABEL",
                        "modelling/roles/1/column",
                        "day",
                        "modelling/roles/1/role",
                        "NUMBER"));
    }

    @Test
    void pairsByDistanceToNoiseAreOfNumbers() throws Exception {
        BufferedDataTable orders = bench.table(
                List.of("x", "city"),
                MixedOrders.rows(60).stream()
                        .map(order -> NodeBench.row(order.price(), order.region()))
                        .toList());
        NodeHandle transport = node(new FlowCouplingNodeFactory(), "coupling", "OPTIMAL_TRANSPORT");
        FlowCouplingPortObject port = bench.first(transport, orders);
        assertEquals(
                List.of("x"),
                port.getSpec().columns().stream().map(c -> c.name()).toList());
        assertEquals(Labels.NONE, port.getSpec().labels());
        assertTrue(
                transport.warning().orElseThrow().contains("The independent coupling models them as they are"),
                transport::toString);
    }

    @Test
    void nodesOfEarlierVersionsModelNumbers() throws Exception {
        NodeHandle coupling = node(new FlowCouplingNodeFactory());
        NodeSettings settings = new NodeSettings("model");
        coupling.saveSettings(settings);
        settings.removeConfig("modelling");
        coupling.loadSettings(settings);
        BufferedDataTable orders = orders(100);
        FlowCouplingPortObjectSpec spec = (FlowCouplingPortObjectSpec) configure(coupling, orders)[0];
        assertEquals(
                List.of("order", "pieces", "price", "discount", "rating"),
                spec.columns().stream().map(c -> c.name()).toList());
        assertEquals(new CouplingSettings.Independent(false), spec.coupling());
        assertEquals(Labels.NONE, spec.labels());
        assertEquals(ColumnTypes.UNKNOWN, spec.types());
        Messages.assertExecutionFails("\"rating\" of the target table is missing", () -> bench.run(coupling, orders));
    }

    @ParameterizedTest
    @CsvSource({"direction, BACKWARD, no way back", "trajectories, true, hidden until they are drawn"})
    void theSamplerRefusesWhatRowsWithLabelsLack(String key, String value, String message) throws Exception {
        FlowModelPortObject model = model(bench.mixedPath(orders(100)));
        Object setting = key.equals("trajectories") ? (Object) true : value;
        assertRefused(message, () -> configure(node(new FlowSamplerNodeFactory(), key, setting), model));
    }

    @Test
    void otherNodesRefuseAModelWithLabels() throws Exception {
        BufferedDataTable orders = orders(100);
        PortObject path = bench.mixedPath(orders);
        FlowModelPortObject model = model(path);
        assertRefused(
                "the density of such rows", () -> configure(node(new FlowLikelihoodNodeFactory()), model, orders));
        assertRefused(APART, () -> configure(node(new FlowReflowNodeFactory()), model));
        assertRefused(APART, () -> configure(node(new FlowRectifierNodeFactory()), model, path));
        assertRefused(
                "switch on in Velocity Learner that rows with labels can be scored",
                () -> configure(node(new FlowReflowNodeFactory()), model));
        assertRefused("Distillation to one step", () -> configure(quickLearner("times/timeLaw", "START"), path));
    }

    @Test
    void nodesThatWereNotConfiguredRefuseWhenTheyRun() throws Exception {
        BufferedDataTable orders = orders(100);
        PortObject path = bench.mixedPath(orders);
        FlowModelPortObject model = model(path);
        fails("the density of such rows", node(new FlowLikelihoodNodeFactory()), model, orders);
        fails(APART, node(new FlowReflowNodeFactory()), model);
        fails(APART, node(new FlowRectifierNodeFactory()), model, path);
        fails("hidden until they are drawn", node(new FlowSamplerNodeFactory(), "trajectories", true), model);
        fails("Distillation to one step", quickLearner("times/timeLaw", "START"), path);
    }

    private void fails(String message, NodeHandle node, PortObject... inputs) {
        Messages.assertExecutionFails(message, () -> node.execute(inputs, bench.context()));
    }

    @Test
    void modelsOfNumbersAreAsTheyWereWhereNoColumnsAreGiven() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("x"),
                MixedOrders.rows(100).stream()
                        .map(order -> NodeBench.row(order.price()))
                        .toList());
        NodeHandle coupling = node(new FlowCouplingNodeFactory(), "modelling/anyColumns", false);
        FlowCouplingPortObject port = bench.first(coupling, table);
        assertEquals(Labels.NONE, port.getSpec().labels());
        assertEquals(Labels.NOT_KNOWN, ((FlowCouplingPortObjectSpec) configure(coupling, table)[0]).labels(), "before");
        FlowModelPortObject model = model(bench.first(node(new ConditionalPathNodeFactory()), port));
        assertTrue(model.getSpec().dynamics().followed().isPresent());
        configure(node(new FlowLikelihoodNodeFactory()), model, table);
        configure(node(new FlowReflowNodeFactory()), model);
    }

    @Test
    void networkAndStepsFollowFromTheTable() throws Exception {
        NodeHandle learner = node(new VelocityLearnerNodeFactory(), "minutes", 0.05);
        PortObject path = bench.mixedPath(orders(100));
        FlowModelPortObjectSpec promised = (FlowModelPortObjectSpec) configure(learner, path)[0];
        FlowModelPortObject model = bench.first(learner, path);
        assertEquals(promised.network(), model.getSpec().network());
        assertEquals(Optional.empty(), model.getSpec().dynamics().followed());
        assertTrue(model.model().provenance().steps() > 0);
        PortObject numbers = bench.first(
                node(new ConditionalPathNodeFactory()), (PortObject) bench.first(numericCoupling(), bench.numbers(50)));
        assertFalse(promised.network().equals(((FlowModelPortObjectSpec) configure(learner, numbers)[0]).network()));
    }
}
