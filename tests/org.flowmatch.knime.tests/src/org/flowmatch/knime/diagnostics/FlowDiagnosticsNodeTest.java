// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

class FlowDiagnosticsNodeTest {
    private static final String HELD_BACK = "Held-back target rows";

    @TempDir
    Path folder;

    private NodeBench bench;
    private FlowCouplingPortObject coupling;
    private FlowModelPortObject model;

    @BeforeEach
    void prepare() throws Exception {
        bench = new NodeBench(folder);
        coupling = coupling(normal(200, 5), "scaling", "NONE", "limitToObserved", false);
        model = model(coupling);
    }

    /** Columns x and y of independent normal numbers: x of standard deviation 2 around 1, y standard. */
    private BufferedDataTable normal(int count, long seed) {
        Random random = new Random(seed);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(row(1 + 2 * random.nextGaussian(), random.nextGaussian()));
        }
        return bench.table(List.of("x", "y"), cells);
    }

    private FlowCouplingPortObject coupling(BufferedDataTable target, Object... settings) throws Exception {
        return bench.first(numericCoupling(settings), target);
    }

    private FlowModelPortObject model(PortObject pairs) throws Exception {
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), pairs);
        return bench.first(quickLearner("steps", 300L), path);
    }

    @Test
    void measuresEverySolverBesideTheFloor() throws Exception {
        NodeHandle diagnostics = diagnostics("rows", 60, "mostEvaluations", 8, "solvers/1/solver", "MIDPOINT");
        BufferedDataTable distances = (BufferedDataTable) bench.run(diagnostics, model, coupling)[1];
        assertEquals(Optional.empty(), diagnostics.codingProblem());
        assertEquals(
                List.of(
                        "solver",
                        "NFE",
                        "steps",
                        "W2",
                        "floor",
                        "W2 / floor",
                        "sliced W2",
                        "sliced W2 / floor",
                        "energy distance",
                        "energy distance / floor",
                        "MMD",
                        "MMD / floor",
                        "detection AUC"),
                Arrays.asList(distances.getDataTableSpec().getColumnNames()));
        assertEquals(
                List.of(
                        "Euler",
                        "Euler",
                        "Euler",
                        "Euler",
                        "Midpoint",
                        "Midpoint",
                        "Midpoint",
                        "Runge-Kutta 4",
                        "Runge-Kutta 4"),
                rows(distances).stream().map(r -> r.getCell(0).toString()).toList());
        assertArrayEquals(new double[] {1, 2, 4, 8, 2, 4, 8, 4, 8}, column(distances, "NFE"));
        assertArrayEquals(new double[] {1, 2, 4, 8, 1, 2, 4, 1, 2}, column(distances, "steps"));
        double[] w2 = column(distances, "W2");
        double[] floor = column(distances, "floor");
        double[] ratio = column(distances, "W2 / floor");
        for (int i = 0; i < w2.length; i++) {
            assertTrue(w2[i] > 0 && floor[i] == floor[0]);
            assertEquals(w2[i] / floor[i], ratio[i], 1e-12);
        }
    }

    @Test
    void everyDistanceHasItsFloor() throws Exception {
        PortObject[] out = bench.run(diagnostics("rows", 60, "mostEvaluations", 4), model, coupling);
        BufferedDataTable distances = (BufferedDataTable) out[1];
        double[] floors = column((BufferedDataTable) out[0], "value");
        int row = 7;
        for (String kind : List.of("sliced W2", "energy distance", "MMD")) {
            double[] seen = column(distances, kind);
            double[] ratio = column(distances, kind + " / floor");
            for (int i = 0; i < seen.length; i++) {
                assertTrue(seen[i] > 0, kind + " " + seen[i]);
                assertEquals(seen[i] / floors[row], ratio[i], 1e-12 * ratio[i]);
            }
            row++;
        }
        assertEquals(10, row);
    }

    @Test
    void geometryKeepsItsInequalities() throws Exception {
        BufferedDataTable geometry = bench.first(diagnostics("rows", 100, "mostEvaluations", 1), model, coupling);
        assertEquals(
                List.of(
                        "path energy",
                        "normalised path energy",
                        "straightness",
                        "transport cost of the coupling",
                        "transport cost of the flow",
                        "W2 of source and target",
                        "W2 floor",
                        "sliced W2 floor",
                        "energy distance floor",
                        "MMD floor",
                        "least transport cost of the flow's rows",
                        "least transport cost / cost of the flow"),
                rows(geometry).stream().map(r -> r.getKey().getString()).toList());
        double[] value = column(geometry, "value");
        // energy = straightness + cost of the displacement, by the definition of both
        assertEquals(value[0], value[2] + value[4], 1e-3 * value[0]);
        // E|x1 - x0|^2 of independent pairs: 2^2 + 1 (variance and mean of x) + 1, and 2 of the noise
        assertEquals(8, value[3], 1.5);
        assertTrue(value[4] < value[3], "transport cost " + value[4] + " of the flow");
        // the flow's own pairs are pairs of the same rows
        assertTrue(value[10] > 0 && value[10] <= value[4] * (1 + 1e-6), value[10] + " of " + value[4]);
        assertEquals(value[10] / value[4], value[11], 1e-9);
        assertEquals(Math.abs(value[0] - value[5] * value[5]) / (value[5] * value[5]), value[1], 1e-9);
    }

    @Test
    void viewShowsTheTables() throws Exception {
        NodeHandle diagnostics = diagnostics("rows", 30, "mostEvaluations", 4);
        PortObject[] out = bench.run(diagnostics, model, coupling);
        JsonObject answer = JsonParser.parseString(diagnostics.viewInitialData().orElseThrow())
                .getAsJsonObject();
        JsonObject data = answer.has("result") ? answer.getAsJsonObject("result") : answer;
        double[] w2 = column((BufferedDataTable) out[1], "W2");
        JsonArray series = data.getAsJsonArray("series");
        assertEquals(3, series.size());
        JsonObject euler = series.get(0).getAsJsonObject();
        assertEquals("Euler", euler.get("solver").getAsString());
        assertEquals("[1,2,4]", euler.get("nfe").toString());
        assertEquals(w2[2], euler.getAsJsonArray("w2").get(2).getAsDouble());
        assertEquals(
                column((BufferedDataTable) out[1], "floor")[0],
                data.get("floor").getAsDouble());
        assertEquals(12, data.getAsJsonArray("geometry").size());
    }

    @Test
    void heldBackRowsTakeThePlaceOfTheCouplings() throws Exception {
        NodeHandle own = diagnostics("rows", 40, "mostEvaluations", 1);
        double[] known = column((BufferedDataTable) bench.run(own, model, coupling)[1], "W2");
        assertTrue(own.warning().orElseThrow().contains("give held-back rows"));
        NodeHandle fresh = withHeldBack("rows", 40, "mostEvaluations", 1);
        double[] held = column((BufferedDataTable) bench.run(fresh, model, coupling, normal(200, 6))[1], "W2");
        assertEquals(Optional.empty(), fresh.warning());
        assertTrue(known[0] != held[0]);
    }

    @Test
    void conditionalModelsAreSampledUnderTheConditionsOfTheTarget() throws Exception {
        FlowCouplingPortObject pairs = coupling(
                groups(120), "scaling", "NONE", "conditions/manualFilter/manuallySelected", new String[] {"group"});
        FlowModelPortObject conditional = model(pairs);
        BufferedDataTable distances = (BufferedDataTable)
                bench.run(withHeldBack("rows", 40, "mostEvaluations", 1), conditional, pairs, groups(90))[1];
        assertTrue(column(distances, "W2")[0] > 0);
        assertRefused(
                "The target table lacks the condition column \"group\".",
                () -> configure(withHeldBack(), conditional, pairs, normal(20, 1)));
        assertRefused(
                "The model has other conditions (group) than the coupling (none).",
                () -> configure(diagnostics(), conditional, coupling(bench.table(List.of("x"), xs(30)))));
    }

    private static List<List<Object>> xs(int count) {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(row(Math.sin(i)));
        }
        return cells;
    }

    private BufferedDataTable groups(int count) {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(row(Math.sin(i) + i % 2, i % 2 == 0 ? "left" : "right"));
        }
        return bench.table(List.of("x", "group"), cells);
    }

    @Test
    void fewRowsAreHalved() throws Exception {
        NodeHandle few = diagnostics("rows", 1000, "mostEvaluations", 1);
        bench.run(few, model, coupling);
        String warning = few.warning().orElseThrow();
        assertTrue(warning.contains("Samples of 100 rows are compared instead of 1000"), warning);
    }

    @Test
    void aSolverChosenTwiceIsMeasuredOnce() throws Exception {
        BufferedDataTable distances = (BufferedDataTable) bench.run(
                        diagnostics(
                                "rows",
                                20,
                                "mostEvaluations",
                                1,
                                "solvers/1/solver",
                                "EULER",
                                "solvers/2/solver",
                                "CURVE_AWARE_EULER"),
                        model,
                        coupling)[1];
        assertEquals(
                List.of("Euler", "Curve-aware Euler"),
                rows(distances).stream().map(r -> r.getCell(0).toString()).toList());
    }

    @Test
    void theCouplingMustFitTheModel() throws Exception {
        FlowCouplingPortObject other = coupling(bench.numbers(30));
        assertRefused(
                "The model has other columns (x double, y double) than the coupling (x double, k int).",
                () -> configure(diagnostics(), model, other));
        // the same columns, but encoded by other numbers
        FlowCouplingPortObject scaled = coupling(normal(50, 7), "scaling", "STANDARDISE");
        assertExecutionFails("encoded otherwise than the model", () -> bench.run(diagnostics(), model, scaled));
        PortObject sourced = bench.first(NodeBench.numericTranslation(), normal(50, 8), normal(50, 9));
        assertRefused(
                "The model starts from Gaussian noise, but the coupling from rows of a source table.",
                () -> configure(diagnostics(), model, sourced));
    }

    @Test
    void heldBackRowsAreChecked() throws Exception {
        BufferedDataTable lacking = bench.table(List.of("x"), List.of(row(1.0)));
        BufferedDataTable missing =
                bench.table(List.of("x", "y"), List.of(row(1.0, 2.0), row(1.0, Double.NaN), row(2.0, 3.0)));
        BufferedDataTable one = bench.table(List.of("x", "y"), List.of(row(1.0, 2.0)));
        assertRefused(
                "The target table lacks the column \"y\".", () -> configure(withHeldBack(), model, coupling, lacking));
        assertExecutionFails(
                "The column \"y\" of the target table is missing, NaN or infinite in the row \"Row1\".",
                () -> bench.run(withHeldBack(), model, coupling, missing));
        assertExecutionFails(
                "There are 1 target rows to compare with, but at least 2 are needed.",
                () -> bench.run(withHeldBack(), model, coupling, one));
        assertExecutionFails(
                "no rows", () -> bench.run(withHeldBack(), model, coupling, bench.emptyLike(model.getSpec())));
    }

    @Test
    void settingsOutsideTheirRangeAreNamed() {
        assertRefused("number of compared rows is 9", () -> diagnostics("rows", 9));
        assertRefused("number of compared rows is 5,001", () -> diagnostics("rows", 5001));
        assertRefused("largest number of evaluations is 0", () -> diagnostics("mostEvaluations", 0));
        assertRefused("largest number of evaluations is 1,025", () -> diagnostics("mostEvaluations", 1025));
        assertRefused("No solver is chosen.", FlowDiagnosticsNodeTest::withoutSolver);
    }

    private static void withoutSolver() throws InvalidSettingsException {
        NodeHandle node = diagnostics();
        NodeSettings stored = new NodeSettings("model");
        node.saveSettings(stored);
        NodeSettings without = new NodeSettings("model");
        for (String key : stored) {
            if (!key.equals("solvers")) {
                without.addEntry(stored.getEntry(key));
            }
        }
        without.addNodeSettings("solvers");
        node.loadSettings(without);
    }

    private static NodeHandle diagnostics(Object... settings) throws InvalidSettingsException {
        return node(new FlowDiagnosticsNodeFactory(), settings);
    }

    private static NodeHandle withHeldBack(Object... settings) throws InvalidSettingsException {
        return nodeWith(new FlowDiagnosticsNodeFactory(), HELD_BACK, BufferedDataTable.class, settings);
    }
}
