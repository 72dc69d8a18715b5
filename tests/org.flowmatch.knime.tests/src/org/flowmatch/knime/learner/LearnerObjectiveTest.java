// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** What the learner's network learns, and at which times. */
class LearnerObjectiveTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    @ParameterizedTest
    @EnumSource(Prediction.class)
    void everyPredictionIsLearntRecordedAndSampled(Prediction prediction) throws Exception {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cells.add(row(3 + Math.sqrt(0.5) * Math.sin(i)));
        }
        PortObject coupling = bench.first(
                numericCoupling("scaling", "NONE", "limitToObserved", false), bench.table(List.of("x"), cells));
        // this path never starts at a = 0, where the velocity would not follow from the target's error
        PortObject path = bench.first(node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING"), coupling);
        NodeHandle learner = quickLearner(
                "objective/prediction", prediction.name(), "steps", 400L, "width", 32, "learningRate", 5e-3);
        FlowModelPortObjectSpec promised = (FlowModelPortObjectSpec) configure(learner, path)[0];
        FlowModelPortObject model = bench.first(learner, path);
        assertEquals(promised, model.getSpec());
        assertEquals(prediction, model.model().velocity().prediction());
        BufferedDataTable sampled =
                bench.first(node(new FlowSamplerNodeFactory(), "rows", 200, "solver/steps", 30), model);
        // the noise has mean 0; what is left is the network's error
        assertEquals(3, Arrays.stream(column(sampled, "x")).average().orElseThrow(), 0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "timeLaw, LOGIT_NORMAL, mean, 1",
        "timeLaw, LOGIT_NORMAL, deviation, 0.5",
        "timeLaw, BETA, betaA, 3",
        "timeLaw, BETA, betaB, 3",
        "timeLaw, MODE, scale, 0.5",
        "timeLaw, U_SHAPED, strength, 8",
        "timeLaw, COSINE_MAP, '', 0",
        "timeLaw, LOG_NORMAL_NOISE, noiseMean, 0",
        "timeLaw, LOG_NORMAL_NOISE, noiseDeviation, 2",
        "lossWeight, SNR, '', 0",
        "lossWeight, MIN_SNR, gamma, 1",
        "lossWeight, LOGIT_NORMAL, weightMean, 1",
        "lossWeight, LOGIT_NORMAL, weightDeviation, 0.5"
    })
    void everyLawAndWeightAndItsNumbersReachTheTraining(String setting, String choice, String number, double value)
            throws Exception {
        double[] plain = losses();
        double[] chosen = losses("times/" + setting, choice);
        assertTrue(Arrays.stream(chosen).allMatch(Double::isFinite));
        assertFalse(Arrays.equals(plain, chosen));
        if (!number.isEmpty()) {
            double[] changed = losses("times/" + setting, choice, "times/" + number, value);
            assertFalse(Arrays.equals(chosen, changed));
        }
    }

    @Test
    void theLikelihoodWeightIsForTheNoiseOfADiffusion() throws Exception {
        PortObject diffusion = path("VARIANCE_PRESERVING", "STANDARDISE");
        double[] plain = losses(diffusion, "objective/prediction", "NOISE");
        double[] weighted = losses(diffusion, "objective/prediction", "NOISE", "times/lossWeight", "LIKELIHOOD");
        assertTrue(Arrays.stream(weighted).allMatch(Double::isFinite));
        assertFalse(Arrays.equals(plain, weighted));
        assertRefused(
                "the loss weight likelihood",
                () -> configure(quickLearner("times/lossWeight", "LIKELIHOOD"), path("LINEAR", "STANDARDISE")));
    }

    private double[] losses(Object... times) throws Exception {
        return losses(path("LINEAR", "STANDARDISE"), times);
    }

    private double[] losses(PortObject path, Object... chosen) throws Exception {
        List<Object> settings = new ArrayList<>(List.of("steps", 20L));
        settings.addAll(List.of(chosen));
        return column((BufferedDataTable) bench.run(quickLearner(settings.toArray()), path)[1], "train");
    }

    @Test
    void scoreIsRefusedUnderOptimalTransport() throws Exception {
        PortObject path = bench.path(bench.numbers(50), "coupling", "OPTIMAL_TRANSPORT");
        assertRefused(
                "source rows are independent of their target rows, but the optimal transport coupling joins them",
                () -> configure(quickLearner("objective/prediction", "SCORE"), path));
    }

    @Test
    void scoreIsRefusedFromASourceTable() throws Exception {
        PortObject coupling = bench.first(NodeBench.numericTranslation(), bench.numbers(50), bench.numbers(60));
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        assertRefused("the source is a table", () -> configure(quickLearner("objective/prediction", "SCORE"), path));
    }

    @Test
    void scoreHeadNeedsAPathWithNoiseOfItsOwn() throws Exception {
        PortObject linear = bench.path(bench.numbers(50));
        assertRefused(
                "A score head learns the noise of a path, but the linear path has none of its own.",
                () -> configure(quickLearner("objective/scoreHead", true), linear));
        FlowModelPortObject bridge =
                bench.first(quickLearner("objective/scoreHead", true), path("BROWNIAN_BRIDGE", "STANDARDISE"));
        assertTrue(bridge.getSpec().dynamics().followed().orElseThrow().scoreHead()
                && bridge.model().velocity().scoreHead());
    }

    @Test
    void otherPredictionsNeedAPathWithoutNoiseOfItsOwn() throws Exception {
        PortObject tube = path("TUBE", "STANDARDISE");
        assertRefused(
                "its points hold noise besides source and target row",
                () -> configure(quickLearner("objective/prediction", "TARGET"), tube));
    }

    @Test
    void startAloneNeedsThePairsOfAReflow() throws Exception {
        PortObject path = bench.path(bench.numbers(50));
        assertRefused(
                "Distillation to one step needs pairs", () -> configure(quickLearner("times/timeLaw", "START"), path));
    }

    @Test
    void modelToContinueFromMustPredictTheSame() throws Exception {
        PortObject path = bench.path(bench.numbers(50));
        FlowModelPortObject model = bench.first(quickLearner(), path);
        NodeHandle learner = nodeWith(
                new VelocityLearnerNodeFactory(),
                "Model to continue from",
                FlowModelPortObject.class,
                "objective/prediction",
                "NOISE");
        assertRefused(
                "The model to continue from predicts the velocity, but the noise is to be learnt.",
                () -> configure(learner, path, model));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objective/conditionDrop | -0.1 | x            | NONE         | probability of dropping conditions is"
                        + " -0.1",
                "objective/conditionDrop | 1    | x            | NONE         | probability of dropping conditions is"
                        + " 1",
                "times/mean              | 6    | LOGIT_NORMAL | NONE         | mean of the logit-normal time law is 6",
                "times/deviation         | 0    | LOGIT_NORMAL | NONE         | deviation of the logit-normal time law"
                        + " is 0",
                "times/betaA             | 0.1  | BETA         | NONE         | first exponent of the beta time law is"
                        + " 0.1",
                "times/betaB             | 21   | BETA         | NONE         | second exponent of the beta time law"
                        + " is 21",
                "times/scale             | 2    | MODE         | NONE         | scale of the mode time law is 2",
                "times/strength          | 0    | U_SHAPED     | NONE         | strength of the U-shaped time law is 0",
                "times/noiseMean         | 6    | LOG_NORMAL_NOISE | NONE     | mean of the log-normal law of noise levels"
                        + " is 6",
                "times/noiseDeviation    | 0    | LOG_NORMAL_NOISE | NONE     | deviation of the log-normal law of noise"
                        + " levels is 0",
                "times/gamma             | 0    | x            | MIN_SNR      | gamma of the min-SNR weight is 0",
                "times/weightMean        | -6   | x            | LOGIT_NORMAL | mean of the logit-normal weight is -6",
                "times/weightDeviation   | 6    | x            | LOGIT_NORMAL | deviation of the logit-normal weight"
                        + " is 6"
            })
    void numbersOutsideTheirRangeAreNamed(String key, double value, String law, String weight, String message) {
        String timeLaw = law.equals("x") ? "UNIFORM" : law;
        assertRefused(
                message,
                () -> node(
                        new VelocityLearnerNodeFactory(),
                        "times/timeLaw",
                        timeLaw,
                        "times/lossWeight",
                        weight,
                        key,
                        value));
    }

    @Test
    void defaultsAreThoseOfTheEngine() throws Exception {
        NodeSettings stored = new NodeSettings("model");
        node(new VelocityLearnerNodeFactory()).saveSettings(stored);
        Objective engine = Objective.defaults();
        NodeSettings objective = stored.getNodeSettings("objective");
        assertEquals(engine.prediction().name(), objective.getString("prediction"));
        assertEquals(engine.scoreHead(), objective.getBoolean("scoreHead"));
        assertEquals(engine.conditionDrop(), objective.getDouble("conditionDrop"));
        NodeSettings times = stored.getNodeSettings("times");
        assertEquals(List.of("UNIFORM", "NONE"), List.of(times.getString("timeLaw"), times.getString("lossWeight")));
        assertEquals(new TimeLaw.Uniform(), engine.timeLaw());
        assertEquals(new LossWeight.None(), engine.lossWeight());
    }

    private PortObject path(String path, String scaling) throws Exception {
        return bench.first(node(new ConditionalPathNodeFactory(), "path", path), (PortObject)
                bench.first(numericCoupling("scaling", scaling), bench.numbers(200)));
    }
}
