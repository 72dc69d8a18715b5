// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** Conditions from the coupling to the sampled rows: class a lies around x = -2, class b around x = 2; age shifts it. */
class ConditionalChainTest {
    private static final Object[] CONDITIONS = {
        "conditions/manualFilter/manuallySelected",
        new String[] {"class", "age"},
        "scaling",
        "NONE",
        "limitToObserved",
        false
    };

    @TempDir
    static Path folder;

    private static NodeBench bench;
    private static BufferedDataTable target;
    private static FlowModelPortObject model;

    @BeforeAll
    static void train() throws Exception {
        bench = new NodeBench(folder);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean first = i % 2 == 0;
            cells.add(row((first ? -2 : 2) + 0.3 * Math.sin(7.0 * i), first ? "a" : "b", 20 + i % 5));
        }
        target = bench.table(List.of("x", "class", "age"), cells);
        model = model("objective/conditionDrop", 0.3);
    }

    private static FlowModelPortObject model(Object... learner) throws Exception {
        PortObject path = bench.path(target, CONDITIONS);
        List<Object> settings = new ArrayList<>(List.of("steps", 400L, "width", 24, "learningRate", 5e-3));
        settings.addAll(List.of(learner));
        return bench.first(quickLearner(settings.toArray()), path);
    }

    @Test
    void conditionsAreNoModelledColumnsAndStandInEverySpec() throws Exception {
        NodeHandle node = numericCoupling(CONDITIONS);
        FlowCouplingPortObject coupling = bench.first(node, target);
        List<ConditionInfo> conditions = List.of(
                new ConditionInfo("class", Optional.empty()), new ConditionInfo("age", Optional.of(ColumnKind.INT)));
        assertEquals(configure(node, target)[0], coupling.getSpec());
        assertEquals(conditions, coupling.getSpec().conditions());
        assertEquals(
                List.of(new ColumnInfo("x", ColumnKind.DOUBLE)),
                coupling.getSpec().columns());
        assertEquals(
                List.of("class", "age"), coupling.coupling().conditionEncoding().names());
        assertEquals(conditions, model.getSpec().conditions());
        assertEquals(List.of("class", "age"), model.model().conditions().names());
    }

    @Test
    void valuesOfTheDialogHoldForAllRows() throws Exception {
        for (String label : List.of("a", "b")) {
            NodeHandle sampler = sampler(values("class", label, "age", "22"));
            DataTableSpec promised = (DataTableSpec) configure(sampler, model)[0];
            BufferedDataTable sampled = bench.first(sampler, model);
            assertTrue(promised.equalStructure(sampled.getDataTableSpec()));
            assertEquals(List.of("x", "class", "age"), Arrays.asList(promised.getColumnNames()));
            assertEquals(new StringCell(label), rows(sampled).get(7).getCell(1));
            assertEquals(new IntCell(22), rows(sampled).get(7).getCell(2));
            double mean = Arrays.stream(column(sampled, "x")).average().orElseThrow();
            assertEquals(label.equals("a") ? -2 : 2, mean, 0.6, label);
        }
    }

    @Test
    void conditionsOfATableAreTakenByName() throws Exception {
        BufferedDataTable given =
                bench.table(List.of("age", "class"), List.of(row(21, "b"), row(22, "a"), row(23, "b")));
        BufferedDataTable sampled = bench.first(withTable("rowsPerRow", 50), model, given);
        assertEquals(150, sampled.size());
        assertEquals("Row1_49", rows(sampled).get(99).getKey().getString());
        double[] x = column(sampled, "x");
        assertEquals(2, Arrays.stream(x, 0, 50).average().orElseThrow(), 0.6);
        assertEquals(-2, Arrays.stream(x, 50, 100).average().orElseThrow(), 0.6);
        assertEquals(new StringCell("a"), rows(sampled).get(50).getCell(1));
        assertEquals(new IntCell(23), rows(sampled).get(100).getCell(2));
        BufferedDataTable one = bench.first(withTable(), model, given);
        assertEquals(
                List.of("Row0", "Row1", "Row2"),
                rows(one).stream().map(r -> r.getKey().getString()).toList());
    }

    @Test
    void aValueOfTheDialogTakesThePlaceOfTheColumn() throws Exception {
        BufferedDataTable ages = bench.table(List.of("age"), List.of(row(21), row(22)));
        BufferedDataTable sampled = bench.first(
                withTable("values/0/condition", "class", "values/0/value", "b", "rowsPerRow", 40), model, ages);
        assertEquals(2, Arrays.stream(column(sampled, "x")).average().orElseThrow(), 0.6);
        assertEquals(new StringCell("b"), rows(sampled).get(0).getCell(1));
    }

    @Test
    void withoutConditionsTheWholeDistributionIsSampled() throws Exception {
        BufferedDataTable sampled = bench.first(sampler("conditions/use", "WITHOUT"), model);
        assertEquals(List.of("x"), Arrays.asList(sampled.getDataTableSpec().getColumnNames()));
        double[] x = column(sampled, "x");
        long low = Arrays.stream(x).filter(value -> value < 0).count();
        assertTrue(low > x.length / 4 && low < 3 * x.length / 4, low + " of " + x.length + " rows lie below 0");
    }

    @Test
    void guidancePushesRowsAwayFromTheOthers() throws Exception {
        double plain = mean(bench.first(sampler(values("class", "b", "age", "22")), model));
        double none = mean(bench.first(sampler(values("class", "b", "age", "22", "guidance/weight", 0.0)), model));
        double strong = mean(bench.first(sampler(values("class", "b", "age", "22", "guidance/weight", 3.0)), model));
        assertTrue(none < plain && plain < strong, none + " < " + plain + " < " + strong);
        double late = mean(bench.first(
                sampler(values("class", "b", "age", "22", "guidance/weight", 3.0, "guidance/from", 0.9)), model));
        assertTrue(late < strong, late + " < " + strong);
    }

    @Test
    void trajectoriesAndEncodingCarryTheirConditions() throws Exception {
        DataTableSpec states =
                (DataTableSpec) configure(sampler(values("class", "a", "age", "22", "trajectories", true)), model)[0];
        assertEquals(List.of("trajectory", "step", "t", "x", "class", "age"), Arrays.asList(states.getColumnNames()));
        BufferedDataTable noise = bench.first(
                nodeWith(new FlowSamplerNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, "direction", "BACKWARD"),
                model,
                target);
        assertEquals(
                List.of("x", "class", "age"),
                Arrays.asList(noise.getDataTableSpec().getColumnNames()));
        double spread =
                Arrays.stream(column(noise, "x")).map(v -> v * v).average().orElseThrow();
        // under its condition every row comes from standard noise; without conditions the classes would stay apart
        assertEquals(1, spread, 0.6);
    }

    @Test
    void tableToTableTakesConditionsFromTheSameRows() throws Exception {
        PortObject coupling = bench.first(
                NodeBench.numericTranslation(with(CONDITIONS, "coupling", "OPTIMAL_TRANSPORT")), target, target);
        FlowModelPortObject model =
                bench.first(quickLearner(), bench.first(node(new ConditionalPathNodeFactory()), coupling));
        BufferedDataTable sampled = bench.first(withTable(), model, target);
        assertEquals(300, sampled.size());
        assertEquals(new StringCell("b"), rows(sampled).get(1).getCell(1));
        BufferedDataTable lacking = bench.table(List.of("x", "class"), List.of(row(1.0, "a")));
        assertRefused(
                "The source table lacks the condition column \"age\".", () -> configure(withTable(), model, lacking));
    }

    @Test
    void whatIsNotGivenIsNamed() throws Exception {
        assertRefused("no value is given for \"class\", \"age\"", () -> configure(sampler(), model));
        assertRefused(
                "no value is given for \"age\"",
                () -> configure(
                        sampler("conditions/values/0/condition", "class", "conditions/values/0/value", "a"), model));
        assertRefused(
                "the condition \"color\", which the model does not have",
                () -> configure(sampler(values("color", "red", "age", "22")), model));
        assertRefused(
                "The value of the condition \"age\" is \"old\", but must be a whole number.",
                () -> configure(sampler(values("class", "a", "age", "old")), model));
        assertRefused(
                "The value of the condition \"age\" is \"22.5\", but must be a whole number.",
                () -> configure(sampler(values("class", "a", "age", "22.5")), model));
        assertRefused(
                "Give a whole number from -2147483648 to 2147483647.",
                () -> configure(sampler(values("class", "a", "age", "3000000000")), model));
        assertRefused(
                "Two values are given for the condition \"age\".",
                () -> configure(sampler(values("age", "22", "age", "23")), model));
        assertExecutionFails(
                "the value \"c\", which is not among those learnt from: \"a\", \"b\"",
                () -> bench.run(sampler(values("class", "c", "age", "22")), model));
    }

    @Test
    void columnsOfConditionsAreChecked() throws Exception {
        BufferedDataTable numbers = bench.table(List.of("class", "age"), List.of(row(1.0, 22)));
        BufferedDataTable texts = bench.table(List.of("class", "age"), List.of(row("a", "22")));
        BufferedDataTable decimals = bench.table(List.of("class", "age"), List.of(row("a", 22.5)));
        BufferedDataTable missing = bench.table(List.of("class", "age"), List.of(row("a", 22), row(null, 23)));
        assertRefused("is numeric", () -> configure(withTable(), model, numbers));
        assertRefused("is not numeric", () -> configure(withTable(), model, texts));
        assertRefused("holds decimal numbers", () -> configure(withTable(), model, decimals));
        assertExecutionFails(
                "The condition column \"class\" of the source table is missing in the row \"Row1\".",
                () -> bench.run(withTable(), model, missing));
        BufferedDataTable none = bench.table(List.of("class", "age"), List.of(row("a", 22)));
        assertRefused("\"Rows per row of conditions\" is 0", () -> configure(withTable("rowsPerRow", 0), model, none));
    }

    @Test
    void aModelThatNeverMissedItsConditionsRefusesToDoWithoutThem() throws Exception {
        FlowModelPortObject model = model("objective/conditionDrop", 0.0, "steps", 20L);
        assertExecutionFails(
                "cannot be sampled without conditions", () -> bench.run(sampler("conditions/use", "WITHOUT"), model));
        assertExecutionFails(
                "cannot be guided",
                () -> bench.run(sampler(values("class", "a", "age", "22", "guidance/weight", 2.0)), model));
    }

    @Test
    void aModelWithoutConditionsRefusesThem() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner(), bench.path(bench.numbers(50)));
        assertRefused(
                "the condition \"class\", which the model does not have",
                () -> configure(sampler(values("class", "a", "age", "1")), model));
        assertRefused(
                "The guidance weight is 2.0, but the model was trained without conditions.",
                () -> configure(sampler("guidance/weight", 2.0), model));
    }

    @Test
    void rowsWithMissingConditionsAreNamedOrSkipped() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("x", "class"), List.of(row(1.0, "a"), row(2.0, null), row(3.0, "b"), row(4.0, "a")));
        Object[] chosen = {"conditions/manualFilter/manuallySelected", new String[] {"class"}};
        assertExecutionFails(
                "The condition column \"class\" of the target table is missing in the row \"Row1\".",
                () -> bench.run(numericCoupling(chosen), table));
        FlowCouplingPortObject coupling = bench.first(numericCoupling(with(chosen, "badRows", "SKIP")), table);
        assertEquals(3, coupling.coupling().rows());
        assertRefused(
                "The condition column \"class\" is chosen, but is missing in the target table.",
                () -> configure(numericCoupling(chosen), bench.numbers(5)));
    }

    @Test
    void pairedRowsKeepTheConditionOfTheTarget() throws Exception {
        BufferedDataTable source = bench.table(List.of("x"), Collections.nCopies(300, row(0.5)));
        FlowCouplingPortObject coupling =
                bench.first(NodeBench.numericTranslation(with(CONDITIONS, "coupling", "PAIRED")), target, source);
        assertEquals(
                300, coupling.coupling().conditions().orElseThrow().target().rows());
        assertEquals(
                Optional.empty(), coupling.coupling().conditions().orElseThrow().source());
    }

    private static double mean(BufferedDataTable sampled) {
        return Arrays.stream(column(sampled, "x")).average().orElseThrow();
    }

    /** Two conditions with their values, then further settings. */
    private static Object[] values(String first, String value, String second, String other, Object... more) {
        Object[] settings = {
            "conditions/values/0/condition",
            first,
            "conditions/values/0/value",
            value,
            "conditions/values/1/condition",
            second,
            "conditions/values/1/value",
            other
        };
        return with(settings, more);
    }

    private static Object[] with(Object[] settings, Object... more) {
        Object[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return all;
    }

    private static NodeHandle sampler(Object... settings) throws InvalidSettingsException {
        return node(new FlowSamplerNodeFactory(), with(settings, "solver/steps", 20, "device", "CPU"));
    }

    private static NodeHandle withTable(Object... conditionSettings) throws InvalidSettingsException {
        Object[] settings = conditionSettings.clone();
        for (int i = 0; i < settings.length; i += 2) {
            settings[i] = "conditions/" + settings[i];
        }
        return nodeWith(new FlowSamplerNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, settings);
    }
}
