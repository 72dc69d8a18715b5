// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.metric.KolmogorovSmirnov;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** Random motion, other schedules, time grids and limits of the sampler. */
class SamplerMotionTest {
    @TempDir
    static Path folder;

    private static NodeBench bench;
    private static FlowModelPortObject linear;

    @BeforeAll
    static void train() throws Exception {
        bench = new NodeBench(folder);
        linear = model("LINEAR", "steps", 400L, "width", 32, "learningRate", 5e-3);
    }

    private static FlowModelPortObject model(String path, Object... learner) throws Exception {
        PortObject coupling =
                bench.first(numericCoupling("scaling", "STANDARDISE", "limitToObserved", false), bench.numbers(200));
        return bench.first(quickLearner(learner), (PortObject)
                bench.first(node(new ConditionalPathNodeFactory(), "path", path), coupling));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LINEAR",
                "LIPMAN",
                "VARIANCE_PRESERVING",
                "CONICAL",
                "POLYNOMIAL",
                "COSINE",
                "LINEAR_VARIANCE_PRESERVING",
                "VARIANCE_EXPLODING",
                "TUBE",
                "BROWNIAN_BRIDGE",
                "EXPRESSION"
            })
    void everyPathIsTrainedAndSampled(String path) throws Exception {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cells.add(row(3 + Math.sqrt(0.5) * Math.sin(i)));
        }
        PortObject coupling = bench.first(
                numericCoupling("scaling", "NONE", "limitToObserved", false), bench.table(List.of("x"), cells));
        // the velocity of the variance-exploding path is as large as its noise, so it takes longer to learn
        long steps = path.equals("VARIANCE_EXPLODING") ? 800 : 200;
        FlowModelPortObject model =
                bench.first(quickLearner("steps", steps, "width", 32, "learningRate", 5e-3), (PortObject)
                        bench.first(node(new ConditionalPathNodeFactory(), "path", path), coupling));
        double[] x = column(bench.first(sampler("rows", 300, "solver/steps", 20), model), "x");
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        // rows have the mean 3 and the deviation 0.5, the noise has 0 and 1, or 10; what is left is the network's error
        assertEquals(3, mean, 0.3);
        assertEquals(0.5, Math.sqrt(variance), 0.2);
    }

    @ParameterizedTest
    @CsvSource({
        "EULER_MARUYAMA, PROPORTIONAL",
        "EULER_MARUYAMA, CONSTANT",
        "EULER_MARUYAMA, REVERSE",
        "STOCHASTIC_HEUN, PROPORTIONAL",
        "REVERSE_DIFFUSION, PROPORTIONAL",
        "PREDICTOR_CORRECTOR, PROPORTIONAL",
        "ANCESTRAL, PROPORTIONAL"
    })
    void randomMotionKeepsTheDistribution(String solver, String noise) throws Exception {
        double[] flow = column(bench.first(sampler("rows", 400), linear), "x");
        double[] random = column(
                bench.first(
                        sampler("rows", 400, "solver/steps", 100, "motion/solver", solver, "motion/diffusion", noise),
                        linear),
                "x");
        assertFalse(Arrays.equals(flow, random));
        // the largest difference of two distribution functions of 400 rows exceeds 0.115 in 1 of 100 cases; the network
        // of
        // this test is small, so its drift and score do not belong to exactly the same distribution
        double distance = KolmogorovSmirnov.statistic(flow, random);
        assertTrue(distance < 0.2, "distance of the distribution functions " + distance);
    }

    /** One choice for what takes two otherwise. */
    @Test
    void theReverseDiffusionIsEulerMaruyamaWithTheNoiseOfThePath() throws Exception {
        double[] named = column(bench.first(sampler("motion/solver", "REVERSE_DIFFUSION"), linear), "x");
        assertArrayEquals(
                column(
                        bench.first(sampler("motion/solver", "EULER_MARUYAMA", "motion/diffusion", "REVERSE"), linear),
                        "x"),
                named);
    }

    @Test
    void theSameSeedGivesTheSameRandomMotion() throws Exception {
        double[] first = column(bench.first(sampler("motion/solver", "EULER_MARUYAMA"), linear), "x");
        assertArrayEquals(first, column(bench.first(sampler("motion/solver", "EULER_MARUYAMA"), linear), "x"));
        assertFalse(Arrays.equals(
                first, column(bench.first(sampler("motion/solver", "EULER_MARUYAMA", "seed", 2L), linear), "x")));
    }

    @Test
    void randomMotionIsRefusedWhereTheScoreIsNotKnown() throws Exception {
        NodeHandle sampler = sampler("motion/solver", "EULER_MARUYAMA");
        FlowModelPortObject transport =
                bench.first(quickLearner(), bench.path(bench.numbers(60), "coupling", "OPTIMAL_TRANSPORT"));
        assertRefused(
                "Random motion needs the score of the flow. The score follows from a network's prediction only when"
                        + " source rows are independent of their target rows",
                () -> configure(sampler, transport));
        PortObject tables = bench.first(NodeBench.numericTranslation(), bench.numbers(50), bench.numbers(60));
        FlowModelPortObject ofTable =
                bench.first(quickLearner(), bench.first(node(new ConditionalPathNodeFactory()), tables));
        assertRefused(
                "the source is a table",
                () -> configure(
                        nodeWith(
                                new FlowSamplerNodeFactory(),
                                SOURCE_ROWS,
                                BufferedDataTable.class,
                                "motion/solver",
                                "EULER_MARUYAMA"),
                        ofTable,
                        bench.numbers(5)));
        FlowModelPortObject bridge = model("BROWNIAN_BRIDGE");
        assertRefused("the network has no score head", () -> configure(sampler, bridge));
    }

    @Test
    void aScoreHeadAllowsRandomMotionOnABridge() throws Exception {
        FlowModelPortObject bridge = model("BROWNIAN_BRIDGE", "objective/scoreHead", true);
        BufferedDataTable sampled = bench.first(
                sampler("rows", 20, "motion/solver", "EULER_MARUYAMA", "motion/diffusion", "CONSTANT"), bridge);
        assertTrue(Arrays.stream(column(sampled, "x")).allMatch(Double::isFinite));
        assertRefused("the bridge path is not one", () -> configure(sampler("motion/solver", "ANCESTRAL"), bridge));
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, COSINE", "LINEAR, VARIANCE_PRESERVING", "COSINE, LINEAR", "VARIANCE_PRESERVING, LINEAR"})
    void anotherPathEndsInTheSameRows(String learnt, String sampledAlong) throws Exception {
        FlowModelPortObject model = learnt.equals("LINEAR") ? linear : model(learnt);
        double[] own = column(bench.first(sampler("rows", 50, "solver/steps", 100), model), "x");
        double[] other = column(
                bench.first(
                        sampler("rows", 50, "solver/steps", 100, "changePath", true, "otherPath/path", sampledAlong),
                        model),
                "x");
        // the same flow in other coordinates: rows differ by the solvers' errors and the cut ends of the paths alone
        double mean = 0;
        for (int i = 0; i < own.length; i++) {
            mean += Math.abs(own[i] - other[i]) / own.length;
        }
        assertEquals(0, mean, 0.01);
    }

    @Test
    void pathsThatCannotBeChangedToAreRefused() throws Exception {
        assertRefused(
                "cannot be sampled on the tube path",
                () -> configure(sampler("changePath", true, "otherPath/path", "TUBE"), linear));
        FlowModelPortObject tube = model("TUBE");
        assertRefused(
                "Curve-aware Euler cannot follow the tube path",
                () -> configure(sampler("solver/method", "CURVE_AWARE_EULER"), tube));
        assertRefused(
                "Random motion follows the model's own path, but another path is chosen.",
                () -> sampler("changePath", true, "motion/solver", "STOCHASTIC_HEUN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUADRATIC", "COSINE", "LOGIT", "EDM", "TIMES"})
    void everyGridSpreadsTheStepsAndReachesTheEnds(String grid) throws Exception {
        BufferedDataTable states = bench.first(
                sampler("rows", 1, "solver/steps", 4, "solver/grid/kind", grid, "trajectories", true), linear);
        double[] t = column(states, "t");
        assertEquals(5, t.length);
        assertEquals(0, t[0]);
        assertEquals(1, t[4]);
        for (int i = 1; i < t.length; i++) {
            assertTrue(t[i] > t[i - 1], Arrays.toString(t));
        }
        assertEquals(grid.equals("TIMES"), t[1] == 0.25 && t[2] == 0.5 && t[3] == 0.75, Arrays.toString(t));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solver/grid/reach   | 0   | LOGIT   | reach of the logit grid is 0",
                "solver/grid/rho     | 0.5 | EDM     | Rho of the EDM grid is 0.5",
                "solver/smallestStep | 0   | UNIFORM | smallest step is 0",
                "solver/smallestStep | 0.2 | UNIFORM | smallest step is 0.2",
                "motion/factor       | 11  | UNIFORM | factor of the noise is 11",
                "guidance/weight     | -1  | UNIFORM | guidance weight is -1",
                "guidance/weight     | 101 | UNIFORM | guidance weight is 101",
                "guidance/from       | 1   | UNIFORM | Guidance goes from t = 1.0 to t = 1.0",
                "guidance/to         | 1.5 | UNIFORM | Guidance goes from t = 0.0 to t = 1.5"
            })
    void numbersOutsideTheirRangeAreNamed(String key, double value, String grid, String message) {
        assertRefused(message, () -> sampler("solver/grid/kind", grid, key, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5, 0.25  | The list of times holds 0.25 after 0.5",
                "0.5, x     | The list of times holds \"x\", which is not a number.",
                "0.5, 1.5   | The list of times holds 1.5",
                "''         | number of times in the list is 0"
            })
    void listsOfTimesAreChecked(String times, String message) {
        assertRefused(message, () -> sampler("solver/grid/kind", "TIMES", "solver/grid/times", times));
    }

    @Test
    void constantNoiseAndStepLimitOutsideTheirRangeAreNamed() {
        assertRefused("constant noise is 11", () -> sampler("motion/diffusion", "CONSTANT", "motion/constant", 11.0));
        assertRefused("step limit is 0", () -> sampler("solver/stepLimit", 0));
        assertRefused("Sigma of the tube is 0", () -> sampler("otherPath/path", "TUBE", "otherPath/tubeWidth", 0.0));
    }

    @Test
    void anAdaptiveSolverGivesUpAtItsStepLimit() throws Exception {
        assertExecutionFails(
                "step",
                () -> bench.run(
                        sampler(
                                "solver/method",
                                "TSITOURAS",
                                "solver/stepLimit",
                                1,
                                "solver/relativeTolerance",
                                1e-6,
                                "solver/absoluteTolerance",
                                1e-6),
                        linear));
    }

    private static NodeHandle sampler(Object... settings) throws InvalidSettingsException {
        return node(new FlowSamplerNodeFactory(), settings);
    }
}
