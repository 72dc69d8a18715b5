// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.rectifier;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.diagnostics.HeldBackRows;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

class FlowRectifierNodeTest {
    @TempDir
    Path folder;

    private NodeBench bench;
    private PortObject path;
    private FlowModelPortObject model;

    @BeforeEach
    void prepare() throws Exception {
        bench = new NodeBench(folder);
        BufferedDataTable moons = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 300));
        path = bench.path(moons, "scaling", "STANDARDISE");
        model = bench.first(quickLearner("steps", 300L), path);
    }

    @Test
    void tellsWhatEachRoundBrought() throws Exception {
        NodeHandle rectifier = quick("rounds", 2);
        PortObject[] out = bench.run(rectifier, model, path);
        assertEquals(Optional.empty(), rectifier.codingProblem());
        BufferedDataTable rounds = (BufferedDataTable) out[1];
        assertEquals(
                List.of(
                        "round",
                        "straightness",
                        "path energy",
                        "transport cost of the coupling",
                        "transport cost of the flow",
                        "one-step W2",
                        "floor",
                        "one-step W2 / floor",
                        "validation loss"),
                Arrays.asList(rounds.getDataTableSpec().getColumnNames()));
        assertArrayEquals(new double[] {0, 1, 2}, column(rounds, "round"));
        for (String name : rounds.getDataTableSpec().getColumnNames()) {
            boolean loss = name.equals("validation loss");
            assertTrue(Arrays.stream(column(rounds, name)).skip(loss ? 1 : 0).allMatch(value -> value >= 0), name);
        }
        double[] straightness = column(rounds, "straightness");
        assertTrue(straightness[1] < straightness[0], "one round straightens: " + Arrays.toString(straightness));
        FlowModelPortObject rectified = (FlowModelPortObject) out[0];
        assertEquals(2, rectified.getSpec().reflowRounds());
        assertEquals(SourceLaw.GAUSSIAN, rectified.getSpec().source());
        assertEquals(model.getSpec().network(), rectified.getSpec().network());
        assertEquals(configure(rectifier, model, path)[0], rectified.getSpec());
        assertEquals(
                10,
                ((BufferedDataTable) bench.first(node(new FlowSamplerNodeFactory(), "rows", 10), rectified)).size());
    }

    @Test
    void distilledModelIsSampledInOneStep() throws Exception {
        NodeHandle rectifier = quick("distill", true);
        FlowModelPortObject distilled = bench.first(rectifier, model, path);
        assertInstanceOf(OneStepMap.class, distilled.getSpec().dynamics());
        assertInstanceOf(OneStepMap.class, distilled.model().dynamics());
        assertEquals(configure(rectifier, model, path)[0], distilled.getSpec());
        BufferedDataTable sampled = bench.first(
                node(new FlowSamplerNodeFactory(), "rows", 10, "solver/method", "EULER", "solver/steps", 1), distilled);
        assertEquals(10, sampled.size());
    }

    @Test
    void theSameSeedGivesTheSameModel() throws Exception {
        float[] first = rectified("seed", 5L).model().weights();
        assertArrayEquals(first, rectified("seed", 5L).model().weights());
        assertTrue(!Arrays.equals(first, rectified("seed", 6L).model().weights()));
    }

    private FlowModelPortObject rectified(Object... settings) throws Exception {
        return bench.first(quick(settings), model, path);
    }

    @Test
    void aModelWithASourceTableTakesItsRowsFromTheCoupling() throws Exception {
        PortObject coupling = bench.first(NodeBench.numericTranslation(), bench.numbers(100), bench.numbers(120));
        PortObject pairs = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        FlowModelPortObject transfer = bench.first(quickLearner(), pairs);
        FlowModelPortObject rectified = bench.first(quick(), transfer, pairs);
        assertEquals(SourceLaw.TABLE, rectified.getSpec().source());
        assertRefused(
                "The model starts from Gaussian noise, but the coupling from rows of a source table.",
                () -> configure(quick(), bench.first(quickLearner(), bench.path(bench.numbers(50))), pairs));
    }

    @Test
    void thePathMustFitTheModel() throws Exception {
        PortObject other = bench.path(bench.numbers(30));
        assertRefused(
                "The model has other columns (x double, y double) than the coupling (x double, k int).",
                () -> configure(quick(), model, other));
    }

    @Test
    void heldBackRowsAreMeasuredOn() throws Exception {
        BufferedDataTable fresh = bench.first(node(new FlowExampleDataNodeFactory(), "rows", 300, "seed", 9L));
        NodeHandle own = quick();
        double[] known = column((BufferedDataTable) bench.run(own, model, path)[1], "one-step W2");
        assertTrue(own.warning().orElseThrow().contains("give held-back rows"));
        NodeHandle rectifier = withHeldBack();
        double[] held = column((BufferedDataTable) bench.run(rectifier, model, path, fresh)[1], "one-step W2");
        assertEquals(Optional.empty(), rectifier.warning());
        assertTrue(known[0] != held[0]);
        BufferedDataTable lacking = bench.table(List.of("x"), List.of(row(1.0)));
        assertRefused(
                "The target table lacks the column \"y\".", () -> configure(withHeldBack(), model, path, lacking));
    }

    @Test
    void weightsOfAnotherPredictionCannotBeContinued() throws Exception {
        FlowModelPortObject noise = bench.first(quickLearner("objective/prediction", "NOISE"), path);
        assertRefused(
                "Rectified models predict the velocity alone, but the model predicts the noise",
                () -> configure(quick(), noise, path));
        FlowModelPortObject rectified = bench.first(quick("training/continueWeights", false), noise, path);
        assertEquals(
                Prediction.VELOCITY,
                rectified.getSpec().dynamics().followed().orElseThrow().prediction());
    }

    @Test
    void cancelEndsItInTraining() throws Exception {
        NodeHandle rectifier = quick("rounds", 3, "training/steps", 1_000_000L);
        configure(rectifier, model, path);
        boolean[] training = {false};
        assertThrows(
                CanceledExecutionException.class,
                () -> rectifier.execute(
                        new PortObject[] {model, path},
                        bench.context((fraction, message) -> training[0] |= fraction > 0.1, () -> training[0])));
    }

    @Test
    void settingsOutsideTheirRangeAreNamed() {
        assertRefused("number of rounds is 0", () -> quick("rounds", 0));
        assertRefused("number of rounds is 11", () -> quick("rounds", 11));
        assertRefused("number of pairs is 9", () -> quick("pairs", 9));
        assertRefused("number of measured rows is 5,001", () -> quick("measuredRows", 5001));
        assertRefused("number of steps is 0", () -> quick("training/steps", 0L));
        assertRefused("batch size is 0", () -> quick("training/batchSize", 0));
        assertRefused("learning rate is 0", () -> quick("training/learningRate", 0.0));
        assertRefused("number of steps is 0", () -> quick("solver/steps", 0));
    }

    private static NodeHandle withHeldBack() throws InvalidSettingsException {
        return nodeWith(
                new FlowRectifierNodeFactory(),
                HeldBackRows.PORT,
                BufferedDataTable.class,
                quickly().toArray());
    }

    /** A rectifier that needs a second for each round. */
    private static NodeHandle quick(Object... more) throws InvalidSettingsException {
        List<Object> settings = quickly();
        settings.addAll(List.of(more));
        return node(new FlowRectifierNodeFactory(), settings.toArray());
    }

    private static List<Object> quickly() {
        return new ArrayList<>(List.of(
                "pairs",
                400,
                "measuredRows",
                60,
                "solver/steps",
                10,
                "training/steps",
                200L,
                "training/batchSize",
                64));
    }
}
