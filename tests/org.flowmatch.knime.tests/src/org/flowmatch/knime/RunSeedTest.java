// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.standin.NodeHandle;
import org.flowmatch.standin.ui.DialogWidget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** Seeds of nodes: fixed unless the user wants new numbers at each run, which a loop needs. */
class RunSeedTest {
    private static final Pattern TOLD =
            Pattern.compile("The random numbers are new at each run\\. The seed of this one is (\\d+): set it to get");

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private static Optional<Long> told(NodeHandle node) {
        Matcher warning = TOLD.matcher(node.warning().orElse(""));
        return warning.find() ? Optional.of(Long.valueOf(warning.group(1))) : Optional.empty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PATH")
    void everyNodeWithRandomNumbersHasOneAndSaysWhatItsAbsenceMeans(OwnNodes node) throws Exception {
        List<DialogWidget> seeds = node.dialog(1).widgets().stream()
                .filter(widget -> widget.title().equals("Seed"))
                .toList();
        assertEquals(1, seeds.size());
        assertEquals("seed", seeds.get(0).path());
        assertTrue(seeds.get(0).description().contains("Without a seed the numbers are new at each run"));
        assertEquals(1L, node.dialog(1).providedValues().get("seed"));
    }

    /** Settings of earlier versions have a seed and say nothing of its presence. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PATH")
    void theSeedOfEarlierSettingsStaysFixed(OwnNodes node) throws Exception {
        NodeSettings now = new NodeSettings("model");
        node(node.factory(), "seed", 17L).saveSettings(now);
        NodeSettings earlier = new NodeSettings("model");
        for (String key : now.keySet()) {
            if (!key.equals("seed_is_present")) {
                earlier.addEntry(now.getEntry(key));
            }
        }
        assertFalse(earlier.containsKey("seed_is_present"));
        NodeHandle loaded = NodeHandle.create(node.factory(), null);
        loaded.loadSettings(earlier);
        NodeSettings again = new NodeSettings("model");
        loaded.saveSettings(again);
        assertEquals(17L, again.getLong("seed"));
        assertTrue(again.getBoolean("seed_is_present"));
    }

    /** The same node again, as in a loop. */
    private double[] sampled(NodeHandle sampler, PortObject model) throws Exception {
        return column(bench.first(sampler, model), "x");
    }

    @Test
    void aSamplerInALoopDoesNotRepeatItsRowsAndTheToldSeedDoes() throws Exception {
        PortObject model = bench.first(quickLearner(), bench.path(bench.numbers(200)));
        Object[] settings = {"rows", 50, "solver/steps", 4};
        NodeHandle anew = node(OwnNodes.SAMPLER.factory(), with(settings, "seed_is_present", false));
        double[] first = sampled(anew, model);
        long seed = told(anew).orElseThrow();
        assertFalse(Arrays.equals(first, sampled(anew, model)));
        assertNotEquals(seed, told(anew).orElseThrow());
        NodeHandle same = node(OwnNodes.SAMPLER.factory(), with(settings, "seed", seed));
        assertArrayEquals(first, sampled(same, model));
        assertEquals(Optional.empty(), same.warning());
    }

    private static Object[] with(Object[] settings, Object... more) {
        Object[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return all;
    }

    private void assertDrawsAnew(OwnNodes node, PortObject[] inputs, Object... settings) throws Exception {
        NodeHandle fixed = node(node.factory(), settings);
        bench.run(fixed, inputs);
        assertEquals(Optional.empty(), told(fixed), node::toString);
        NodeHandle anew = node(node.factory(), with(settings, "seed_is_present", false));
        bench.run(anew, inputs);
        long seed = told(anew).orElseThrow(() -> new AssertionError(node + ": " + anew.warning()));
        assertTrue(seed > 0 && seed < 1L << 53, "exact in the dialog: " + seed);
        bench.run(anew, inputs);
        assertNotEquals(seed, told(anew).orElseThrow(), node::toString);
    }

    @Test
    void everyNodeDrawsAnewAndTellsTheSeed() throws Exception {
        BufferedDataTable table = bench.numbers(120);
        PortObject path = bench.path(table);
        PortObject coupling = bench.first(NodeBench.numericCoupling(), table);
        PortObject model = bench.first(quickLearner(), path);
        PortObject mixed = bench.first(quickLearner(), bench.mixedPath(table));
        Object[] training = {"layers", 1, "width", 8, "networkSize", "CHOSEN", "budget", "STEPS", "steps", 5L};
        assertDrawsAnew(OwnNodes.EXAMPLE, new PortObject[0], "rows", 5);
        assertDrawsAnew(OwnNodes.COUPLING, new PortObject[] {table});
        assertDrawsAnew(OwnNodes.LEARNER, new PortObject[] {path}, training);
        assertDrawsAnew(OwnNodes.SAMPLER, new PortObject[] {model}, "rows", 5, "solver/steps", 1);
        assertDrawsAnew(OwnNodes.IMPUTER, new PortObject[] {mixed, table}, "solver/steps", 1);
        assertDrawsAnew(OwnNodes.REFLOW, new PortObject[] {model}, "rows", 20, "solver/steps", 1);
        assertDrawsAnew(
                OwnNodes.RECTIFIER,
                new PortObject[] {model, path},
                "pairs",
                50,
                "measuredRows",
                10,
                "solver/steps",
                1,
                "training/steps",
                5L);
        assertDrawsAnew(
                OwnNodes.LIKELIHOOD, new PortObject[] {model, table}, "solver/steps", 1, "solver/method", "EULER");
        assertDrawsAnew(OwnNodes.DIAGNOSTICS, new PortObject[] {model, coupling}, "rows", 20, "mostEvaluations", 1);
    }

    /** The losses of one seed are equal; what differs from run to run stands in the view. */
    @Test
    void theViewOfTheLearnerTellsSeedAndSpeedWhichAreNoPartOfItsTable() throws Exception {
        PortObject path = bench.path(bench.numbers(200));
        NodeHandle learner = quickLearner("seed_is_present", false);
        BufferedDataTable losses = (BufferedDataTable) bench.run(learner, path)[1];
        assertEquals(
                List.of("step", "train", "validation", "learning rate"),
                Arrays.asList(losses.getDataTableSpec().getColumnNames()));
        JsonObject view = JsonParser.parseString(learner.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result");
        assertEquals(
                Long.toString(told(learner).orElseThrow()), view.get("seed").getAsString());
        double speed = view.get("rowsPerSecond").getAsDouble();
        assertTrue(speed > 100 && speed < 1e9, "rows/s: " + speed);
    }
}
