// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;

/** What can be done with which dynamics, after training on which pairs. */
class DynamicsTest {
    private static final AffineVelocity LINEAR = new AffineVelocity(new LinearPath(), Prediction.VELOCITY);
    private static final AffineVelocity HEAD = new AffineVelocity(new TubePath(0.1), Prediction.VELOCITY, true);
    private static final OneStepMap MAP = new OneStepMap(LINEAR);

    private static final TrainingPairs INDEPENDENT =
            new TrainingPairs(SourceLaw.GAUSSIAN, new CouplingSettings.Independent().id(), true);
    private static final TrainingPairs REFLOWED = new TrainingPairs(
            SourceLaw.GAUSSIAN, new CouplingSettings.Reflow("EULER", 10, 1, SourceLaw.GAUSSIAN).id(), true);
    private static final TrainingPairs OF_TABLE = new TrainingPairs(SourceLaw.TABLE, "independent", true);

    private static String problem(Runnable refused) {
        return assertThrows(FlowException.class, refused::run).problem();
    }

    @Test
    void outputsArePredictionAndHead() {
        assertEquals(3, LINEAR.outputs(3));
        assertEquals(6, HEAD.outputs(3));
        assertEquals(3, MAP.outputs(3));
        assertEquals("VELOCITY with a score head", HEAD.predicts());
        assertEquals(LINEAR.predicts(), MAP.predicts(), "weights of the velocity are a start for the map");
        assertNotEquals(LINEAR.predicts(), HEAD.predicts());
        assertEquals(Optional.empty(), LINEAR.otherThanVelocity());
        assertEquals(Optional.of("the score, too"), HEAD.otherThanVelocity());
        assertEquals(
                Optional.of("the noise"), new AffineVelocity(new LinearPath(), Prediction.NOISE).otherThanVelocity());
    }

    /** Rows (x0, x1) = (1, 5), (2, 8) with e = 7, 9 on a tube: x1 - x0 beside e. */
    @Test
    void targetsAreThePredictionsBesideTheNoise() {
        float[] x0 = {1, 2};
        float[] x1 = {5, 8};
        float[] e = {7, 9};
        float[] t = {0.5f, 0.5f};
        float[] velocity = {4, 6};
        assertArrayEquals(new float[] {4, 7, 6, 9}, HEAD.targets(2, 1, x0, x1, e, t, velocity.clone()));
        assertSame(velocity, LINEAR.targets(2, 1, x0, x1, e, t, velocity));
        assertArrayEquals(
                x1,
                new AffineVelocity(new LinearPath(), Prediction.TARGET).targets(2, 1, x0, x1, e, t, velocity.clone()));
    }

    @Test
    void aVelocityTakesAnyStepsAndAMapOneOfEuler() {
        Steps one = new Steps(Solver.EULER, 1, true, Optional.empty());
        assertDoesNotThrow(() -> MAP.requireSteps(one));
        assertEquals(OptionalInt.of(1), MAP.onlySteps());
        assertEquals(OptionalInt.empty(), LINEAR.onlySteps());
        for (Steps steps : new Steps[] {
            new Steps(Solver.EULER, 2, true, Optional.empty()),
            new Steps(Solver.EULER, 1, false, Optional.empty()),
            new Steps(Solver.RK4, 1, true, Optional.empty()),
            new Steps(Solver.EULER, 1, true, Optional.of(new LipmanPath(0.1)))
        }) {
            assertDoesNotThrow(() -> LINEAR.requireSteps(steps));
            assertTrue(problem(() -> MAP.requireSteps(steps)).contains("by one forward step of EULER alone"));
        }
        assertTrue(problem(() -> MAP.requireSteps(new Steps(Solver.HEUN, 5, false, Optional.empty())))
                .endsWith("the settings ask for 5 of HEUN, BACKWARD."));
        Steps curved = new Steps(Solver.CURVE_AWARE_EULER, 5, true, Optional.empty());
        assertDoesNotThrow(() -> LINEAR.requireSteps(curved));
        assertTrue(problem(() -> HEAD.requireSteps(curved)).contains("cannot follow the tube path"));
        Steps noisy = new Steps(Solver.EULER, 5, true, Optional.of(new BridgePath(0.5)));
        assertTrue(problem(() -> LINEAR.requireSteps(noisy)).contains("noise of that path was not in its training"));
    }

    @Test
    void theScoreNeedsIndependentNoiseOrAHead() {
        assertEquals(Optional.empty(), LINEAR.scoreObstacle(INDEPENDENT));
        assertTrue(LINEAR.scoreObstacle(REFLOWED).orElseThrow().reason().contains("reflow coupling joins them"));
        assertTrue(LINEAR.scoreObstacle(OF_TABLE).orElseThrow().reason().contains("source is a table"));
        assertEquals(Optional.empty(), HEAD.scoreObstacle(OF_TABLE));
        assertTrue(MAP.scoreObstacle(INDEPENDENT).isPresent());
    }

    @Test
    void aDensityNeedsNoiseAndAWay() {
        assertEquals(Optional.empty(), LINEAR.densityObstacle(REFLOWED));
        assertTrue(LINEAR.densityObstacle(OF_TABLE).isPresent());
        assertTrue(MAP.densityObstacle(REFLOWED).orElseThrow().reason().contains("distilled"));
        assertTrue(MAP.densityObstacle(OF_TABLE).orElseThrow().reason().contains("source table"));
    }

    @Test
    void aMapIsNeverFreeOfItsConditionAndIsStraight() {
        TrainingPairs conditional = new TrainingPairs(SourceLaw.GAUSSIAN, "independent", false);
        assertEquals(Optional.empty(), LINEAR.unconditionalObstacle(INDEPENDENT));
        assertTrue(LINEAR.unconditionalObstacle(conditional).isPresent());
        assertTrue(MAP.unconditionalObstacle(INDEPENDENT).isPresent());
        assertEquals(Optional.empty(), LINEAR.reflowObstacle());
        assertTrue(MAP.reflowObstacle().isPresent());
    }

    @Test
    void trainingNeedsThePairsThatThePathIsMadeFor() {
        AffineVelocity diffusion = new AffineVelocity(new VariancePreservingPath(0.1, 20), Prediction.VELOCITY);
        assertDoesNotThrow(() -> diffusion.requireTraining(INDEPENDENT));
        assertTrue(problem(() -> diffusion.requireTraining(OF_TABLE)).contains("needs a Gaussian source"));
        assertDoesNotThrow(() -> MAP.requireTraining(REFLOWED));
        assertTrue(problem(() -> MAP.requireTraining(INDEPENDENT)).contains("follows from the source row"));
    }
}
