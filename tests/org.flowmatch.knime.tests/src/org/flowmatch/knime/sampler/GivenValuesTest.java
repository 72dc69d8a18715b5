// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.standin.NodeHandle;
import org.flowmatch.standin.ui.DialogProbe;
import org.flowmatch.standin.ui.ParametersStore;
import org.flowmatch.standin.ui.PortsInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/**
 * Given values of a model of four columns: class a lies around x = -2, b around 2 and c, which is rare, around 6; the tag is
 * missing exactly in class b; sizes are 1, 2, 4 and 8.
 */
class GivenValuesTest {
    private static final List<String> NAMES = List.of("class", "x", "tag", "size");
    private static final Map<String, Integer> CENTRES = Map.of("a", -2, "b", 2, "c", 6);

    @TempDir
    static Path folder;

    private static NodeBench bench;
    private static BufferedDataTable target;
    private static FlowModelPortObject model;

    @BeforeAll
    static void train() throws Exception {
        bench = new NodeBench(folder);
        KeyedRandom random = new KeyedRandom(1, Purpose.SPLIT);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String label = i % 10 == 0 ? "c" : i % 3 == 0 ? "b" : "a";
            double noise = random.uniform(i, 0) - 0.5;
            cells.add(row(label, CENTRES.get(label) + noise, label.equals("b") ? null : "t", 1 << i % 4));
        }
        target = bench.table(NAMES, cells);
        model = bench.first(
                quickLearner("steps", 1500L, "width", 32, "learningRate", 5e-3, "batchSize", 64),
                (PortObject) bench.mixedPath(target));
    }

    @Test
    void givenCellsComeBackAndTheOthersFollow() throws Exception {
        BufferedDataTable given = bench.table(
                List.of("x", "class", "tag"),
                List.of(row(null, "b", null), row(-2.125, null, null), row(null, "c", "t")));
        NodeHandle sampler = sampler("given/table", "GIVEN", "given/rowsPerRow", 100);
        DataTableSpec promised = (DataTableSpec) configure(sampler, model, given)[0];
        BufferedDataTable made = bench.first(sampler, model, given);
        assertTrue(promised.equalStructure(made.getDataTableSpec()));
        assertEquals(NAMES, Arrays.asList(made.getDataTableSpec().getColumnNames()));
        List<DataRow> rows = rows(made);
        assertEquals(300, rows.size());
        assertEquals("Row0_0", rows.get(0).getKey().getString());
        assertEquals("Row2_99", rows.get(299).getKey().getString());
        double[] x = column(made, "x");
        assertEquals(2, Arrays.stream(x, 0, 100).average().orElseThrow(), 0.6);
        assertEquals(6, Arrays.stream(x, 200, 300).average().orElseThrow(), 0.8);
        for (int i = 0; i < 100; i++) {
            assertEquals(new StringCell("b"), rows.get(i).getCell(0));
            assertEquals(-2.125, x[100 + i]);
            assertEquals(new StringCell("c"), rows.get(200 + i).getCell(0));
            assertEquals(new StringCell("t"), rows.get(200 + i).getCell(2));
        }
        assertTrue(share(rows.subList(0, 100), row -> row.getCell(2).isMissing()) > 0.85, "the tag of class b");
        assertTrue(share(rows.subList(100, 200), row -> row.getCell(0).equals(new StringCell("a"))) > 0.85);
    }

    @Test
    void oneRowForEachKeepsTheIds() throws Exception {
        BufferedDataTable given = bench.table(List.of("class"), List.of(row("a"), row((Object) null)));
        assertEquals(
                List.of("Row0", "Row1"),
                rows(bench.first(sampler("given/table", "GIVEN"), model, given)).stream()
                        .map(row -> row.getKey().getString())
                        .toList());
    }

    @Test
    void countsSayHowManyRowsAreMade() throws Exception {
        BufferedDataTable counts = bench.table(
                List.of("class", "size", "n"), List.of(row("c", 4, 50), row("a", 1, 0), row("b", null, 30)));
        BufferedDataTable made = bench.first(sampler("given/table", "COUNTS", "given/countColumn", "n"), model, counts);
        assertEquals(Map.of("c", 50L, "b", 30L), classes(made));
        assertEquals(NAMES, Arrays.asList(made.getDataTableSpec().getColumnNames()));
        assertEquals("Row2_29", rows(made).get(79).getKey().getString());
        assertTrue(rows(made).subList(0, 50).stream()
                .allMatch(row -> row.getCell(3).equals(new IntCell(4))));
    }

    @Test
    void rareLabelsCanBeAsFrequentAsOthers() throws Exception {
        NodeHandle sampler = noTable("rows", 300, "given/rowsPerLabel", "EQUAL", "given/labelColumn", "class");
        BufferedDataTable made = bench.first(sampler, model);
        assertEquals(Map.of("a", 100L, "b", 100L, "c", 100L), classes(made));
        double[] x = column(made, "x");
        List<DataRow> rows = rows(made);
        for (String label : CENTRES.keySet()) {
            double mean = 0;
            for (int i = 0; i < x.length; i++) {
                mean += rows.get(i).getCell(0).equals(new StringCell(label)) ? x[i] / 100 : 0;
            }
            assertEquals(CENTRES.get(label), mean, 0.8, label);
        }
    }

    @Test
    void valuesOfTheDialogHoldForAllRows() throws Exception {
        Object[] values = {
            "given/labels/0/column",
            "class",
            "given/labels/0/label",
            "c",
            "given/values/0/column",
            "size",
            "given/values/0/value",
            "3"
        };
        NodeHandle sampler = noTable(with(values, "rows", 50));
        BufferedDataTable made = bench.first(sampler, model);
        assertEquals(Map.of("c", 50L), classes(made));
        assertTrue(Arrays.stream(column(made, "size")).allMatch(size -> size == 3));
        assertTrue(
                sampler.warning().orElseThrow().contains("\"size\": 50 given numbers lie between"), sampler::toString);
        BufferedDataTable given = bench.table(List.of("class", "x"), List.of(row("a", 6.0)));
        BufferedDataTable both = bench.first(sampler(with(values, "given/table", "GIVEN")), model, given);
        assertEquals(Map.of("c", 1L), classes(both), "a value of the dialog replaces the column");
        assertArrayEquals(new double[] {6}, column(both, "x"));
    }

    @Test
    void missingCellsStayMissingWhereTheyAreGiven() throws Exception {
        BufferedDataTable given = bench.table(List.of("tag"), List.of(row("t"), row((Object) null)));
        List<DataRow> rows = rows(bench.first(
                sampler("given/table", "GIVEN", "given/missing/0/column", "tag", "given/rowsPerRow", 50),
                model,
                given));
        assertEquals(0.5, share(rows, row -> row.getCell(2).isMissing()));
        assertTrue(share(rows.subList(50, 100), row -> row.getCell(0).equals(new StringCell("b"))) > 0.85);
        BufferedDataTable none = bench.first(noTable("rows", 20, "given/missing/0/column", "tag"), model);
        assertTrue(rows(none).stream().allMatch(row -> row.getCell(2).equals(DataType.getMissingCell())));
        assertExecutionFails(
                "\"class\" is to be given as missing in row 1, but had no missing cell",
                () -> bench.run(noTable("given/missing/0/column", "class"), model));
    }

    @Test
    void aModelThatIsGivenNothingIsNotGivenAnything() throws Exception {
        FlowModelPortObject other =
                bench.first(quickLearner(), (PortObject) bench.mixedPath(target, "modelling/anyColumns", false));
        BufferedDataTable given = bench.table(List.of("class"), List.of(row("a")));
        String reason = "Values of columns are given, but the model was not trained for it.";
        assertRefused(reason, () -> configure(sampler("given/table", "GIVEN"), other, given));
        assertRefused(
                reason, () -> configure(noTable("given/labels/0/column", "class", "given/labels/0/label", "a"), other));
        assertRefused("takes no source table", () -> configure(sampler(), other, given));
        assertRefused("Set \"The table holds\" to \"Given values\"", () -> configure(sampler(), model, given));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour | red   | the column \"colour\", which the model does not have",
                "''     | red   | a column that is not chosen",
                "size   | big   | The value given for the column \"size\" is \"big\", but the column holds whole"
                        + " numbers",
                "size   | 2.5   | Write a whole number from"
            })
    void valuesThatDoNotFitAreRefused(String column, String value, String message) {
        assertRefused(
                message,
                () -> configure(noTable("given/values/0/column", column, "given/values/0/value", value), model));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class | d  | is given the label \"d\" in the dialog, which the model has not learnt",
                "size  | 16 | is given 16 in the dialog, beyond all values that the model has learnt"
            })
    void whatWasNotLearntFailsByName(String column, String value, String message) {
        assertExecutionFails(
                message,
                () -> bench.run(noTable("given/values/0/column", column, "given/values/0/value", value), model));
    }

    @Test
    void tablesThatDoNotFitAreRefused() throws Exception {
        BufferedDataTable numbers = bench.table(List.of("class"), List.of(row(1.0)));
        BufferedDataTable texts = bench.table(List.of("size"), List.of(row("1")));
        BufferedDataTable others = bench.table(List.of("colour"), List.of(row("red")));
        assertRefused("but texts are modelled", () -> configure(sampler("given/table", "GIVEN"), model, numbers));
        assertRefused("is not numeric", () -> configure(sampler("given/table", "GIVEN"), model, texts));
        assertRefused("none of the model's columns", () -> configure(sampler("given/table", "GIVEN"), model, others));
        BufferedDataTable counts = bench.table(List.of("class", "n"), List.of(row("a", 2), row("b", -1)));
        assertRefused(
                "no column of counts is chosen", () -> configure(sampler("given/table", "COUNTS"), model, counts));
        assertRefused(
                "lacks the column \"m\"",
                () -> configure(sampler("given/table", "COUNTS", "given/countColumn", "m"), model, counts));
        assertExecutionFails(
                "The count in the row \"Row1\" is -1.",
                () -> bench.run(sampler("given/table", "COUNTS", "given/countColumn", "n"), model, counts));
        BufferedDataTable none = bench.table(List.of("class", "n"), List.of(row("a", 0)));
        assertExecutionFails(
                "No rows are to be made",
                () -> bench.run(sampler("given/table", "COUNTS", "given/countColumn", "n"), model, none));
    }

    @Test
    void aColumnIsGivenOnce() {
        assertRefused(
                "Two values are given for the column \"class\"",
                () -> noTable(
                        "given/labels/0/column",
                        "class",
                        "given/labels/0/label",
                        "a",
                        "given/values/0/column",
                        "class",
                        "given/values/0/value",
                        "b"));
        assertRefused(
                "\"tag\" is given a value, and as missing",
                () -> noTable(
                        "given/missing/0/column", "tag", "given/values/0/column", "tag", "given/values/0/value", "t"));
        assertRefused("\"Rows for each given row\" is 0", () -> sampler("given/rowsPerRow", 0));
    }

    @Test
    void theDialogListsWhatWasLearnt() throws Exception {
        NodeSettings settings = new NodeSettings("model");
        noTable().saveSettings(settings);
        PortsInput input = new PortsInput(
                new PortObjectSpec[] {model.getSpec()},
                new PortObject[] {model},
                new PortType[] {FlowModelPortObject.TYPE},
                new PortType[0]);
        assertEquals(
                List.of("a", "b", "c"),
                LearntColumns.labels(input, "class").stream().sorted().toList());
        assertEquals(List.of(), LearntColumns.labels(input, "size"));
        Class<? extends NodeParameters> parameters = Class.forName(
                        "org.flowmatch.knime.sampler.FlowSamplerNodeParameters",
                        true,
                        FlowSamplerNodeFactory.class.getClassLoader())
                .asSubclass(NodeParameters.class);
        DialogProbe dialog = new DialogProbe(ParametersStore.load(parameters, settings), input);
        assertEquals(
                List.of("class", "tag"),
                dialog.choices().entrySet().stream()
                        .filter(choice -> choice.getKey().contains("labels"))
                        .filter(choice -> choice.getKey().endsWith("column"))
                        .flatMap(choice -> choice.getValue().stream())
                        .toList());
        assertTrue(dialog.notEditable().contains("given.table"), "there is no table");
        assertTrue(!dialog.notEditable().contains("given.values"));
    }

    private static Map<String, Long> classes(BufferedDataTable table) {
        return rows(table).stream()
                .map(row -> ((StringCell) row.getCell(0)).getStringValue())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static double share(List<DataRow> rows, Predicate<DataRow> test) {
        return rows.stream().filter(test).count() / (double) rows.size();
    }

    private static Object[] with(Object[] settings, Object... more) {
        return Stream.of(settings, more).flatMap(Stream::of).toArray();
    }

    private static NodeHandle noTable(Object... settings) throws InvalidSettingsException {
        return node(new FlowSamplerNodeFactory(), settings);
    }

    private static NodeHandle sampler(Object... settings) throws InvalidSettingsException {
        return nodeWith(new FlowSamplerNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, settings);
    }
}
