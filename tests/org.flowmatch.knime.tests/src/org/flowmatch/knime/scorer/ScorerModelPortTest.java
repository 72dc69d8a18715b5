// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** The scorer with the model that made the synthetic table, whose density is attacked. */
class ScorerModelPortTest {
    private static final String HELD_BACK = "Held-back real table";
    private static final String MODEL = "Flow model";
    private static final List<String> NAMES = List.of("size", "weight", "kind");

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private BufferedDataTable table(List<String> names, int count, long seed) {
        Random random = new Random(seed);
        List<List<Object>> rows = IntStream.range(0, count)
                .mapToObj(row -> {
                    int kind = random.nextInt(3);
                    double size = kind + 0.4 * random.nextGaussian();
                    return List.<Object>of(size, 3 * size + 0.2 * random.nextGaussian(), "kind " + kind);
                })
                .toList();
        return bench.table(names, rows);
    }

    private BufferedDataTable table(int count, long seed) {
        return table(NAMES, count, seed);
    }

    private FlowModelPortObject model(BufferedDataTable training, Object... learner) throws Exception {
        PortObject coupling = bench.first(node(new FlowCouplingNodeFactory()), training);
        return bench.first(
                quickLearner(learner), bench.<PortObject>first(node(new ConditionalPathNodeFactory()), coupling));
    }

    private static NodeHandle scorer(Object... more) throws Exception {
        return nodeWith(
                new SyntheticTableScorerNodeFactory(),
                Map.of(HELD_BACK, BufferedDataTable.class, MODEL, FlowModelPortObject.class),
                NodeBench.before(more, "effort", "QUICK"));
    }

    private static double density(BufferedDataTable measures) {
        return TypedTables.cells(measures).stream()
                .filter(row -> row.get(1).toString().equals("membership inference by density (AUC)"))
                .map(row -> ((DoubleValue) row.get(3)).getDoubleValue())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static JsonObject verdict(NodeHandle scorer) {
        return JsonParser.parseString(scorer.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result")
                .getAsJsonArray("tables")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("verdict");
    }

    @Test
    void theDensityOfTheModelIsAttacked() throws Exception {
        BufferedDataTable training = table(400, 1);
        NodeHandle scorer = scorer();
        PortObject[] out =
                bench.run(scorer, training, table(400, 2), table(400, 3), model(training, "steps", 300L, "width", 32));
        double auc = density((BufferedDataTable) out[0]);
        assertEquals(0.5, auc, 0.08, "a model that has seen its rows a few times");
        assertTrue(verdict(scorer).get("ofModel").getAsString().contains("its model"), () -> verdict(scorer)
                .toString());
    }

    @Test
    void withoutAModelThereIsNoSuchMeasureNorSentence() throws Exception {
        NodeHandle scorer =
                nodeWith(new SyntheticTableScorerNodeFactory(), HELD_BACK, BufferedDataTable.class, "effort", "QUICK");
        PortObject[] out = bench.run(scorer, table(200, 1), table(200, 2), table(200, 3));
        assertTrue(Double.isNaN(density((BufferedDataTable) out[0])));
        assertTrue(verdict(scorer).get("model").isJsonNull());
        assertEquals("", verdict(scorer).get("ofModel").getAsString());
    }

    /** A workflow that was stored before there was a port for models has no group of that name. */
    @Test
    void aNodeThatWasStoredWithoutTheGroupHasTheInputsItHad() throws Exception {
        NodeSettings creation = new NodeSettings("node_creation_config");
        creation.addNodeSettings(HELD_BACK)
                .addNodeSettings("port_0")
                .addString("object_class", BufferedDataTable.class.getName());
        NodeHandle scorer = NodeHandle.create(new SyntheticTableScorerNodeFactory(), creation);
        assertFalse(configure(scorer, table(100, 1), table(100, 2), table(100, 3)).length == 0);
    }

    @Test
    void whatCannotBeAttackedIsRefusedBeforeAnythingRuns() throws Exception {
        BufferedDataTable training = table(200, 1);
        FlowModelPortObject model = model(training);
        NodeHandle alone = nodeWith(new SyntheticTableScorerNodeFactory(), MODEL, FlowModelPortObject.class);
        assertRefused(
                "A model is connected, but no held-back rows", () -> configure(alone, training, table(50, 2), model));
        assertRefused(
                "several are compared",
                () -> configure(
                        scorer("tables", "SEVERAL", "origin", "kind"), training, table(50, 2), table(50, 3), model));
        FlowModelPortObject unscored = model(training, "densities", false);
        assertRefused(
                "Membership cannot be inferred by the density of this model. The model has labels",
                () -> configure(scorer(), training, table(50, 2), table(50, 3), unscored));
        FlowModelPortObject other = model(table(List.of("size", "height", "kind"), 200, 1));
        assertRefused("\"height\"", () -> configure(scorer(), training, table(50, 2), table(50, 3), other));
    }
}
