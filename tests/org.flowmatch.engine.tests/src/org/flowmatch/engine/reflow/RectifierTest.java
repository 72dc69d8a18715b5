// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;

/** Rectification of small flows from N(0, I) to two clouds at (-2, 0) and (2, 0), whose independent paths cross. */
class RectifierTest {
    private static final int ROWS = 600;
    private static final ConditionalPath LINEAR = new LinearPath();
    private static final Mlp NETWORK = new Mlp(List.of(32, 32), Activation.SILU, new TimeFeatures.Raw());
    private static final TrainingSettings TRAINING = TrainingSettings.defaults()
            .withBudget(new Budget.Steps(700))
            .withBatchSize(128)
            .withOptimiser(Optimiser.defaults().withLearningRate(5e-3))
            .withEmaDecay(0.98);
    private static final SamplingSettings RK4 = SamplingSettings.of(Solver.RK4, 12);

    private static RectifierSettings settings(int rounds, boolean distill) {
        return new RectifierSettings(rounds, 2_000, RK4, TRAINING, true, distill, 200, 4);
    }

    private static Coupling clouds(boolean labelled) {
        Random random = new Random(8);
        double[][] values = new double[2][ROWS];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            labels.add(random.nextBoolean() ? "left" : "right");
            values[0][i] = (labels.get(i).equals("left") ? -2 : 2) + 0.3 * random.nextGaussian();
            values[1][i] = 0.3 * random.nextGaussian();
        }
        List<ColumnInfo> columns =
                List.of(new ColumnInfo("x", ColumnKind.DOUBLE), new ColumnInfo("y", ColumnKind.DOUBLE));
        Table conditions = Table.texts("side", labels);
        return Coupling.fit(
                new CouplingSettings.Independent(),
                new Table(columns, values, ROWS),
                Optional.empty(),
                labelled ? Optional.of(new ConditionTables(conditions, Optional.empty())) : Optional.empty(),
                new EncodingSettings(Scaling.NONE, true, false, 1),
                1,
                Monitor.none());
    }

    private static FlowModel train(Coupling coupling) {
        return Trainer.train(coupling, LINEAR, NETWORK, TRAINING, Optional.empty(), Monitor.none())
                .model();
    }

    /** A model with its path and provenance, whatever it has learnt. */
    private static FlowModel hardlyTrained(Coupling coupling, ConditionalPath path) {
        return Trainer.train(
                        coupling,
                        path,
                        NETWORK,
                        TRAINING.withBudget(new Budget.Steps(20)),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static Rectification rectify(FlowModel model, Coupling coupling, RectifierSettings settings) {
        return Rectifier.rectify(model, coupling, Optional.empty(), LINEAR, settings, Monitor.none());
    }

    /**
     * Transport costs: of the independent pairs, E|x0|^2 + E|x1|^2 = 2 + 4 + 2 * 0.09; then of each model's own
     * trajectories, and of the pairs made from it. None is above the one before, but for errors of model and sample.
     */
    @Test
    void pathsBecomeStraightAndCostsNeverGrow() {
        Coupling coupling = clouds(false);
        Rectification result = rectify(train(coupling), coupling, settings(2, true));
        List<Rectification.Round> rounds = result.rounds();
        assertEquals(3, rounds.size());
        Rectification.Round given = rounds.get(0);
        Rectification.Round first = rounds.get(1);
        Rectification.Round distilled = rounds.get(2);
        assertEquals(6.18, given.couplingCost(), 0.4);
        assertTrue(given.transportCost() < 0.9 * given.couplingCost(), given.toString());
        assertEquals(given.transportCost(), first.couplingCost(), 0.1 * given.transportCost());
        assertTrue(first.transportCost() < 1.05 * first.couplingCost(), first.toString());
        assertTrue(distilled.couplingCost() < 1.1 * first.couplingCost(), distilled.toString());
        assertTrue(first.straightness() < 0.5 * given.straightness(), rounds.toString());
        assertTrue(first.eulerDistance() < 0.7 * given.eulerDistance(), rounds.toString());
        assertTrue(distilled.eulerDistance() < 0.7 * given.eulerDistance(), rounds.toString());
        assertTrue(first.eulerDistance() < 1.5 * first.floor(), rounds.toString());
        assertEquals(given.floor(), distilled.floor(), 0);
        assertTrue(first.validationLoss().isPresent() && given.validationLoss().isEmpty());
        assertTrue(distilled.distilled() && !first.distilled());
        assertEquals(0, distilled.straightness(), 1e-9);
        assertEquals(2, result.model().provenance().reflowRounds());
        assertFalse(result.losses().isEmpty());
        assertInstanceOf(OneStepMap.class, result.model().dynamics());
        assertOneStepAlone(result.model());
    }

    private static void assertOneStepAlone(FlowModel model) {
        RowMatrix source = SourceRows.gaussian(5, 2, 1, 3);
        assertEquals(
                1,
                Sampler.sample(model, source, SamplingSettings.of(Solver.EULER, 1), Monitor.none())
                        .nfe());
        for (SamplingSettings other : List.of(SamplingSettings.of(Solver.EULER, 2), RK4)) {
            FlowException e =
                    assertThrows(FlowException.class, () -> Sampler.sample(model, source, other, Monitor.none()));
            assertTrue(e.problem().contains("one step"), e.problem());
        }
    }

    /** Labels travel with their rows: pairs of the left label end on the left. */
    @Test
    void conditionsStayWithTheRowsThatTheyMade() {
        Coupling coupling = clouds(true);
        Rectification result = rectify(train(coupling), coupling, settings(1, false));
        FlowModel model = result.model();
        assertEquals(coupling.conditionEncoding(), model.conditions());
        RowMatrix left = model.conditions()
                .encode(
                        Table.texts(
                                "side",
                                IntStream.range(0, 200).mapToObj(i -> "left").toList()),
                        "test");
        float[] end = Sampler.sample(
                        model,
                        SourceRows.gaussian(200, 2, 1, 5),
                        Optional.of(left),
                        SamplingSettings.of(Solver.EULER, 2),
                        Monitor.none())
                .end()
                .toArray();
        long onTheLeft = IntStream.range(0, 200).filter(i -> end[2 * i] < 0).count();
        assertTrue(onTheLeft > 190, onTheLeft + " of 200 rows");
    }

    @Test
    void conditionsComeOncePerPass() {
        RowMatrix target = RowMatrix.of(new float[] {1, 0, 1, 1, 1, 2}, 2);
        float[] drawn = ReflowPairs.conditions(target, 6, 7).toArray();
        for (int pass = 0; pass < 2; pass++) {
            int from = 6 * pass;
            double[] seen = IntStream.range(0, 3)
                    .mapToDouble(i -> drawn[from + 2 * i + 1])
                    .sorted()
                    .toArray();
            assertArrayEquals(new double[] {0, 1, 2}, seen);
        }
    }

    /** On a variance-exploding path noise is stored as it is, and pushed with the standard deviation of the path's start. */
    @Test
    void storedNoiseIsStandardNormalOnEveryPath() {
        ConditionalPath exploding = new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.GEOMETRIC);
        Coupling coupling = clouds(false);
        FlowModel model = hardlyTrained(coupling, exploding);
        RowMatrix unit = ReflowPairs.sourceNoise(model, 400, 3, Monitor.none());
        double variance = 0;
        for (float value : unit.toArray()) {
            variance += value * value / (400.0 * 2);
        }
        assertEquals(1, variance, 0.2); // standard error 0.05
        Coupling pairs = ReflowPairs.of(model, unit, 1, RK4, Monitor.none());
        float[] scaled = unit.toArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) exploding.sourceScale();
        }
        assertArrayEquals(
                Sampler.sample(model, RowMatrix.of(scaled, 2), RK4, Monitor.none())
                        .end()
                        .toArray(),
                pairs.target().toArray());
    }

    @Test
    void whatCannotWorkIsRefusedBeforeAnythingIsTrained() {
        Coupling coupling = clouds(false);
        FlowModel model = hardlyTrained(coupling, LINEAR);
        TrainingSettings score = TRAINING.withObjective(Objective.defaults().withPrediction(Prediction.SCORE));
        RectifierSettings settings = new RectifierSettings(1, 100, RK4, score, false, false, 100, 1);
        FlowException e = assertThrows(FlowException.class, () -> rectify(model, coupling, settings));
        assertTrue(e.problem().contains("but the reflow coupling joins them"), e.problem());
        FlowException noisy = assertThrows(
                FlowException.class,
                () -> new RectifierSettings(
                        1, 100, SamplingSettings.of(Solver.EULER_MARUYAMA, 5), TRAINING, false, false, 100, 1));
        assertTrue(noisy.problem().contains("adds noise"), noisy.problem());
        assertThrows(
                CancellationException.class,
                () -> Rectifier.rectify(
                        model, coupling, Optional.empty(), LINEAR, settings(1, false), new Cancelled()));
    }

    @Test
    void theConditionsOfTheModelAreNeeded() {
        FlowModel conditional = hardlyTrained(clouds(true), LINEAR);
        FlowException e =
                assertThrows(FlowException.class, () -> rectify(conditional, clouds(false), settings(1, false)));
        assertEquals(
                "The model generates rows under the conditions side, but the coupling has none or others.",
                e.problem());
        assertEquals("Connect the coupling that the model was trained on.", e.remedy());
    }

    private static final class Cancelled implements Monitor {
        private boolean over;

        @Override
        public void report(double fraction, String message) {
            over |= message.startsWith("Round 1: Step");
        }

        @Override
        public boolean cancelled() {
            return over;
        }
    }

    @Test
    void badSettingsAreNamed() {
        assertMessage(0, 100, 100, "The number of rounds is 0, but must be between 1 and 10.");
        assertMessage(1, 9, 100, "The number of pairs is 9, but must be between 10 and 10,000,000.");
        assertMessage(1, 100, 9, "The number of measured rows is 9, but must be between 10 and 5,000.");
    }

    private static void assertMessage(int rounds, int pairs, int measured, String problem) {
        FlowException e = assertThrows(
                FlowException.class,
                () -> new RectifierSettings(rounds, pairs, RK4, TRAINING, true, false, measured, 1));
        assertEquals(problem, e.problem());
        assertFalse(e.remedy().isBlank());
    }
}
