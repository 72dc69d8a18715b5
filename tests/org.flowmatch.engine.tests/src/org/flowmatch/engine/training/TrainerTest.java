// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.flowmatch.engine.training.SmallTables.DEVIATION;
import static org.flowmatch.engine.training.SmallTables.MEAN;
import static org.flowmatch.engine.training.SmallTables.NETWORK;
import static org.flowmatch.engine.training.SmallTables.coupling;
import static org.flowmatch.engine.training.SmallTables.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {

    private static final LinearPath LINEAR = new LinearPath();

    private static Training train(Coupling coupling, TrainingSettings settings) {
        return Trainer.train(coupling, LINEAR, NETWORK, settings, Optional.empty(), Monitor.none());
    }

    private static List<Double> trainLosses(Training training) {
        return training.losses().stream().map(LossPoint::train).toList();
    }

    private static List<Double> validationLosses(Training training) {
        return training.losses().stream().map(LossPoint::validation).toList();
    }

    static List<ConditionalPath> paths() {
        return List.of(LINEAR, new LipmanPath(0.1), new VariancePreservingPath(0.1, 20));
    }

    /**
     * Between N(0, 1) and N(m, q^2) the velocity on an affine path is known: x_t ~ N(a m, a^2 q^2 + s^2), and
     * v = a' m + (a a' q^2 + s s') / (a^2 q^2 + s^2) (x - a m).
     */
    @ParameterizedTest
    @MethodSource("paths")
    void networkLearnsTheKnownVelocityBetweenGaussians(ConditionalPath path) {
        Training training =
                Trainer.train(coupling(4_000, "x"), path, NETWORK, settings(2_000), Optional.empty(), Monitor.none());
        double error = 0;
        double size = 0;
        try (VelocityFunction velocity = VelocityFunction.of(training.model())) {
            for (double t = 0.1; t < 0.95; t += 0.2) {
                double a = path.schedule().a(t);
                double s = path.schedule().s(t);
                double da = path.schedule().da(t);
                double ds = path.schedule().ds(t);
                double variance = a * a * DEVIATION * DEVIATION + s * s;
                for (double z = -1.5; z <= 1.5; z += 0.5) {
                    double x = a * MEAN + z * Math.sqrt(variance);
                    double slope = (a * da * DEVIATION * DEVIATION + s * ds) / variance;
                    double expected = da * MEAN + slope * (x - a * MEAN);
                    double learnt = velocity.at(t, new float[] {(float) x})[0];
                    error += (learnt - expected) * (learnt - expected);
                    size += expected * expected;
                }
            }
        }
        assertTrue(error < 0.01 * size, "relative squared error " + error / size);
    }

    @Test
    void trainingRepeatsBitForBit() {
        Coupling coupling = coupling(500, "x", "y");
        Training first = train(coupling, settings(200));
        Training second = train(coupling, settings(200));
        assertEquals(trainLosses(first), trainLosses(second));
        assertEquals(validationLosses(first), validationLosses(second));
        assertArrayEquals(first.model().weights(), second.model().weights());
        Training other = train(coupling, settings(200).withSeed(2));
        assertFalse(Arrays.equals(first.model().weights(), other.model().weights()));
    }

    @Test
    void trainingsSideBySideGiveTheLossesThatTheyGiveAlone() throws Exception {
        Coupling one = coupling(500, "x", "y");
        Coupling two =
                coupling(new CouplingSettings.OptimalTransport(64), SmallTables.normal(300, "a"), Optional.empty());
        Training oneAlone = train(one, settings(300));
        Training twoAlone = train(two, settings(300).withBatchSize(100));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Training> oneBeside = threads.submit(() -> train(one, settings(300)));
            Future<Training> twoBeside =
                    threads.submit(() -> train(two, settings(300).withBatchSize(100)));
            assertEquals(trainLosses(oneAlone), trainLosses(oneBeside.get()));
            assertEquals(validationLosses(oneAlone), validationLosses(oneBeside.get()));
            assertArrayEquals(
                    oneAlone.model().weights(), oneBeside.get().model().weights());
            assertEquals(trainLosses(twoAlone), trainLosses(twoBeside.get()));
            assertArrayEquals(
                    twoAlone.model().weights(), twoBeside.get().model().weights());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void lossCurveIsBoundedAndEndsAtTheLastStep() {
        TrainingSettings settings = settings(2_030).withBatchSize(4);
        Training training = train(coupling(50, "x"), settings);
        List<LossPoint> losses = training.losses();
        assertTrue(losses.size() > 50 && losses.size() <= 251, losses.size() + " points");
        assertEquals(2_030, losses.get(losses.size() - 1).step());
        for (int i = 1; i < losses.size(); i++) {
            assertTrue(losses.get(i).step() > losses.get(i - 1).step());
        }
        LossPoint first = losses.get(0);
        assertEquals(new StepRates(settings, 2_030).learningRate(first.step() - 1), first.learningRate(), 0);
        assertTrue(losses.stream().allMatch(point -> point.rowsPerSecond() > 0 && point.train() > 0));
        assertTrue(losses.stream().allMatch(point -> point.validation() > 0));
    }

    @Test
    void withoutValidationTheAverageOfTheEndIsKept() {
        Training training = train(coupling(50, "x"), settings(60).withValidation(Validation.none()));
        assertTrue(training.losses().stream().allMatch(point -> Double.isNaN(point.validation())));
        assertEquals(60, training.model().provenance().bestStep());
        assertTrue(training.model().provenance().validationLoss().isEmpty());
    }

    @Test
    void trainingStopsWhenPatienceRunsOut() {
        // 12 rows are soon learnt by heart, so that the other 12 fit worse and worse
        Training training = train(
                coupling(24, "x", "y", "z"),
                settings(20_000).withValidation(new Validation(0.5, 3)).withEmaDecay(0.9));
        long steps = training.model().provenance().steps();
        long best = training.model().provenance().bestStep();
        assertTrue(steps < 20_000, "stopped after " + steps);
        List<LossPoint> losses = training.losses();
        LossPoint least = losses.get(losses.size() - 4);
        assertEquals(best, least.step());
        assertEquals(
                least.validation(),
                training.model().provenance().validationLoss().orElseThrow());
        assertTrue(losses.stream().allMatch(point -> point.validation() >= least.validation()));
        assertEquals(
                List.of(String.format(
                        Locale.ROOT,
                        "The training stopped early, after %,d of 20,000 steps, because the validation loss found no new"
                                + " least value in 3 evaluations. The model holds the weights of step %,d.",
                        steps,
                        best)),
                training.warnings());
    }

    @Test
    void epochsCountTrainingRowsOnly() {
        Training training = train(
                coupling(100, "x"),
                settings(1).withBudget(new Budget.Epochs(3)).withBatchSize(32).withValidation(new Validation(0.2, 0)));
        assertEquals(8, training.model().provenance().steps()); // 3 * 80 / 32 = 7.5
    }

    @Test
    void provenanceTellsHowTheModelCameAbout() {
        Training training = train(coupling(100, "x"), settings(50).withSeed(7));
        assertEquals("independent", training.model().provenance().coupling());
        assertEquals(7, training.model().provenance().trainingSeed());
        assertEquals(100, training.model().provenance().rows());
        assertEquals(50, training.model().provenance().steps());
        assertEquals(
                "{\"type\":\"steps\",\"count\":50}",
                training.model().provenance().trainingSettings().get("budget").toString());
        assertTrue(training.model().provenance().earlier().isEmpty());
        assertTrue(training.model().provenance().seconds().orElseThrow() > 0);
        assertTrue(training.warnings().isEmpty());
    }
}
