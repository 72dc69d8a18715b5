// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.flowmatch.engine.training.SmallTables.NETWORK;
import static org.flowmatch.engine.training.SmallTables.coupling;
import static org.flowmatch.engine.training.SmallTables.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.junit.jupiter.api.Test;

/** The trainer works on whatever task it is given, and the regression along a path is one of them. */
class TaskTest {
    private static final LinearPath LINEAR = new LinearPath();
    private static final PathRegression REGRESSION = new PathRegression(LINEAR, Objective.defaults());
    private static final Coupling TABLE = coupling(400, "x", "y");

    /** Another task: from x0, whatever the time, to half of x1, and the second column does not count. */
    private record HalfOfTheTarget(double conditionDrop) implements Task {
        @Override
        public Dynamics dynamics() {
            return new AffineVelocity(LINEAR, Prediction.TARGET);
        }

        @Override
        public Loss loss() {
            return new Deviance();
        }

        @Override
        public List<String> data() {
            return List.of(Deviance.MASK, "kept for later", Loss.TARGET);
        }

        @Override
        public void require(Coupling coupling) {
            if (coupling.columns() != 2) {
                throw new FlowException("There are " + coupling.columns() + " columns.", "Choose two.");
            }
        }

        @Override
        public Examples examples(Coupling coupling, PairUse use, long seed) {
            return HalfOfTheTarget::block;
        }

        private static StepBlock block(PairStream pairs, long step, int steps, int rows) {
            int count = steps * rows;
            float[] x0 = new float[2 * count];
            float[] target = new float[2 * count];
            pairs.next(count, x0, target, new float[0]);
            float[] mask = new float[2 * count];
            for (int i = 0; i < target.length; i++) {
                target[i] *= 0.5f;
                mask[i] = i % 2 == 0 ? 1 : 0;
            }
            return new StepBlock(
                    step,
                    steps,
                    rows,
                    2,
                    x0,
                    new float[count],
                    Map.of(Loss.TARGET, target, Deviance.MASK, mask, "kept for later", new float[count]),
                    new float[0]);
        }
    }

    private static Training train(Task task, Coupling coupling, int steps) {
        return Trainer.train(coupling, task, NETWORK, settings(steps), Optional.empty(), Monitor.none());
    }

    /** Half of N(1.5, 0.5^2) has the variance 0.0625, of which a mean over two columns sees the half. */
    @Test
    void anotherTaskIsTrainedToItsOwnLoss() {
        Training training = train(new HalfOfTheTarget(0), TABLE, 600);
        assertEquals(
                new AffineVelocity(LINEAR, Prediction.TARGET), training.model().dynamics());
        List<LossPoint> losses = training.losses();
        assertEquals(0.03125, losses.get(losses.size() - 1).train(), 0.006);
        assertEquals(0.03125, losses.get(losses.size() - 1).validation(), 0.015);
    }

    @Test
    void aTaskSaysForItselfWhatItCannotLearn() {
        FlowException e = assertThrows(FlowException.class, () -> train(new HalfOfTheTarget(0), coupling(50, "x"), 1));
        assertEquals("There are 1 columns.", e.problem());
    }

    @Test
    void aLossWhoseDataTheTaskLacksIsRefused() {
        Task masked = new PathRegression(LINEAR, Objective.defaults().withLoss(new Deviance()));
        FlowException e = assertThrows(FlowException.class, () -> train(masked, TABLE, 1));
        assertEquals(
                "The deviance compares the network's outputs with target and mask, but what such a training has is"
                        + " target.",
                e.problem());
    }

    @Test
    void theEntryForPathsIsTheRegression() {
        TrainingSettings settings = settings(20);
        Training entry = Trainer.train(TABLE, LINEAR, NETWORK, settings, Optional.empty(), Monitor.none());
        Training task = train(REGRESSION, TABLE, 20);
        assertArrayEquals(entry.model().weights(), task.model().weights());
        assertEquals(entry.model().dynamics(), task.model().dynamics());
    }

    @Test
    void theRegressionNamesTheDynamicsOfItsObjective() {
        AffineVelocity velocity = new AffineVelocity(LINEAR, Prediction.VELOCITY);
        assertEquals(velocity, REGRESSION.dynamics());
        Objective distilled = Objective.defaults().withTimeLaw(new TimeLaw.Start());
        assertEquals(new OneStepMap(velocity), new PathRegression(LINEAR, distilled).dynamics());
    }

    /** The settings of the training have another objective, which was not learnt. */
    @Test
    void theModelKeepsTheObjectiveThatWasLearnt() {
        Objective noise = Objective.defaults().withPrediction(Prediction.NOISE);
        Training training = train(new PathRegression(LINEAR, noise), TABLE, 1);
        assertEquals(
                "NOISE",
                training.model()
                        .provenance()
                        .trainingSettings()
                        .getAsJsonObject("objective")
                        .get("prediction")
                        .getAsString());
    }

    /** Its own settings, and not an objective that nobody learnt. */
    @Test
    void theModelKeepsTheSettingsOfAnotherTask() {
        FlowModel model = train(new HalfOfTheTarget(0.3), TABLE, 1).model();
        assertEquals(
                "{\"conditionDrop\":0.3}",
                model.provenance().trainingSettings().get("task").toString());
        assertFalse(model.provenance().trainingSettings().has("objective"));
        assertTrue(model.pairs().withoutCondition());
        assertFalse(train(new HalfOfTheTarget(0), TABLE, 1).model().pairs().withoutCondition());
    }

    /** Steps 2 and 3 in one block are those of two blocks, and other ones for validation. */
    @Test
    void blocksAreFunctionsOfTheirSteps() {
        StepBlock both = block(PairUse.TRAINING, 2, 2, 5);
        StepBlock second = block(PairUse.TRAINING, 3, 1, 5);
        assertArrayEquals(Arrays.copyOfRange(both.t(), 5, 10), second.t());
        assertFalse(Arrays.equals(second.t(), block(PairUse.VALIDATION, 3, 1, 5).t()));
    }

    private static StepBlock block(PairUse use, long step, int steps, int rows) {
        int[] all = new int[TABLE.rows()];
        Arrays.setAll(all, i -> i);
        try (PairStream pairs = TABLE.open(all, 1, use)) {
            return REGRESSION.examples(TABLE, use, 1).block(pairs, step, steps, rows);
        }
    }

    /** A loss takes matrices by name, in its own order, and the roots of weights behind them. */
    @Test
    void matricesAreTakenByName() {
        float[] target = {1, 2};
        float[] mask = {0, 1};
        float[] roots = {3};
        StepBlock block = new StepBlock(
                0, 1, 1, 2, new float[2], new float[1], Map.of(Deviance.MASK, mask, Loss.TARGET, target), roots);
        assertEquals(List.of(target, mask, roots), block.compared(Comparison.OUTPUTS, new Deviance()));
        assertEquals(List.of(target, roots), block.compared(Comparison.OUTPUTS, new SquaredError()));
        StepBlock plain = new StepBlock(0, 1, 1, new float[2], new float[1], target);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> plain.compared(Comparison.OUTPUTS, new Deviance()));
        assertTrue(e.getMessage().contains("[target, mask]"), e.getMessage());
    }
}
