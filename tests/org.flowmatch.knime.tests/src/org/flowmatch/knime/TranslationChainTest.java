// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericTranslation;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.CouplingSettings.Transport;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** Rows of one table translated to those of another with their texts, dates, numbers and gaps. */
class TranslationChainTest {
    private static final List<String> NAMES = List.of("city", "day", "pieces", "price", "rating");
    private static final Set<DataCell> CITIES = cells("bern", "rome", "oslo");

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private static Set<DataCell> cells(String... texts) {
        return Arrays.stream(texts).map(StringCell::new).collect(Collectors.toSet());
    }

    /** Cities in turn; prices by city; a rating is missing in each seventh row, unless there are no gaps. */
    private BufferedDataTable orders(int rows, double scale, boolean gaps, String... cities) {
        List<List<DataCell>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int city = i % cities.length;
            cells.add(List.of(
                    new StringCell(cities[city]),
                    TypedTables.cell(TypedTables.DATE, "2024-03-0" + (1 + i % 5)),
                    new IntCell(i % 4),
                    new DoubleCell(scale * (10 * city + Math.sin(i * i))),
                    gaps && i % 7 == 0 ? DataType.getMissingCell() : new DoubleCell(scale * Math.cos(i * i))));
        }
        return TypedTables.table(
                folder,
                NAMES,
                List.of(StringCell.TYPE, TypedTables.DATE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE),
                cells);
    }

    private BufferedDataTable target() {
        return orders(300, 1, true, "bern", "rome", "oslo");
    }

    private BufferedDataTable source() {
        return orders(240, 2, true, "bern", "rome", "graz");
    }

    private static NodeHandle coupling(Object... settings) throws Exception {
        return nodeWith(new FlowCouplingNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, settings);
    }

    private FlowModelPortObject model(BufferedDataTable target, BufferedDataTable source, Object... settings)
            throws Exception {
        PortObject pairs = bench.first(coupling(settings), target, source);
        return bench.first(quickLearner(), bench.first(node(new ConditionalPathNodeFactory()), pairs));
    }

    private static NodeHandle sampler(Object... settings) throws Exception {
        return nodeWith(new FlowSamplerNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INDEPENDENT", "OPTIMAL_TRANSPORT", "SINKHORN", "UNBALANCED", "PARTIAL"})
    void rowsKeepTheirOrderTypesAndKeys(String coupling) throws Exception {
        BufferedDataTable source = source();
        FlowModelPortObject model = model(target(), source, "coupling", coupling, "transportBatch", 32);
        MixedFlow flow = assertInstanceOf(MixedFlow.class, model.getSpec().dynamics());
        assertTrue(flow.sourceLabels());
        assertFalse(flow.anyColumns());
        NodeHandle sampler = sampler();
        DataTableSpec promised = (DataTableSpec) configure(sampler, model, source)[0];
        BufferedDataTable made = bench.first(sampler, model, source);
        DataTableSpec spec = made.getDataTableSpec();
        assertTrue(promised.equalStructure(spec), promised + " was promised, but is " + spec);
        assertTrue(spec.equalStructure(source.getDataTableSpec()), spec.toString());
        List<DataRow> from = NodeBench.rows(source);
        List<DataRow> rows = NodeBench.rows(made);
        assertEquals(from.size(), rows.size());
        for (int row = 0; row < rows.size(); row++) {
            assertEquals(from.get(row).getKey(), rows.get(row).getKey());
            assertTrue(CITIES.contains(rows.get(row).getCell(0)), "none ends in a city of the source alone");
            assertFalse(rows.get(row).getCell(3).isMissing());
        }
        assertEquals(TypedTables.cells(made), TypedTables.cells(bench.first(sampler(), model, source)));
        assertNotEquals(TypedTables.cells(made), TypedTables.cells(bench.first(sampler("seed", 7L), model, source)));
    }

    @Test
    void whatTheSourceAloneHasIsSaid() throws Exception {
        NodeHandle coupling = coupling("coupling", "OPTIMAL_TRANSPORT");
        BufferedDataTable target = orders(300, 1, false, "bern", "rome", "oslo");
        FlowCouplingPortObjectSpec spec = (FlowCouplingPortObjectSpec) configure(coupling, target, source())[0];
        assertEquals(Labels.SOME, spec.labels());
        assertEquals(NAMES, spec.columns().stream().map(column -> column.name()).toList());
        bench.run(coupling, target, source());
        String warning = coupling.warning().orElseThrow();
        assertTrue(
                warning.contains("The column \"city\" has 1 value in the source table alone, such as \"graz\""),
                warning);
        assertTrue(warning.contains("\"rating\" has missing cells in the source table alone"), warning);
    }

    /** As the source table of the coupling had them. */
    @Test
    void missingCellsThatTheSourceAloneHasAreTranslated() throws Exception {
        FlowModelPortObject model = model(orders(300, 1, false, "bern", "rome", "oslo"), source());
        BufferedDataTable made = bench.first(sampler(), model, source());
        assertTrue(Arrays.stream(NodeBench.column(made, "rating")).allMatch(Double::isFinite));
    }

    @Test
    void pairsHaveLabels() throws Exception {
        BufferedDataTable target = target();
        BufferedDataTable source = orders(300, 2, true, "bern", "rome", "graz");
        FlowModelPortObject model = model(target, source, "coupling", "PAIRED");
        assertEquals(300, ((BufferedDataTable) bench.first(sampler(), model, source)).size());
    }

    @Test
    void aLabelThatNoTableHadIsRefusedWithItsColumnAndRow() throws Exception {
        FlowModelPortObject model = model(target(), source());
        BufferedDataTable unseen = orders(5, 2, true, "bern", "lima");
        Messages.assertExecutionFails(
                "Column \"city\" of the source table has the label \"lima\" in row 2",
                () -> bench.run(sampler(), model, unseen));
        FlowModelPortObject whole =
                model(orders(300, 1, false, "bern", "rome", "oslo"), orders(240, 2, false, "bern", "rome", "graz"));
        Messages.assertExecutionFails(
                "\"rating\" of the source table is missing", () -> bench.run(sampler(), whole, source()));
    }

    @Test
    void theSourceNeedsTheColumnsInTheirForm() throws Exception {
        BufferedDataTable texts =
                bench.table(NAMES, Collections.nCopies(10, NodeBench.row("bern", "2024-03-01", 1, 2.0, 3.0)));
        assertRefused("\"day\" of the source table holds", () -> configure(coupling(), target(), texts));
        BufferedDataTable fewer = bench.table(List.of("city"), Collections.nCopies(10, NodeBench.row("bern")));
        assertRefused("source table", () -> configure(coupling(), target(), fewer));
    }

    @Test
    void valuesAreGivenInTheDialogWhereTheModelWasTrainedForIt() throws Exception {
        BufferedDataTable source = source();
        FlowModelPortObject model = model(target(), source, "modelling/anyTranslated", true);
        Object[] rome = {"given/labels/0/column", "city", "given/labels/0/label", "rome"};
        BufferedDataTable made = bench.first(sampler(rome), model, source);
        for (List<DataCell> row : TypedTables.cells(made)) {
            assertEquals(new StringCell("rome"), row.get(0));
        }
        assertRefused(
                "the connected table holds the rows to start from",
                () -> configure(sampler("given/table", "GIVEN"), model, source));
        FlowModelPortObject plain = model(target(), source);
        assertRefused("was not trained for it", () -> configure(sampler(rome), plain, source));
    }

    @Test
    void whatTranslationLacksIsRefused() throws Exception {
        BufferedDataTable source = source();
        FlowModelPortObject model = model(target(), source, "modelling/anyTranslated", true);
        assertRefused(
                "no table of source rows is connected", () -> configure(node(new FlowSamplerNodeFactory()), model));
        assertRefused("no way back", () -> configure(sampler("direction", "BACKWARD"), model, source));
        assertRefused("hidden until they are drawn", () -> configure(sampler("trajectories", true), model, source));
        assertRefused(
                "rows of a source table with their labels",
                () -> configure(node(new FlowLikelihoodNodeFactory()), model, source));
        assertRefused(
                "carries rows of a source table", () -> configure(node(new FlowImputerNodeFactory()), model, source));
    }

    @Test
    void theWeightOfLabelsReachesThePlan() throws Exception {
        for (String plan : List.of("OPTIMAL_TRANSPORT", "SINKHORN", "UNBALANCED", "PARTIAL")) {
            assertEquals(Transport.DEFAULT_LABEL_WEIGHT, weight(coupling("coupling", plan)), plan);
            assertEquals(9, weight(coupling("coupling", plan, "transport/labelWeight", 9.0)), plan);
        }
    }

    private double weight(NodeHandle coupling) throws Exception {
        FlowCouplingPortObjectSpec spec = (FlowCouplingPortObjectSpec) configure(coupling, target(), source())[0];
        return assertInstanceOf(Transport.class, spec.coupling()).labelWeight();
    }

    @Test
    void nodesOfEarlierVersionsTranslateNumbers() throws Exception {
        NodeHandle coupling = coupling();
        NodeSettings settings = new NodeSettings("model");
        coupling.saveSettings(settings);
        settings.removeConfig("modelling");
        settings.getNodeSettings("transport").removeConfig("labelWeight");
        coupling.loadSettings(settings);
        FlowCouplingPortObjectSpec spec = (FlowCouplingPortObjectSpec) configure(coupling, target(), source())[0];
        assertEquals(
                List.of("pieces", "price", "rating"),
                spec.columns().stream().map(column -> column.name()).toList());
        assertEquals(new CouplingSettings.Independent(false), spec.coupling());
        assertEquals(Labels.NONE, spec.labels());
        assertEquals(spec, configure(numericTranslation(), target(), source())[0]);
    }

    @Test
    void rowsDoNotDependOnHowManyThereAre() throws Exception {
        FlowModelPortObject model = model(target(), source());
        List<List<DataCell>> all = TypedTables.cells(bench.first(sampler(), model, source()));
        BufferedDataTable fewer = orders(60, 2, true, "bern", "rome", "graz");
        List<List<DataCell>> some = TypedTables.cells(bench.first(sampler(), model, fewer));
        long others = IntStream.range(0, some.size())
                .filter(row -> !some.get(row).equals(all.get(row)))
                .count();
        assertEquals(0, others);
    }
}
