// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.path.AllPaths;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    private static FlowModel model(
            ConditionalPath path, Prediction prediction, SourceLaw source, String coupling, boolean head) {
        FlowModel base = TestModels.linear(new double[][] {{1}}, new double[] {0}, path);
        Provenance p = base.provenance();
        Provenance provenance = new Provenance(
                p.productVersion(),
                p.created(),
                coupling,
                p.couplingSettings(),
                p.trainingSettings(),
                p.couplingSeed(),
                p.trainingSeed(),
                p.rows(),
                p.steps(),
                p.bestStep(),
                p.trainLoss(),
                p.validationLoss(),
                p.reflowRounds(),
                p.earlier());
        return new FlowModel(
                base.network(),
                base.weights(),
                new AffineVelocity(path, prediction, head),
                base.encoding(),
                source,
                provenance);
    }

    private static Optional<Obstacle> obstacle(FlowModel model) {
        return model.dynamics().scoreObstacle(model.pairs());
    }

    private static FlowModel independent(ConditionalPath path) {
        return model(path, Prediction.VELOCITY, SourceLaw.GAUSSIAN, "independent", false);
    }

    private static double value(FieldTerms terms, double x, double out, double head) {
        return terms.xWeight() * x + terms.outWeight() * out + terms.headWeight() * head;
    }

    /**
     * The optimal map from N(0, 1) to N(0, 4) is x1 = 2 x0: at t = 0.5, x = 1.5 x0 has the score -x / 2.25 = -0.444 x and the
     * velocity x0 = x / 1.5, from which Tweedie's formula would give -1.333 x. So the model refuses.
     */
    @ParameterizedTest
    @ValueSource(strings = {"optimal_transport", "sinkhorn", "unbalanced", "partial", "paired", "reflow"})
    void aCouplingThatJoinsRowsHasNoScore(String coupling) {
        FieldTerms formula = Conversion.of(Prediction.VELOCITY, new LinearPath())
                .law(Prediction.SCORE)
                .at(0.5);
        assertEquals(-4 / 3., value(formula, 1, 1 / 1.5, 0), 1e-12, "the formula is wrong here");
        FlowModel model = model(new LinearPath(), Prediction.VELOCITY, SourceLaw.GAUSSIAN, coupling, false);
        for (FlowException e : new FlowException[] {
            assertThrows(FlowException.class, () -> Scores.of(model)),
            assertThrows(FlowException.class, () -> Scores.interval(model)),
            assertThrows(FlowException.class, () -> Scores.drift(model, t -> 1))
        }) {
            assertTrue(e.problem().contains(coupling.replace('_', ' ')), e.problem());
            assertTrue(e.problem().contains("independent"), e.problem());
            assertEquals(AffineVelocity.SCORE_REMEDY, e.remedy());
        }
        assertTrue(obstacle(model).isPresent());
    }

    /** Independent N(0, 1) to N(0, 4) at t = 0.5: variance 1.25, velocity 1.2 x, score -0.8 x, by hand. */
    @Test
    void anIndependentGaussianSourceHasItsScore() {
        FlowModel model = independent(new LinearPath());
        assertEquals(Optional.empty(), obstacle(model));
        assertEquals(-0.8, value(Scores.of(model).at(0.5), 1, 1.2, 0), 1e-12);
        FlowModel score = model(new LinearPath(), Prediction.SCORE, SourceLaw.GAUSSIAN, "independent", false);
        assertEquals(FieldTerms.identity(0.5), Scores.of(score).at(0.5));
    }

    @Test
    void aTableAsSourceHasNoScore() {
        FlowModel model = model(new LinearPath(), Prediction.VELOCITY, SourceLaw.TABLE, "independent", false);
        FlowException e = assertThrows(FlowException.class, () -> Scores.of(model));
        assertTrue(e.problem().contains("source is a table"), e.problem());
    }

    /** Under any coupling and source, the score is -E[e | x] / noise(t): half the width at t = 0.5 for the bridge. */
    @Test
    void aNoisyPathNeedsItsHead() {
        FlowModel without = model(new BridgePath(0.5), Prediction.VELOCITY, SourceLaw.GAUSSIAN, "independent", false);
        FlowException e = assertThrows(FlowException.class, () -> Scores.of(without));
        assertTrue(e.problem().contains("bridge") && e.problem().contains("score head"), e.problem());
        FlowModel with = model(new BridgePath(0.5), Prediction.VELOCITY, SourceLaw.TABLE, "optimal_transport", true);
        assertEquals(-0.3 / 0.25, value(Scores.of(with).at(0.5), 7, 8, 0.3), 1e-12);
        assertEquals(0.25, Scores.width(with, 0.5));
        assertEquals(with.velocity().path().tMin(), Scores.interval(with).from());
        FlowModel tube = model(new TubePath(0.1), Prediction.VELOCITY, SourceLaw.TABLE, "reflow", true);
        assertEquals(1, Scores.interval(tube).to());
        assertThrows(FlowException.class, () -> Scores.diffusion(new TubePath(0.1)));
    }

    static Stream<ConditionalPath> withNoise() {
        return AllPaths.withNoise();
    }

    static Stream<ConditionalPath> withoutNoise() {
        return AllPaths.withoutNoise();
    }

    @ParameterizedTest
    @MethodSource("withNoise")
    void theHeadsScoreIsTheTrueOne(ConditionalPath path) {
        FlowModel model = model(path, Prediction.VELOCITY, SourceLaw.GAUSSIAN, "optimal_transport", true);
        PointsField field = new PointsField(path, 0.4, new double[][] {{-1.2}, {1.5}});
        for (double t : AllPaths.times(path)) {
            double[] x = {0.3};
            double score = value(Scores.of(model).at(t), x[0], 99, field.pathNoise(x, t)[0]);
            assertEquals(field.score(x, t)[0], score, 1e-10 * Math.max(1, Math.abs(score)));
        }
    }

    @ParameterizedTest
    @MethodSource("withoutNoise")
    void everyPredictionGivesTheTrueScore(ConditionalPath path) {
        PointsField field = new PointsField(path, 0.4, new double[][] {{-1.2}, {1.5}});
        for (Prediction prediction : Prediction.values()) {
            FlowModel model = model(path, prediction, SourceLaw.GAUSSIAN, "independent", false);
            assertTrue(Scores.of(model).at(Scores.interval(model).from()).finite());
            assertTrue(Scores.of(model).at(Scores.interval(model).to()).finite());
            for (double t : new double[] {0.6, 0.75, 0.9}) {
                double[] x = {0.3};
                double out =
                        switch (prediction) {
                            case VELOCITY -> field.velocity(x, t)[0];
                            case TARGET -> field.target(x, t)[0];
                            case NOISE -> field.noise(x, t)[0];
                            case SCORE -> field.score(x, t)[0];
                            case PRECONDITIONED_TARGET -> field.preconditioned(x, t)[0];
                        };
                double score = field.score(x, t)[0];
                assertEquals(score, value(Scores.of(model).at(t), x[0], out, 0), 1e-8 * Math.max(1, Math.abs(score)));
            }
        }
    }

    /**
     * For VP in diffusion time, f = -beta / 2 and g^2 = beta (Song and others 2021); here beta(t) = 0.1 + 19.9 (1 - t). The
     * drift with e = g is then -f x + g^2 score.
     */
    @Test
    void theDiffusionOfTheVariancePreservingPathIsItsRate() {
        ConditionalPath path = new VariancePreservingPath(0.1, 20);
        FlowModel model = independent(path);
        Motion motion = Scores.drift(model, Scores.diffusion(path));
        PointsField field = new PointsField(path, 0.4, new double[][] {{-1.2}, {1.5}});
        for (double t : new double[] {0.1, 0.5, 0.9}) {
            double beta = 0.1 + 19.9 * (1 - t);
            assertEquals(beta, Math.pow(Scores.diffusion(path).applyAsDouble(t), 2), 1e-10);
            double[] x = {0.3};
            double drift = value(motion.velocity().at(t), x[0], field.velocity(x, t)[0], 0);
            assertEquals(beta / 2 * x[0] + beta * field.score(x, t)[0], drift, 1e-9);
        }
        assertEquals(0, motion.interval().from());
        assertEquals(1, motion.startScale());
    }

    /** g of the linear path is infinite at t = 0: the equation begins at a / s = 0.005, with rows of the spread s there. */
    @Test
    void aDiffusionThatIsInfiniteAtTheSourceBeginsLater() {
        ConditionalPath path = new LinearPath();
        Motion motion = Scores.drift(independent(path), Scores.diffusion(path));
        assertEquals(0.005 / 1.005, motion.interval().from(), 1e-12);
        assertEquals(1 / 1.005, motion.startScale(), 1e-12);
        assertEquals(1 / 1.005, motion.interval().to(), 1e-12);
        assertEquals(1 / 1.005, motion.endScale(), 1e-12);
        assertTrue(motion.velocity().at(motion.interval().from()).finite());
        assertEquals(0, Scores.drift(independent(path), t -> 1).interval().from());
        assertFalse(Double.isFinite(Scores.diffusion(path).applyAsDouble(0)));
    }

    @Test
    void aOneStepModelHasNoScore() {
        FlowModel base = independent(new LinearPath());
        FlowModel model = new FlowModel(
                base.network(),
                base.weights(),
                new OneStepMap(base.velocity()),
                base.encoding(),
                base.source(),
                base.provenance());
        assertTrue(obstacle(model).orElseThrow().reason().contains("one step"));
    }
}
