// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.learner.VelocityLearnerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

/** Tables that are hardly any, through all nodes of a chain by their defaults: they are taken as they are, or named with a remedy. */
class BadTablesTest {
    private static final int ROWS = 60;
    private static final int LONGEST_MESSAGE = 1000;

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private BufferedDataTable table(List<String> names, int count, IntFunction<List<Object>> row) {
        return bench.table(names, IntStream.range(0, count).mapToObj(row).toList());
    }

    private FlowModelPortObject model(BufferedDataTable table) throws Exception {
        return bench.first(quickLearner("steps", 20L, "densities", true), (PortObject) bench.mixedPath(table));
    }

    private List<DataRow> sampled(FlowModelPortObject model) throws Exception {
        return rows(bench.first(node(new FlowSamplerNodeFactory(), "rows", 40), model));
    }

    private static Set<String> values(List<DataRow> rows, int column) {
        return rows.stream().map(row -> row.getCell(column).toString()).collect(Collectors.toSet());
    }

    private static double number(int i) {
        return Math.round(1000 * Math.sin(i)) / 1000.0;
    }

    @Test
    void aColumnOfMissingCellsAloneIsNamedAndCanBeLeftOut() throws Exception {
        BufferedDataTable table =
                table(List.of("x", "kind", "none"), ROWS, i -> row(number(i), i % 3 == 0 ? "a" : "b", null));
        KNIMEException failure = assertExecutionFails(
                "Column \"none\" of the target table has missing cells alone.", () -> bench.mixedPath(table));
        assertEquals(
                "Leave the column out.",
                failure.getKNIMEMessage().getResolutions().get(0));
        PortObject path =
                bench.mixedPath(table, "modelling/roles/0/column", "none", "modelling/roles/0/role", "LEAVE_OUT");
        FlowModelPortObject model = bench.first(quickLearner("steps", 20L, "densities", true), path);
        assertEquals(2, sampled(model).get(0).getNumCells());
        List<DataRow> filled = rows(bench.first(node(new FlowImputerNodeFactory()), model, table));
        assertTrue(filled.stream().allMatch(row -> row.getCell(2).isMissing()), "columns of no model pass through");
    }

    @Test
    void twoRowsAreATable() throws Exception {
        BufferedDataTable table = table(List.of("x", "kind"), 2, i -> row(number(i), i == 0 ? "a" : "b"));
        List<DataRow> made = sampled(model(table));
        assertEquals(Set.of("a", "b"), values(made, 1));
        BufferedDataTable one = table(List.of("x", "kind"), 1, i -> row(1.0, "a"));
        KNIMEException failure = assertExecutionFails("only one row", () -> bench.mixedPath(one));
        assertTrue(failure.getKNIMEMessage().getResolutions().get(0).contains("give a table with more"));
    }

    @Test
    void aTableOfConstantsHasNothingToLearn() throws Exception {
        BufferedDataTable table = table(List.of("x", "kind"), ROWS, i -> row(1.5, "a"));
        assertExecutionFails("constant", () -> bench.mixedPath(table));
    }

    @Test
    void labelsOf10000CharactersComeBackWhole() throws Exception {
        String a = "a".repeat(10_000);
        String b = "b".repeat(10_000);
        BufferedDataTable table = table(List.of("x", "kind"), ROWS, i -> row(number(i), i % 2 == 0 ? a : b));
        FlowModelPortObject model = model(table);
        assertEquals(Set.of(a, b), values(sampled(model), 1));
        NodeHandle sampler =
                node(new FlowSamplerNodeFactory(), "given/values/0/column", "kind", "given/values/0/value", a + "!");
        KNIMEException failure =
                assertExecutionFails("which the model has not learnt", () -> bench.run(sampler, model));
        String summary = failure.getKNIMEMessage().getSummary();
        assertTrue(summary.length() < LONGEST_MESSAGE, summary.length() + " characters");
        BufferedDataTable gaps = bench.table(List.of("x", "kind"), List.of(row(0.5, null), row(null, b)));
        List<DataRow> filled = rows(bench.first(node(new FlowImputerNodeFactory()), model, gaps));
        assertTrue(Set.of(a, b).contains(filled.get(0).getCell(1).toString()));
        assertEquals(new StringCell(b), filled.get(1).getCell(1));
    }

    /** One cell that is no day makes texts of all of them; they come back as such, the bad one too. */
    @Test
    void daysWithOneBadCellAreTexts() throws Exception {
        BufferedDataTable table = table(
                List.of("x", "day"), ROWS, i -> row(number(i), i == 7 ? "2024-13-45" : "2024-01-0" + (1 + i % 6)));
        Set<String> known = values(rows(table), 1);
        List<DataRow> made = sampled(model(table));
        assertTrue(known.containsAll(values(made, 1)), () -> values(made, 1).toString());
    }

    /** Rare ones share a level, and are drawn from it. */
    @Test
    void moreLevelsThanAreModelledApartComeBack() throws Exception {
        BufferedDataTable table =
                table(List.of("x", "code"), 3000, i -> row(number(i), "code" + (i % 2 == 0 ? i % 8 : i % 1400)));
        Set<String> known = values(rows(table), 1);
        assertTrue(known.size() > 600, known.size() + " codes");
        List<DataRow> made = sampled(model(table));
        assertTrue(known.containsAll(values(made, 1)));
    }

    @Test
    void aLabelThatWasNotLearntScoresLowAndIsCounted() throws Exception {
        BufferedDataTable table = table(List.of("x", "kind"), ROWS, i -> row(number(i), i % 3 == 0 ? "a" : "b"));
        FlowModelPortObject model = model(table);
        List<List<Object>> cells = new ArrayList<>(List.of(row(0.5, "a"), row(0.5, "never seen")));
        NodeHandle scorer = node(new FlowLikelihoodNodeFactory());
        double[] scores =
                NodeBench.column(bench.first(scorer, model, bench.table(List.of("x", "kind"), cells)), "log density");
        assertTrue(scores[1] < scores[0], scores[1] + " beside " + scores[0]);
        String warning = scorer.warning().orElseThrow();
        assertTrue(warning.contains("1 row has a label in \"kind\" that the model has not learnt"), warning);
    }

    @Test
    void tablesOfOtherColumnsAreRefusedByEveryNode() throws Exception {
        FlowModelPortObject model =
                model(table(List.of("x", "kind"), ROWS, i -> row(number(i), i % 3 == 0 ? "a" : "b")));
        BufferedDataTable others =
                table(List.of("x", "colour"), ROWS, i -> row(number(i), i % 2 == 0 ? "red" : "blue"));
        BufferedDataTable wrong = table(List.of("x", "kind"), ROWS, i -> row(number(i), 1.0 * i));
        assertRefused("\"kind\"", () -> configure(node(new FlowLikelihoodNodeFactory()), model, others));
        assertRefused("\"kind\"", () -> configure(node(new FlowLikelihoodNodeFactory()), model, wrong));
        assertRefused("\"kind\"", () -> configure(node(new FlowImputerNodeFactory()), model, wrong));
        assertRefused(
                "\"kind\"",
                () -> configure(
                        nodeWith(
                                new FlowSamplerNodeFactory(),
                                SOURCE_ROWS,
                                BufferedDataTable.class,
                                "given/table",
                                "GIVEN"),
                        model,
                        wrong));
        PortObject path = bench.mixedPath(others);
        NodeHandle continued =
                nodeWith(new VelocityLearnerNodeFactory(), "Model to continue from", FlowModelPortObject.class);
        assertRefused("columns", () -> configure(continued, path, model));
    }

    @Test
    void aTableWithoutRowsIsNamed() {
        BufferedDataTable table = table(List.of("x", "kind"), 0, i -> row(1.0, "a"));
        assertExecutionFails("no rows", () -> bench.run(node(new FlowCouplingNodeFactory()), table));
    }
}
