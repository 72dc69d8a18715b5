// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.LearningRateSchedule;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

class VelocityLearnerNodeTest {
    private static final String CONTINUE = "Model to continue from";

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    @Test
    void specSaysNetworkAndPath() throws Exception {
        NodeHandle learner = node(
                new VelocityLearnerNodeFactory(),
                "networkSize",
                "CHOSEN",
                "layers",
                2,
                "width",
                32,
                "activation",
                "GELU",
                "timeFeatures",
                "FOURIER",
                "timeFrequencies",
                3);
        FlowModelPortObjectSpec spec = (FlowModelPortObjectSpec) configure(learner, bench.path(bench.numbers(20)))[0];
        assertEquals(new Mlp(List.of(32, 32), Activation.GELU, new TimeFeatures.Fourier(3)), spec.network());
        assertEquals("linear", spec.dynamics().followed().orElseThrow().path().id());
        assertEquals(2, spec.columns().size());
    }

    @Test
    void aResidualNetworkIsTrainedStoredAndSampled() throws Exception {
        Object[] residual = {"network", "RESIDUAL", "blocks", 3, "width", 16, "timeEmbedding", 8, "steps", 30L};
        NodeHandle learner = quickLearner(residual);
        PortObject path = bench.path(bench.numbers(200));
        FlowModelPortObjectSpec spec = (FlowModelPortObjectSpec) configure(learner, path)[0];
        assertEquals(new ResidualMlp(3, 16, 8, Activation.SILU, new TimeFeatures.Fourier(4)), spec.network());
        FlowModelPortObject model = bench.first(learner, path);
        assertEquals(spec, model.getSpec());
        BufferedDataTable rows = bench.first(node(new FlowSamplerNodeFactory(), "rows", 20), model);
        assertEquals(20, rows.size());
        assertTrue(Arrays.stream(column(rows, "x")).allMatch(Double::isFinite));
    }

    @Test
    void mixedPrecisionOnTheCpuIsFullPrecisionWithAWarning() throws Exception {
        PortObject path = bench.path(bench.numbers(200));
        FlowModelPortObject full = bench.first(quickLearner(), path);
        NodeHandle learner = quickLearner("mixedPrecision", true);
        FlowModelPortObject mixed = bench.first(learner, path);
        assertArrayEquals(full.model().weights(), mixed.model().weights());
        String warning = learner.warning().orElseThrow();
        assertTrue(warning.startsWith("Computing in full precision"), warning);
    }

    @Test
    void givesModelAndLosses() throws Exception {
        NodeHandle learner = quickLearner();
        PortObject[] out = bench.run(learner, bench.path(bench.numbers(200)));
        BufferedDataTable losses = (BufferedDataTable) out[1];
        assertEquals(
                List.of("step", "train", "validation", "learning rate"),
                Arrays.asList(losses.getDataTableSpec().getColumnNames()));
        double[] steps = column(losses, "step");
        assertEquals(60, steps[steps.length - 1]);
        assertTrue(Arrays.stream(column(losses, "train")).allMatch(Double::isFinite));
        assertEquals(60, ((FlowModelPortObject) out[0]).model().provenance().steps());
        assertEquals(Optional.empty(), learner.codingProblem());
    }

    @Test
    void viewShowsTheLossTableWithItsBestStep() throws Exception {
        NodeHandle learner = quickLearner("validationFraction", 0.2);
        BufferedDataTable losses = (BufferedDataTable) bench.run(learner, bench.path(bench.numbers(200)))[1];
        JsonObject answer =
                JsonParser.parseString(learner.viewInitialData().orElseThrow()).getAsJsonObject();
        JsonObject data = answer.has("result") ? answer.getAsJsonObject("result") : answer;
        double[] validation = column(losses, "validation");
        int best = 0;
        for (int i = 1; i < validation.length; i++) {
            best = validation[i] < validation[best] ? i : best;
        }
        assertEquals((long) column(losses, "step")[best], data.get("bestStep").getAsLong());
        assertEquals(losses.size(), data.getAsJsonArray("steps").size());
        assertEquals(
                column(losses, "train")[0], data.getAsJsonArray("train").get(0).getAsDouble());
    }

    @Test
    void withoutValidationTheColumnIsMissingAndNoStepIsBest() throws Exception {
        NodeHandle learner = quickLearner("validationFraction", 0.0);
        BufferedDataTable losses = (BufferedDataTable) bench.run(learner, bench.path(bench.numbers(200)))[1];
        assertTrue(Arrays.stream(column(losses, "validation")).allMatch(Double::isNaN));
        assertTrue(learner.viewInitialData().orElseThrow().contains("\"bestStep\":null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learningRate | 0        | learning rate is 0",
                "learningRate | 2        | learning rate is 2",
                "learningRate | 1000     | learning rate is 1000",
                "weightDecay  | -0.1     | weight decay is -0.1",
                "beta1        | 1        | beta 1 is 1",
                "beta2        | 1        | beta 2 is 1",
                "clipNorm     | -1       | gradient clipping norm is -1",
                "emaDecay     | 1        | decay of the weight average is 1",
                "validationFraction | 0.6 | validation fraction is 0.6"
            })
    void numbersOutsideTheirRangeAreNamed(String key, double value, String message) {
        assertRefused(message, () -> node(new VelocityLearnerNodeFactory(), key, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width       | 0     | The width of a hidden layer is 0",
                "width       | 4097  | The width of a hidden layer is 4,097",
                "layers      | 0     | \"Hidden layers\" is 0",
                "layers      | -1    | \"Hidden layers\" is -1",
                "layers      | 17    | \"Hidden layers\" is 17",
                "batchSize   | 0     | batch size is 0",
                "batchSize   | 65537 | batch size is 65,537",
                "timeEmbedding | 0   | size of the time embedding is 0",
                "blocks      | 17    | number of residual blocks is 17",
                "patience    | -1    | patience is -1",
                "warmupSteps | -1    | number of warm-up steps is -1"
            })
    void wholeNumbersOutsideTheirRangeAreNamed(String key, int value, String message) {
        String network = key.equals("blocks") || key.equals("timeEmbedding") ? "RESIDUAL" : "MLP";
        assertRefused(message, () -> node(new VelocityLearnerNodeFactory(), "network", network, key, value));
    }

    @Test
    void budgetsOutsideTheirRangeAreNamed() {
        assertRefused(
                "number of steps is 0", () -> node(new VelocityLearnerNodeFactory(), "budget", "STEPS", "steps", 0L));
        assertRefused(
                "number of steps is 10,000,001",
                () -> node(new VelocityLearnerNodeFactory(), "budget", "STEPS", "steps", 10_000_001L));
        assertRefused("time limit is 0.01", () -> node(new VelocityLearnerNodeFactory(), "minutes", 0.01));
        assertRefused(
                "number of epochs is 0", () -> node(new VelocityLearnerNodeFactory(), "budget", "EPOCHS", "epochs", 0));
    }

    @Test
    void divergedTrainingKeepsTheLastGoodWeightsWithWarning() throws Exception {
        // the square of 1e25 is beyond single precision, so the loss is infinite once the one such row is drawn
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(List.of(i == 321 ? 1e25 : i / 500.0));
        }
        NodeHandle learner = quickLearner("validationFraction", 0.0, "batchSize", 16);
        PortObject path = bench.path(bench.table(List.of("x"), rows), "scaling", "NONE");
        PortObject[] out = bench.run(learner, path);
        String warning = learner.warning().orElseThrow();
        assertTrue(warning.contains("stopped being finite at step"), warning);
        assertTrue(warning.contains("The model holds the last good weights."), warning);
        assertTrue(warning.contains("Try a lower learning rate"), warning);
        for (float weight : ((FlowModelPortObject) out[0]).model().weights()) {
            assertTrue(Float.isFinite(weight));
        }
    }

    @Test
    void continuesFromTheNetworkOfTheModel() throws Exception {
        PortObject path = bench.path(bench.numbers(200));
        FlowModelPortObject first = bench.first(quickLearner(), path);
        NodeHandle learner = continuing("width", 64, "steps", 30L, "device", "CPU");
        FlowModelPortObject second = (FlowModelPortObject) bench.run(learner, path, first)[0];
        assertEquals(first.getSpec().network(), second.getSpec().network());
        assertEquals(1, second.model().provenance().earlier().size());
        assertNotEquals(first.model().weights()[0], second.model().weights()[0]);
    }

    @Test
    void warnsWhenTheModelWasTrainedOnAnotherScaling() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner(), bench.path(bench.numbers(100)));
        NodeHandle same = continuing("steps", 10L);
        bench.run(same, bench.path(bench.numbers(100)), model);
        assertEquals(Optional.empty(), same.warning());
        NodeHandle other = continuing("steps", 10L);
        bench.run(other, bench.path(bench.numbers(100), "scaling", "STANDARDISE"), model);
        String warning = other.warning().orElseThrow();
        assertTrue(warning.contains("another scaling (quantile) than the coupling's (standardise)"), warning);
    }

    @Test
    void namesColumnsWhenTheModelHasOthers() throws Exception {
        FlowModelPortObject model = bench.first(
                quickLearner(),
                bench.path(bench.table(List.of("z"), List.of(List.of(1.0), List.of(2.0), List.of(4.0)))));
        NodeHandle learner = continuing();
        PortObject path = bench.path(bench.numbers(20));
        assertRefused(
                "The model to continue from has other columns (z double) than the coupling (x double, k int).",
                () -> configure(learner, path, model));
    }

    @Test
    void twoLearnersAtATimeLearnTheSameAsAlone() throws Exception {
        PortObject path = bench.path(bench.numbers(300));
        Callable<double[]> training =
                () -> column((BufferedDataTable) bench.run(quickLearner("steps", 200L), path)[1], "train");
        double[] alone = training.call();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<double[]> losses : threads.invokeAll(List.of(training, training))) {
                assertArrayEquals(alone, losses.get(), 1e-5);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static NodeHandle continuing(Object... settings) throws InvalidSettingsException {
        return nodeWith(
                new VelocityLearnerNodeFactory(),
                CONTINUE,
                FlowModelPortObject.class,
                Stream.concat(Stream.of("budget", "STEPS"), Stream.of(settings)).toArray());
    }

    @Test
    void defaultsAreThoseOfTheEngine() throws Exception {
        NodeSettings stored = new NodeSettings("model");
        node(new VelocityLearnerNodeFactory()).saveSettings(stored);
        Mlp network = Mlp.defaults();
        TrainingSettings training = TrainingSettings.defaults();
        Optimiser optimiser = training.optimiser();
        assertEquals(network.widths().size(), stored.getInt("layers"));
        assertEquals(Set.copyOf(network.widths()), Set.of(stored.getInt("width")));
        assertEquals(network.activation().name(), stored.getString("activation"));
        assertEquals(network.time(), new TimeFeatures.Fourier(stored.getInt("timeFrequencies")));
        assertEquals("FOURIER", stored.getString("timeFeatures"));
        assertEquals(training.budget(), new Budget.Steps(stored.getLong("steps")));
        assertEquals("AUTOMATIC", stored.getString("budget"));
        assertEquals(Budget.Automatic.DEFAULT_MINUTES, stored.getDouble("minutes"));
        assertEquals(training.batchSize(), stored.getInt("batchSize"));
        assertEquals(training.emaDecay(), stored.getDouble("emaDecay"));
        assertEquals(
                training.validation(),
                new Validation(stored.getDouble("validationFraction"), stored.getInt("patience")));
        assertEquals(
                optimiser,
                new Optimiser(
                        stored.getDouble("learningRate"),
                        stored.getDouble("weightDecay"),
                        stored.getDouble("beta1"),
                        stored.getDouble("beta2"),
                        stored.getDouble("clipNorm"),
                        stored.getInt("warmupSteps"),
                        LearningRateSchedule.valueOf(stored.getString("learningRateSchedule"))));
        assertEquals(training.device().name(), stored.getString("device"));
    }
}
