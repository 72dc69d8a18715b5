// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.knime.KeptTables;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;

/** The losses of numbers and of labels in the learner's table and view. */
class LossTableTest {
    private static final List<String> OF_ALL = List.of("step", "train", "validation", "learning rate");

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private BufferedDataTable orders() {
        return bench.table(
                List.of("product", "price"),
                MixedOrders.rows(400).stream()
                        .map(order -> NodeBench.row(order.product(), order.price()))
                        .toList());
    }

    private static JsonObject view(NodeHandle learner) {
        return JsonParser.parseString(learner.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result");
    }

    @Test
    void numbersAndLabelsAddUpToTheLossThatIsMinimised() throws Exception {
        NodeHandle learner = quickLearner("validationFraction", 0.2, "steps", 200L, "densities", false);
        BufferedDataTable losses = (BufferedDataTable) bench.run(learner, bench.mixedPath(orders()))[1];
        assertEquals(
                List.of("train, numbers", "validation, numbers", "train, labels", "validation, labels"),
                Arrays.asList(losses.getDataTableSpec().getColumnNames()).subList(OF_ALL.size(), OF_ALL.size() + 4));
        for (String use : List.of("train", "validation")) {
            double[] all = column(losses, use);
            double[] numbers = column(losses, use + ", numbers");
            double[] labels = column(losses, use + ", labels");
            for (int i = 0; i < all.length; i++) {
                assertEquals(all[i], numbers[i] + labels[i], 1e-6 * all[i], use);
                assertTrue(numbers[i] > 0 && labels[i] > 0, use + ": " + numbers[i] + " and " + labels[i]);
            }
            // half of four equally frequent products are hidden at a time: 2 (ln 4) / 2 of two columns at the start
            assertEquals(Math.log(4) / 2, labels[0], 0.25, use);
            assertTrue(labels[labels.length - 1] < labels[0], use);
        }
        JsonArray kinds = view(learner).getAsJsonArray("kinds");
        assertEquals(2, kinds.size());
        JsonObject labels = kinds.get(1).getAsJsonObject();
        assertEquals("labels", labels.get("name").getAsString());
        assertEquals(
                column(losses, "validation, labels")[0],
                labels.getAsJsonArray("validation").get(0).getAsDouble());
        assertEquals(losses.size(), labels.getAsJsonArray("train").size());
        assertTrue(learner.codingProblem().isEmpty());
    }

    @Test
    void numbersAloneHaveOneLoss() throws Exception {
        for (boolean anyColumns : new boolean[] {false, true}) {
            NodeHandle learner = quickLearner();
            BufferedDataTable losses = (BufferedDataTable)
                    bench.run(learner, bench.path(bench.numbers(200), "modelling/anyColumns", anyColumns))[1];
            assertEquals(OF_ALL, Arrays.asList(losses.getDataTableSpec().getColumnNames()));
            assertEquals(0, view(learner).getAsJsonArray("kinds").size());
        }
    }

    /** Whether numbers are labels is seen in the rows alone; a text is one. */
    @Test
    void theColumnsAreToldBeforehandWhereTheyAreKnown() throws Exception {
        assertEquals(8, ((DataTableSpec) promised(orders())).getNumColumns());
        assertNull(promised(bench.numbers(200)));
    }

    private static PortObjectSpec promised(BufferedDataTable table) throws Exception {
        PortObjectSpec coupling = configure(node(new FlowCouplingNodeFactory()), table)[0];
        PortObjectSpec path = node(new ConditionalPathNodeFactory()).configure(new PortObjectSpec[] {coupling})[0];
        return quickLearner().configure(new PortObjectSpec[] {path})[1];
    }

    /** A node that an earlier version executed kept its losses alone, or with a table of the facts in place of the view's. */
    @Test
    void theViewOfANodeOfAnEarlierVersionShowsItsLosses() throws Exception {
        NodeHandle learner = quickLearner("seed_is_present", true, "seed", 5L);
        BufferedDataTable losses = (BufferedDataTable) bench.run(learner, bench.path(bench.numbers(200)))[1];
        assertEquals("5", view(learner).get("seed").getAsString());
        BufferedDataTable facts = bench.table(List.of("seed", "rows/s"), List.of(NodeBench.row(5L, 1000.0)));
        for (BufferedDataTable[] earlier :
                List.of(new BufferedDataTable[] {losses}, new BufferedDataTable[] {losses, facts})) {
            KeptTables.keep(learner, earlier);
            assertEquals(losses.size(), view(learner).getAsJsonArray("steps").size());
            assertTrue(view(learner).get("seed").isJsonNull());
        }
    }
}
