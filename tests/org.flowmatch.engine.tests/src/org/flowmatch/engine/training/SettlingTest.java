// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Test;

/** When an automatic training takes its validation loss for settled. */
class SettlingTest {

    @Test
    void aLossThatIsNoiseEndsTheTrainingEarlyButNotBeforeAQuarterOfItsSteps() {
        Coupling coupling = SmallTables.coupling(600, "x", "y");
        Budget budget = new Budget.Automatic(5);
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(budget)
                .withBatchSize(32)
                .withOptimiser(TrainingSettings.defaults().optimiser().withLearningRate(0.02))
                .withValidation(new Validation(0.2, 0));
        Training training = Trainer.train(
                coupling,
                new LinearPath(),
                new Mlp(List.of(16), Activation.SILU, new TimeFeatures.Raw()),
                settings,
                Optional.empty(),
                Monitor.none());
        long asked = budget.steps(480, 32);
        double full = settings.optimiser().learningRate();
        LossPoint falling = training.losses().stream()
                .filter(point -> point.learningRate() < 0.9 * full && point.step() > 200)
                .findFirst()
                .orElseThrow();
        assertTrue(falling.step() >= asked / 4, falling.step() + " of " + asked);
        long steps = training.model().provenance().steps();
        assertTrue(steps < asked, steps + " of " + asked);
    }
}
