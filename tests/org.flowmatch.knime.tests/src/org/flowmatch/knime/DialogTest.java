// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.widget.message.TextMessage;

/** What each dialog shows and hides for its settings, and what it answers to them. */
class DialogTest {
    @Test
    void exampleDataShowsNoiseOrDimensions() throws Exception {
        assertHidden(Set.of("dimensions"), OwnNodes.EXAMPLE, 0);
        assertHidden(Set.of("noise"), OwnNodes.EXAMPLE, 0, "distribution", "GAUSSIAN");
        for (String onItsOwn : List.of("TORUS", "SPHERE", "DISCRETE_CHECKERBOARD")) {
            assertHidden(Set.of("noise", "dimensions"), OwnNodes.EXAMPLE, 0, "distribution", onItsOwn);
        }
        assertEquals(
                0.3,
                OwnNodes.EXAMPLE
                        .dialog(0, "distribution", "EIGHT_GAUSSIANS")
                        .providedValues()
                        .get("noise"));
    }

    @Test
    void couplingShowsWhatBelongsToTheCouplingAndTheTables() throws Exception {
        Set<String> entropic =
                Set.of("transport.epsilon", "transport.costScale", "transport.iterations", "transport.tolerance");
        Set<String> conditions = Set.of("transport.conditionMatching", "transport.conditionWeight");
        Set<String> planned = union(conditions, Set.of("transportBatch", "transport.replacement"));
        Set<String> rare = Set.of("transport.relaxation", "transport.fraction");
        Set<String> ofSource = Set.of("modelling.anyTranslated", "transport.labelWeight");
        Set<String> pairing = Set.of("pairBy", "keyColumn");
        Set<String> ofNoise = Set.of("modelling.anyColumns", "sourceDistribution");
        Set<String> labels = union(
                ofSource,
                Set.of(
                        "modelling.columns",
                        "modelling.roles",
                        "modelling.cyclic",
                        "modelling.anyColumns",
                        "sequence.sequences"));
        assertHidden(union(ofSource, entropic, planned, rare, pairing), OwnNodes.COUPLING, 1);
        assertHidden(
                union(conditions, labels, entropic, rare, pairing),
                OwnNodes.COUPLING,
                1,
                "coupling",
                "OPTIMAL_TRANSPORT");
        assertHidden(union(conditions, labels, rare, pairing), OwnNodes.COUPLING, 1, "coupling", "SINKHORN");
        assertHidden(
                union(conditions, labels, Set.of("transport.fraction"), pairing),
                OwnNodes.COUPLING,
                1,
                "coupling",
                "UNBALANCED");
        assertHidden(
                union(conditions, labels, entropic, Set.of("transport.relaxation"), pairing),
                OwnNodes.COUPLING,
                1,
                "coupling",
                "PARTIAL");
        assertHidden(
                union(conditions, labels, rare, pairing),
                OwnNodes.COUPLING,
                1,
                "coupling",
                "SINKHORN",
                "transport/conditionMatching",
                "IGNORE");
        assertHidden(
                union(ofSource, ofNoise, entropic, planned, rare, Set.of("keyColumn")),
                OwnNodes.COUPLING,
                2,
                "coupling",
                "PAIRED");
        assertHidden(
                union(ofSource, ofNoise, entropic, planned, rare),
                OwnNodes.COUPLING,
                2,
                "coupling",
                "PAIRED",
                "pairBy",
                "KEY_COLUMN");
        assertHidden(
                union(ofSource, entropic, planned, rare, pairing, Set.of("interpolate")),
                OwnNodes.COUPLING,
                1,
                "scaling",
                "NONE");
        assertHidden(
                union(
                        ofSource,
                        entropic,
                        planned,
                        rare,
                        pairing,
                        Set.of("modelling.roles", "modelling.cyclic", "sequence.sequences")),
                OwnNodes.COUPLING,
                1,
                "modelling/columns",
                "NUMBERS");
        assertHidden(
                union(ofNoise, entropic, planned, rare, pairing, Set.of("transport.labelWeight")),
                OwnNodes.COUPLING,
                2);
        assertHidden(
                union(conditions, ofNoise, entropic, rare, pairing, Set.of("modelling.anyTranslated")),
                OwnNodes.COUPLING,
                2,
                "coupling",
                "OPTIMAL_TRANSPORT");
    }

    /** They are chosen by a filter of columns, which a predicate cannot ask. */
    @Test
    void couplingShowsTheMatchingOfConditionsOnceThereAreSome() throws Exception {
        Object[] chosen = {"coupling", "SINKHORN", "conditions/manualFilter/manuallySelected", new String[] {"region"}};
        assertFalse(OwnNodes.COUPLING.dialog(1, chosen).notEditable().contains("transport.conditionMatching"));
        assertFalse(OwnNodes.COUPLING.dialog(1, chosen).notEditable().contains("transport.conditionWeight"));
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, ''",
        "LIPMAN, sigmaMin",
        "VARIANCE_PRESERVING, betaMin betaMax",
        "CONICAL, ''",
        "POLYNOMIAL, power",
        "COSINE, arcWidth",
        "LINEAR_VARIANCE_PRESERVING, ''",
        "VARIANCE_EXPLODING, targetSigma sourceSigma sigmaDecay",
        "TUBE, tubeWidth",
        "BROWNIAN_BRIDGE, bridgeSigma",
        "EXPRESSION, expressionA expressionS"
    })
    void pathShowsItsOwnSettings(String path, String shown) throws Exception {
        Set<String> hidden = new HashSet<>(Set.of(
                "sigmaMin",
                "betaMin",
                "betaMax",
                "power",
                "arcWidth",
                "targetSigma",
                "sourceSigma",
                "sigmaDecay",
                "tubeWidth",
                "bridgeSigma",
                "expressionA",
                "expressionS"));
        hidden.removeAll(Set.of(shown.split(" ")));
        assertHidden(hidden, OwnNodes.PATH, 1, "path", path);
    }

    @Test
    void expressionsAreJudgedAsTheyAreTyped() throws Exception {
        TextMessage.Message good = message("t^2", "1 - t^2");
        assertEquals(TextMessage.MessageType.INFO, good.type());
        assertTrue(good.description().contains("t^2"), good::description);
        TextMessage.Message end = message("2 * t", "1 - t");
        assertEquals(TextMessage.MessageType.ERROR, end.type());
        assertTrue(end.title().contains("a(1) is 2, but"), end::title);
        assertEquals(TextMessage.MessageType.ERROR, message("t +", "1 - t").type());
        assertEquals(TextMessage.MessageType.ERROR, message("", "1 - t").type());
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, For t from 0 to 1:, t x1",
        "VARIANCE_PRESERVING, For t from 0 to 0.999:, beta",
        "BROWNIAN_BRIDGE, For t from 0.00001 to 0.999:, sqrt(t (1 - t))",
        "POLYNOMIAL, For t from 0 to 1:, ^"
    })
    void everyPathTellsItsFormula(String path, String times, String formula) throws Exception {
        TextMessage.Message message =
                OwnNodes.PATH.dialog(1, "path", path).messages().get("expressionMessage");
        assertEquals(TextMessage.MessageType.INFO, message.type());
        assertEquals(times, message.title());
        assertTrue(message.description().contains(formula), message::description);
    }

    private static TextMessage.Message message(String a, String s) throws Exception {
        // the settings of a node are checked when it loads them, those of a dialog only by its message
        NodeSettings settings = new NodeSettings("model");
        NodeBench.node(OwnNodes.PATH.factory(), "path", "EXPRESSION").saveSettings(settings);
        settings.addString("expressionA", a);
        settings.addString("expressionS", s);
        return OwnNodes.PATH.dialog(1, settings).messages().get("expressionMessage");
    }

    @Test
    void learnerShowsItsBudgetAndANetworkUnlessItContinues() throws Exception {
        Set<String> network = Set.of("network", "layers", "width", "activation", "timeFeatures", "timeFrequencies");
        assertHidden(union(MAP, LAWS, WEIGHTS, RESIDUAL, network, BUDGETS), OwnNodes.LEARNER, 1);
        assertHidden(union(MAP, LAWS, WEIGHTS, RESIDUAL, BUDGETS), OwnNodes.LEARNER, 1, "networkSize", "CHOSEN");
        assertHidden(
                union(MAP, LAWS, WEIGHTS, RESIDUAL, Set.of("timeFrequencies", "minutes", "steps")),
                OwnNodes.LEARNER,
                1,
                "networkSize",
                "CHOSEN",
                "timeFeatures",
                "RAW",
                "budget",
                "EPOCHS");
        assertHidden(
                union(MAP, LAWS, WEIGHTS, RESIDUAL, network, Set.of("networkSize", "minutes", "epochs")),
                OwnNodes.LEARNER,
                2,
                "budget",
                "STEPS");
        assertHidden(
                union(MAP, LAWS, WEIGHTS, BUDGETS, Set.of("layers", "mixing")),
                OwnNodes.LEARNER,
                1,
                "networkSize",
                "CHOSEN",
                "network",
                "RESIDUAL");
        assertHidden(
                union(MAP, LAWS, WEIGHTS, BUDGETS, Set.of("layers", "timeEmbedding")),
                OwnNodes.LEARNER,
                1,
                "networkSize",
                "CHOSEN",
                "network",
                "MIXER");
    }

    private static final Set<String> MAP = Set.of("map.density", "map.rule", "map.share");
    private static final Set<String> BUDGETS = Set.of("steps", "epochs");
    private static final Set<String> RESIDUAL = Set.of("blocks", "timeEmbedding", "mixing");
    private static final Set<String> LAWS = Set.of(
            "times.mean",
            "times.deviation",
            "times.betaA",
            "times.betaB",
            "times.scale",
            "times.strength",
            "times.noiseMean",
            "times.noiseDeviation");
    private static final Set<String> WEIGHTS = Set.of("times.gamma", "times.weightMean", "times.weightDeviation");

    @ParameterizedTest
    @CsvSource({
        "LOGIT_NORMAL, times.mean times.deviation",
        "BETA, times.betaA times.betaB",
        "MODE, times.scale",
        "U_SHAPED, times.strength",
        "COSINE_MAP, ''",
        "LOG_NORMAL_NOISE, times.noiseMean times.noiseDeviation",
        "START, ''"
    })
    void learnerShowsTheSettingsOfTheTimeLaw(String law, String shown) throws Exception {
        Set<String> hidden = new HashSet<>(union(MAP, LAWS, WEIGHTS, RESIDUAL, BUDGETS));
        hidden.removeAll(Set.of(shown.split(" ")));
        assertHidden(hidden, OwnNodes.LEARNER, 1, "networkSize", "CHOSEN", "times/timeLaw", law);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOW_MATCHING, VELOCITY, UNIFORM, NONE",
        "LOGIT_NORMAL_FLOW, VELOCITY, LOGIT_NORMAL, NONE",
        "DDPM, NOISE, UNIFORM, NONE",
        "SCORE_MATCHING, SCORE, UNIFORM, NONE",
        "SCORE_FLOW, NOISE, UNIFORM, LIKELIHOOD",
        "EDM, PRECONDITIONED_TARGET, LOG_NORMAL_NOISE, NONE"
    })
    void learnersPresetsFillWhatIsLearntAndWhen(String preset, String prediction, String law, String weight)
            throws Exception {
        Map<String, Object> values =
                OwnNodes.LEARNER.dialog(1, "objective/preset", preset).providedValues();
        assertEquals(prediction, values.get("objective.prediction").toString());
        assertEquals(law, values.get("times.timeLaw").toString());
        assertEquals(weight, values.get("times.lossWeight").toString());
    }

    @Test
    void aFlowMapHasSettingsAndALearningRate() throws Exception {
        assertHidden(
                union(LAWS, WEIGHTS, RESIDUAL, BUDGETS),
                OwnNodes.LEARNER,
                1,
                "networkSize",
                "CHOSEN",
                "map/learnt",
                "FLOW_MAP");
        Map<String, Object> values =
                OwnNodes.LEARNER.dialog(1, "map/learnt", "FLOW_MAP").providedValues();
        assertEquals("0.005", values.get("learningRate").toString());
    }

    @Test
    void learnerShowsTheSettingsOfTheLossWeight() throws Exception {
        assertHidden(
                union(MAP, LAWS, RESIDUAL, BUDGETS, Set.of("times.weightMean", "times.weightDeviation")),
                OwnNodes.LEARNER,
                1,
                "networkSize",
                "CHOSEN",
                "times/lossWeight",
                "MIN_SNR");
        assertHidden(
                union(MAP, LAWS, RESIDUAL, BUDGETS, Set.of("times.gamma")),
                OwnNodes.LEARNER,
                1,
                "networkSize",
                "CHOSEN",
                "times/lossWeight",
                "LOGIT_NORMAL");
    }

    @Test
    void solversShowStepsOrTolerances() throws Exception {
        Set<String> tolerances = Set.of(
                "solver.relativeTolerance", "solver.absoluteTolerance", "solver.smallestStep", "solver.stepLimit");
        Set<String> grids = Set.of("solver.grid.reach", "solver.grid.rho", "solver.grid.times");
        Set<String> steps = union(grids, Set.of("solver.steps", "solver.grid.kind"));
        for (OwnNodes node : List.of(OwnNodes.SAMPLER, OwnNodes.REFLOW)) {
            Set<String> others = node == OwnNodes.SAMPLER ? SAMPLER_EXTRAS : Set.of();
            assertHidden(union(others, tolerances, grids), node, 1);
            for (String solver : List.of("DORMAND_PRINCE", "BOGACKI_SHAMPINE", "TSITOURAS", "DORMAND_PRINCE_853")) {
                assertHidden(union(others, steps), node, 1, "solver/method", solver);
            }
            assertHidden(
                    union(others, tolerances, Set.of("solver.steps", "solver.grid.reach", "solver.grid.rho")),
                    node,
                    1,
                    "solver/grid/kind",
                    "TIMES");
        }
        assertHidden(union(tolerances, grids, Set.of("rows")), OwnNodes.REFLOW, 2);
        assertHidden(
                union(SAMPLER_EXTRAS, grids),
                OwnNodes.SAMPLER,
                1,
                "solver/method",
                "DORMAND_PRINCE",
                "trajectories",
                true);
    }

    /** What the sampler's dialog hides at first, with one input of an unknown model. */
    private static final Set<String> SAMPLER_EXTRAS = Set.of(
            "conditions.rowsPerRow",
            "given",
            "given.table",
            "given.rowsPerRow",
            "given.countColumn",
            "given.labels",
            "given.labels[].column",
            "given.labels[].label",
            "given.values",
            "given.values[].column",
            "given.values[].value",
            "given.missing",
            "given.missing[].column",
            "given.mark",
            "given.rowsPerLabel",
            "given.labelColumn",
            "labelDraw",
            "labelDraw.labelsFirst",
            "labelDraw.temperature",
            "labelDraw.together",
            "labelDraw.redraws",
            "labelDraw.schedule",
            "motion.diffusion",
            "motion.factor",
            "motion.constant",
            "otherPath.path",
            "otherPath.sigmaMin",
            "otherPath.betaMin",
            "otherPath.betaMax",
            "otherPath.power",
            "otherPath.arcWidth",
            "otherPath.targetSigma",
            "otherPath.sourceSigma",
            "otherPath.sigmaDecay",
            "otherPath.tubeWidth",
            "otherPath.bridgeSigma",
            "otherPath.expressionA",
            "otherPath.expressionS",
            "otherPath.expressionMessage");

    @Test
    void samplerShowsRandomMotionAnotherPathAndConditionsWhenTheyAreWanted() throws Exception {
        List<String> random = OwnNodes.SAMPLER
                .dialog(1, "motion/solver", "EULER_MARUYAMA", "solver/method", "TSITOURAS")
                .notEditable();
        assertTrue(random.containsAll(Set.of("solver.method", "solver.relativeTolerance", "motion.constant")));
        assertFalse(random.contains("motion.factor") || random.contains("solver.steps"), random::toString);
        for (String motion : List.of("ANCESTRAL", "REVERSE_DIFFUSION")) {
            List<String> fixed = OwnNodes.SAMPLER
                    .dialog(1, "motion/solver", motion, "solver/method", "TSITOURAS")
                    .notEditable();
            assertTrue(
                    fixed.containsAll(Set.of("solver.method", "solver.relativeTolerance", "motion.diffusion")), motion);
            assertFalse(fixed.contains("solver.steps"), motion);
        }
        List<String> path = OwnNodes.SAMPLER
                .dialog(1, "changePath", true, "otherPath/path", "POLYNOMIAL")
                .notEditable();
        assertFalse(path.contains("otherPath.path") || path.contains("otherPath.power"), path::toString);
        assertTrue(path.contains("otherPath.sigmaMin"), path::toString);
        List<String> without =
                OwnNodes.SAMPLER.dialog(2, "conditions/use", "WITHOUT").notEditable();
        assertTrue(
                without.containsAll(Set.of("conditions.values", "conditions.rowsPerRow", "guidance.weight", "rows")));
        assertFalse(OwnNodes.SAMPLER.dialog(2).notEditable().contains("conditions.rowsPerRow"));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Stream.of(sets).flatMap(Set::stream).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "REAL_NVP, couplings width",
        "PLANAR, planarSteps",
        "CONTINUOUS, continuous.layers continuous.width continuous.steps continuous.kinetic"
    })
    void normalisingFlowLearnerShowsTheSettingsOfTheFlow(String flow, String shown) throws Exception {
        Set<String> hidden = new HashSet<>(Set.of(
                "couplings",
                "width",
                "planarSteps",
                "continuous.layers",
                "continuous.width",
                "continuous.steps",
                "continuous.kinetic",
                "steps"));
        hidden.removeAll(Set.of(shown.split(" ")));
        assertHidden(hidden, OwnNodes.NORMALISING, 1, "flow", flow);
    }

    @Test
    void likelihoodHidesProbesWhenTheDivergenceIsExact() throws Exception {
        assertTrue(OwnNodes.LIKELIHOOD
                .dialog(2, "divergence", "EXACT")
                .notEditable()
                .containsAll(Set.of("probes", "probeLaw")));
        assertFalse(OwnNodes.LIKELIHOOD.dialog(2).notEditable().contains("probes"));
    }

    private static void assertHidden(Set<String> paths, OwnNodes node, int inputs, Object... settings)
            throws Exception {
        assertEquals(paths, Set.copyOf(node.dialog(inputs, settings).notEditable()));
    }
}
