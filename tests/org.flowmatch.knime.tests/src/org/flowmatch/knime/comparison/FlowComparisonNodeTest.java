// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.numericTranslation;
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
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.normalising.NormalisingFlowLearnerNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

class FlowComparisonNodeTest {
    private static final String MODELS = "Flow models";

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** Columns u and v, v around u^2, with a text of two values that shifts u. */
    private BufferedDataTable table(int count, long seed, boolean label) {
        Random random = new Random(seed);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String side = i % 3 == 0 ? "left" : "right";
            double u = random.nextGaussian() + (side.equals("left") ? -3 : 3);
            double v = u * u / 4 + random.nextGaussian();
            cells.add(label ? row(u, v, side) : row(u, v));
        }
        return bench.table(label ? List.of("u", "v", "side") : List.of("u", "v"), cells);
    }

    private FlowModelPortObject velocity(PortObject coupling) throws Exception {
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        return bench.first(quickLearner("steps", 150L), path);
    }

    private FlowModelPortObject realNvp(PortObject coupling) throws Exception {
        NodeHandle learner = node(
                new NormalisingFlowLearnerNodeFactory(),
                "width",
                16,
                "couplings",
                2,
                "budget",
                "STEPS",
                "steps",
                100L,
                "batchSize",
                32);
        return bench.first(learner, coupling);
    }

    private static NodeHandle ofTwo(Object... settings) throws Exception {
        return nodeWith(
                new FlowComparisonNodeFactory(),
                MODELS,
                FlowModelPortObject.class,
                NodeBench.before(settings, "rows", 60, "evaluations", 4));
    }

    private static List<String> texts(BufferedDataTable table, int place) {
        return rows(table).stream().map(row -> row.getCell(place).toString()).toList();
    }

    @Test
    void holdsModelsOfTwoKindsBesideEachOther() throws Exception {
        PortObject coupling = bench.first(numericCoupling("scaling", "STANDARDISE"), table(200, 1, false));
        FlowModelPortObject velocity = velocity(coupling);
        FlowModelPortObject flow = realNvp(coupling);
        NodeHandle comparison = ofTwo("names/0/name", "mine");
        BufferedDataTable compared = bench.first(comparison, table(150, 2, false), velocity, flow);
        assertEquals(Optional.empty(), comparison.codingProblem());
        assertEquals(Optional.empty(), comparison.warning());
        assertEquals(
                List.of(
                        "model",
                        "parameters",
                        "training seconds",
                        "sampler",
                        "steps",
                        "NFE",
                        "sampling seconds",
                        "W2",
                        "W2 floor",
                        "W2 / floor",
                        "detection AUC",
                        "log-likelihood",
                        "log-likelihood standard error",
                        "log-likelihood NFE",
                        "missing because"),
                Arrays.asList(compared.getDataTableSpec().getColumnNames()));
        assertEquals(List.of("mine", "mine", "mine", "RealNVP"), texts(compared, 0));
        assertEquals(List.of("euler", "midpoint", "midpoint", "one pass"), texts(compared, 3));
        assertArrayEquals(new double[] {1, 2, 4, 1}, column(compared, "NFE"));
        for (String positive : List.of(
                "parameters",
                "training seconds",
                "sampling seconds",
                "W2",
                "W2 / floor",
                "log-likelihood standard error",
                "log-likelihood NFE")) {
            for (double value : column(compared, positive)) {
                assertTrue(value > 0, positive + " " + value);
            }
        }
        double[] detection = column(compared, "detection AUC");
        assertTrue(Double.isNaN(detection[0]) && Double.isNaN(detection[1]));
        assertTrue(detection[2] > 0.3 && detection[3] > 0.3);
        double[] likelihood = column(compared, "log-likelihood");
        assertTrue(likelihood[0] == likelihood[2] && Double.isFinite(likelihood[3]));
        assertEquals(1, column(compared, "log-likelihood NFE")[3]);
        JsonObject view = JsonParser.parseString(comparison.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result");
        assertEquals(60, view.get("rows").getAsInt());
        JsonArray models = view.getAsJsonArray("models");
        assertEquals("mine", models.get(0).getAsJsonObject().get("name").getAsString());
        assertEquals(3, models.get(0).getAsJsonObject().getAsJsonArray("runs").size());
        assertTrue(models.get(0)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .get("auc")
                .isJsonNull());
    }

    @Test
    void rowsWithLabelsAreToldApartByTreesAlone() throws Exception {
        FlowModelPortObject model = velocity(bench.first(node(new FlowCouplingNodeFactory()), table(200, 1, true)));
        NodeHandle comparison = node(new FlowComparisonNodeFactory(), "rows", 60, "evaluations", 4);
        BufferedDataTable compared = bench.first(comparison, table(150, 2, true), model);
        assertTrue(
                comparison.warning().orElseThrow().contains("the column \"side\" has labels or missing cells"),
                comparison.warning()::toString);
        for (double distance : column(compared, "W2")) {
            assertTrue(Double.isNaN(distance));
        }
        for (double area : column(compared, "detection AUC")) {
            assertTrue(area > 0.3 && area <= 1, "AUC " + area);
        }
        DataRow first = rows(compared).get(0);
        boolean scored = !first.getCell(11).isMissing();
        assertEquals(scored, first.getCell(14).isMissing(), "a missing likelihood has its reason");
    }

    /** Rows are made under the conditions of the test rows: u then stays on its side. */
    @Test
    void modelsWithConditionsMakeRowsUnderThoseOfTheTestRows() throws Exception {
        BufferedDataTable training = table(300, 1, true);
        PortObject plain = bench.first(numericCoupling("scaling", "STANDARDISE"), table(300, 1, false));
        NodeHandle conditional = numericCoupling(
                "scaling", "STANDARDISE", "conditions/manualFilter/manuallySelected", new String[] {"side"});
        FlowModelPortObject given = velocity(bench.first(conditional, training));
        BufferedDataTable compared = bench.first(ofTwo("fewer", false), table(150, 2, true), given, velocity(plain));
        double[] likelihood = column(compared, "log-likelihood");
        assertTrue(likelihood[0] > likelihood[1] + 0.1, Arrays.toString(likelihood));
        assertRefused(
                "The table of test rows lacks the condition column \"side\".",
                () -> configure(ofTwo(), table(50, 2, false), given, given));
    }

    @Test
    void whatCannotBeComparedIsNamedBeforehand() throws Exception {
        FlowModelPortObject two = velocity(bench.first(numericCoupling(), table(100, 1, false)));
        FlowModelPortObject other = velocity(bench.first(numericCoupling(), bench.numbers(100)));
        assertRefused(
                "The model 1 has other columns (u double, v double) than the model 2 (x double, k int).",
                () -> configure(ofTwo(), table(100, 2, false), two, other));
        assertRefused(
                "\"v\"", () -> configure(ofTwo(), bench.table(List.of("u"), List.of(row(1.5), row(2.5))), two, two));
        BufferedDataTable rows = table(100, 1, false);
        FlowModelPortObject moved = velocity(bench.first(numericTranslation(), rows, rows));
        assertRefused(
                "The model 2 starts from rows of a source table",
                () -> configure(ofTwo(), table(100, 2, false), two, moved));
        List<List<Object>> holes = List.of(row(1.5, null), row(2.5, 1.5), row(0.5, 1.0));
        BufferedDataTable gaps = bench.table(List.of("u", "v"), holes);
        assertExecutionFails("Row0", () -> bench.run(ofTwo(), gaps, two, two));
    }
}
