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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit of an automatic budget. */
class TimeLimitTest {
    private static final double MINUTES = 0.05;

    /** Generous, as other work may begin on the computer behind the rehearsal. */
    private static final double LONGEST = 4;

    @ParameterizedTest
    @ValueSource(ints = {32, 1024})
    void itIsKeptBySmallAndHugeNetworks(int width) {
        Coupling coupling = SmallTables.coupling(20_000, "x", "y");
        Mlp network = new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Raw());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Automatic(MINUTES))
                .withBatchSize(1024);
        long began = System.nanoTime();
        Training training =
                Trainer.train(coupling, new LinearPath(), network, settings, Optional.empty(), Monitor.none());
        double seconds = (System.nanoTime() - began) * 1e-9;
        assertTrue(seconds < LONGEST * 60 * MINUTES, seconds + " s");
        assertTrue(training.model().provenance().steps() >= 1);
    }
}
