// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.AllPaths;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.junit.jupiter.api.Test;

/** Each kind of path with each prediction is either refused with a reason, or trains with finite losses. */
class ObjectiveCombinationsTest {
    private static final TrainingSettings SETTINGS =
            SmallTables.settings(4).withBatchSize(64).withValidation(Validation.none());

    @Test
    void everyCombinationIsRefusedOrTrains() {
        Coupling coupling = SmallTables.coupling(100, "x");
        List<String> refused = new ArrayList<>();
        int trained = 0;
        Set<String> kinds = new HashSet<>();
        for (ConditionalPath path : AllPaths.all()
                .filter(path -> kinds.add(path.id() + path.noisy()))
                .toList()) {
            for (Prediction prediction : Prediction.values()) {
                Objective objective = Objective.defaults()
                        .withPrediction(prediction)
                        .withLossWeight(path.noisy() ? new LossWeight.None() : new LossWeight.MinSnr(5))
                        .withScoreHead(path.noisy());
                String name = path + " " + prediction;
                if (allowed(objective, path)) {
                    double loss = firstLoss(coupling, path, objective);
                    assertTrue(loss > 1e-3 && loss < 1000, name + ": " + loss);
                    trained++;
                } else {
                    refused.add(name);
                }
            }
        }
        // all but velocities are refused on the three paths with noise
        assertEquals(12, refused.size(), refused.toString());
        assertTrue(trained > 45, trained + " combinations");
    }

    private static boolean allowed(Objective objective, ConditionalPath path) {
        try {
            objective.require(path, SourceLaw.GAUSSIAN, "independent");
            return true;
        } catch (FlowException e) {
            assertTrue(!e.problem().isBlank() && !e.remedy().isBlank());
            return false;
        }
    }

    private static double firstLoss(Coupling coupling, ConditionalPath path, Objective objective) {
        return Trainer.train(
                        coupling,
                        path,
                        SmallTables.NETWORK,
                        SETTINGS.withObjective(objective),
                        Optional.empty(),
                        Monitor.none())
                .losses()
                .get(0)
                .train();
    }
}
