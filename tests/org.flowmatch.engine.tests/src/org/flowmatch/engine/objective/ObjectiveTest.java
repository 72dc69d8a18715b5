// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Losses;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.program.Fragment;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final LinearPath LINEAR = new LinearPath();
    private static final ConditionalPath TUBE = new TubePath(0.1);
    private static final ConditionalPath DIFFUSION = new VariancePreservingPath(0.1, 20);
    private static final Objective VELOCITY = Objective.defaults();
    private static final Objective SCORE = VELOCITY.withPrediction(Prediction.SCORE);
    private static final Objective START = VELOCITY.withTimeLaw(new TimeLaw.Start());

    private static void assertRefused(
            Objective objective, ConditionalPath path, SourceLaw source, String coupling, String problem) {
        FlowException e = assertThrows(FlowException.class, () -> objective.require(path, source, coupling));
        assertTrue(e.problem().contains(problem), e.problem());
        assertFalse(e.remedy().isBlank());
    }

    private static void assertRefused(Objective objective, ConditionalPath path, String problem) {
        assertRefused(objective, path, SourceLaw.GAUSSIAN, "independent", problem);
    }

    @Test
    void everyPredictionIsAllowedOnADiffusion() {
        for (Prediction prediction : Prediction.values()) {
            assertDoesNotThrow(() -> VELOCITY.withPrediction(prediction)
                    .withLossWeight(new LossWeight.MinSnr(5))
                    .require(DIFFUSION, SourceLaw.GAUSSIAN, "independent"));
        }
        assertDoesNotThrow(
                () -> VELOCITY.withPrediction(Prediction.TARGET).require(LINEAR, SourceLaw.TABLE, "optimal_transport"));
    }

    @Test
    void theScoreNeedsIndependentNoise() {
        assertRefused(
                SCORE,
                LINEAR,
                SourceLaw.GAUSSIAN,
                "optimal_transport",
                "only when source rows are independent of their target rows, but the optimal transport coupling");
        assertRefused(SCORE, LINEAR, SourceLaw.TABLE, "independent", "but the source is a table");
        assertRefused(SCORE, TUBE, "hold noise besides");
    }

    @Test
    void aHeadNeedsANoisyPath() {
        assertRefused(
                VELOCITY.withScoreHead(true),
                LINEAR,
                "A score head learns the noise of a path, but the linear path has none of its own.");
        assertDoesNotThrow(() -> VELOCITY.withScoreHead(true).require(TUBE, SourceLaw.TABLE, "optimal_transport"));
    }

    @Test
    void weightsByTheSignalNeedAPathWithoutNoise() {
        assertRefused(
                VELOCITY.withLossWeight(new LossWeight.Snr()), TUBE, "The loss weight SNR follows from the ratio");
        assertRefused(VELOCITY.withLossWeight(new LossWeight.MinSnr(5)), TUBE, "The loss weight min-SNR follows");
        assertDoesNotThrow(() -> VELOCITY.withLossWeight(new LossWeight.LogitNormal(0, 1))
                .require(TUBE, SourceLaw.GAUSSIAN, "independent"));
    }

    /** a^2 / s^2 = (t / (1 - t))^2 has no mean on the linear path. */
    @Test
    void aWeightThatLeavesFewRowsIsRefused() {
        Objective target = VELOCITY.withPrediction(Prediction.TARGET);
        assertRefused(
                target.withLossWeight(new LossWeight.Snr()),
                LINEAR,
                "With the loss weight SNR, the prediction TARGET and the linear path, 1.4 % of the rows");
        assertDoesNotThrow(() ->
                target.withLossWeight(new LossWeight.MinSnr(5)).require(LINEAR, SourceLaw.GAUSSIAN, "independent"));
    }

    @Test
    void oneStepNeedsTheStraightVelocityOfReflowPairs() {
        assertDoesNotThrow(() -> START.require(LINEAR, SourceLaw.TABLE, "reflow"));
        assertRefused(START, LINEAR, "needs pairs whose target row follows from the source row");
        assertRefused(START, new CosinePath(0), SourceLaw.GAUSSIAN, "reflow", "that of the cosine path is not");
        assertRefused(
                START.withPrediction(Prediction.NOISE),
                LINEAR,
                SourceLaw.GAUSSIAN,
                "reflow",
                "learns the velocity at the first time alone");
        assertTrue(START.distils());
        assertFalse(VELOCITY.distils());
    }

    @Test
    void badProbabilitiesAreNamed() {
        FlowException e = assertThrows(FlowException.class, () -> VELOCITY.withConditionDrop(1));
        assertEquals("The probability of dropping conditions is 1, but must be between 0 and 0.9.", e.problem());
    }

    @Test
    void badWeightsAreNamed() {
        FlowException gamma = assertThrows(FlowException.class, () -> new LossWeight.MinSnr(0));
        assertEquals("The gamma of the min-SNR weight is 0, but must be between 0.01 and 1000.", gamma.problem());
        FlowException mean = assertThrows(FlowException.class, () -> new LossWeight.LogitNormal(9, 1));
        assertEquals("The mean of the logit-normal weight is 9, but must be between -5 and 5.", mean.problem());
        FlowException deviation = assertThrows(FlowException.class, () -> new LossWeight.LogitNormal(0, 9));
        assertEquals(
                "The deviation of the logit-normal weight is 9, but must be between 0.1 and 5.", deviation.problem());
    }

    @Test
    void objectivesAreStored() {
        JsonRecords json = new JsonRecords(List.of(Losses.FAMILY));
        for (LossWeight weight : List.of(
                new LossWeight.None(),
                new LossWeight.Snr(),
                new LossWeight.MinSnr(3),
                new LossWeight.Likelihood(),
                new LossWeight.LogitNormal(0.5, 2))) {
            Objective objective = new Objective(Prediction.NOISE, new TimeLaw.Mode(1), weight, true, 0.2);
            assertEquals(objective, json.read(json.write(objective), Objective.class, "objective"));
            assertFalse(weight.formula().isBlank());
        }
        Objective other = Objective.defaults().withLoss(new Deviance());
        assertEquals(other, json.read(json.write(other), Objective.class, "objective"));
    }

    /** Those of the squared error are stored as before there were others. */
    @Test
    void withoutALossTheSquaredErrorIsMeant() {
        JsonRecords json = new JsonRecords(List.of(Losses.FAMILY));
        JsonObject stored = json.write(Objective.defaults().withLoss(new Deviance()));
        assertEquals("{\"type\":\"deviance\"}", stored.remove("loss").toString());
        assertEquals(Objective.defaults(), json.read(stored, Objective.class, "objective"));
        assertEquals(stored, json.write(Objective.defaults()));
    }

    /** The slope of Huber's loss has another zero than the mean (Huber 1964). */
    record Huber() implements Loss {
        @Override
        public String label() {
            return "Huber loss";
        }

        @Override
        public boolean conditionalMean() {
            return false;
        }

        @Override
        public List<String> data() {
            return List.of(TARGET);
        }

        @Override
        public int width(int index, Outputs outputs) {
            return outputs.count();
        }

        @Override
        public List<Fragment> parts(Outputs outputs) {
            return List.of();
        }

        @Override
        public double of(Outputs outputs, double[] y, double[][] data, double[] slope) {
            return 0;
        }
    }

    @Test
    void aLossWhoseMinimiserIsNotTheMeanIsRefused() {
        Objective objective = Objective.defaults().withLoss(new Huber());
        FlowException refused = assertThrows(
                FlowException.class, () -> objective.require(new LinearPath(), SourceLaw.GAUSSIAN, "independent"));
        assertEquals(
                "The Huber loss is smallest at a value other than the conditional mean, so that the flow would not end in"
                        + " the law of the target rows.",
                refused.problem());
        assertEquals("Choose the squared error.", refused.remedy());
    }

    /** a = t, s = 1 - t, s a' - a s' = 1: weights of the velocity, target and noise at t = 0.8, from the formulas by hand. */
    @Test
    void weightsOnTheLinearPath() {
        assertEquals(0.64, new LossWeight.Snr().at(0.8, LINEAR, Prediction.VELOCITY), 1e-12);
        assertEquals(16, new LossWeight.Snr().at(0.8, LINEAR, Prediction.TARGET), 1e-12);
        assertEquals(1, new LossWeight.Snr().at(0.8, LINEAR, Prediction.NOISE), 0);
        assertEquals(5 * 0.04, new LossWeight.MinSnr(5).at(0.8, LINEAR, Prediction.VELOCITY), 1e-12);
        assertEquals(5, new LossWeight.MinSnr(5).at(0.8, LINEAR, Prediction.TARGET), 0);
        assertEquals(5.0 / 16, new LossWeight.MinSnr(5).at(0.8, LINEAR, Prediction.NOISE), 1e-12);
        assertEquals(1, new LossWeight.MinSnr(5).at(0, LINEAR, Prediction.NOISE), 0);
        assertEquals(12.5, new LossWeight.Likelihood().at(0.8, LINEAR, Prediction.NOISE), 1e-12);
        assertEquals(8, new LossWeight.Likelihood().at(0.8, LINEAR, Prediction.VELOCITY), 1e-12);
        assertEquals(200, new LossWeight.Likelihood().at(0.8, LINEAR, Prediction.TARGET), 1e-12);
    }

    /**
     * Rows N(0, q^2) and the scores of N(0, p^2): half of the weighted errors of the noise between two times is by how much the
     * divergence of the two laws grows, (r - 1 - ln r) / 2 for variances of the ratio r.
     */
    @Test
    void theLikelihoodWeightGivesTheDivergence() {
        double q = 0.7;
        double p = 1.2;
        for (ConditionalPath path : List.of(LINEAR, DIFFUSION)) {
            Schedule schedule = path.schedule();
            double from = 0.1;
            double to = 0.95;
            int n = 20_000;
            double half = 0;
            for (int i = 0; i < n; i++) {
                double t = from + (to - from) * (i + 0.5) / n;
                double own = variance(schedule, t, q);
                double off = schedule.s(t) * (1 / variance(schedule, t, p) - 1 / own);
                half += new LossWeight.Likelihood().at(t, schedule, Prediction.NOISE)
                        * off
                        * off
                        * own
                        * (to - from)
                        / n
                        / 2;
            }
            double grown = divergence(schedule, to, q, p) - divergence(schedule, from, q, p);
            assertEquals(grown, half, 1e-6, path.label());
            assertTrue(grown > 0.05, path.label());
        }
    }

    private static double variance(Schedule schedule, double t, double deviation) {
        double target = schedule.a(t) * deviation;
        return target * target + schedule.s(t) * schedule.s(t);
    }

    private static double divergence(Schedule schedule, double t, double q, double p) {
        double ratio = variance(schedule, t, q) / variance(schedule, t, p);
        return (ratio - 1 - Math.log(ratio)) / 2;
    }

    @Test
    void theLikelihoodWeightIsForDiffusions() {
        Objective noise = VELOCITY.withPrediction(Prediction.NOISE).withLossWeight(new LossWeight.Likelihood());
        assertDoesNotThrow(() -> noise.require(DIFFUSION, SourceLaw.GAUSSIAN, "independent"));
        assertRefused(VELOCITY.withLossWeight(new LossWeight.Likelihood()), TUBE, "The loss weight likelihood follows");
        assertRefused(
                VELOCITY.withLossWeight(new LossWeight.Likelihood()),
                LINEAR,
                "With the loss weight likelihood, the prediction VELOCITY and the linear path, 0.14 % of the rows");
    }

    /** The integral by the midpoint rule. */
    @Test
    void effectiveDensityIsADensity() {
        List<Objective> objectives = List.of(
                VELOCITY,
                VELOCITY.withTimeLaw(new TimeLaw.LogitNormal(0, 1)),
                VELOCITY.withLossWeight(new LossWeight.Snr()),
                VELOCITY.withTimeLaw(new TimeLaw.Beta(2, 2)).withLossWeight(new LossWeight.MinSnr(5)),
                VELOCITY.withPrediction(Prediction.TARGET).withLossWeight(new LossWeight.MinSnr(5)),
                SCORE.withLossWeight(new LossWeight.LogitNormal(1, 0.5)));
        for (ConditionalPath path : List.of(LINEAR, DIFFUSION)) {
            for (Objective objective : objectives) {
                EffectiveDensity density = EffectiveDensity.of(path, objective);
                int n = 20_000;
                double integral = 0;
                for (int i = 0; i < n; i++) {
                    integral += density.at((i + 0.5) / n) / n;
                }
                assertEquals(1, integral, 2e-3, path + " " + objective);
            }
        }
    }

    /** Law and weight change places: uniform times with a logit-normal weight, and the other way round. */
    @Test
    void lawAndWeightMultiply() {
        EffectiveDensity byLaw = EffectiveDensity.of(LINEAR, VELOCITY.withTimeLaw(new TimeLaw.LogitNormal(0.5, 0.8)));
        EffectiveDensity byWeight =
                EffectiveDensity.of(LINEAR, VELOCITY.withLossWeight(new LossWeight.LogitNormal(0.5, 0.8)));
        for (double t = 0.05; t < 1; t += 0.1) {
            assertEquals(byLaw.at(t), byWeight.at(t), 1e-3);
        }
    }

    @Test
    void outsideItsIntervalNothingIsLearnt() {
        Objective target = VELOCITY.withPrediction(Prediction.TARGET);
        Interval interval = target.interval(LINEAR);
        assertTrue(interval.to() < 1);
        assertEquals(0, EffectiveDensity.of(LINEAR, target).at((1 + interval.to()) / 2), 0);
    }
}
