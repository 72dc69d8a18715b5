// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.network.NetworkSpec;

/** What an automatic budget makes of the other settings. */
final class AutomaticSettings {
    /** Passes over fewer rows are remembered, were weights not to decay. */
    static final int FEW_ROWS = 1024;

    private static final int ROWS_PER_PAIR = 8;
    private static final int SMALLEST_BATCH = 32;
    private static final double DECAY = 1;

    /** Of more rows a network learns more at a higher rate; with fewer ones it learns them by heart. */
    private static final int MANY_ROWS = 4096;

    private static final double FASTER = 2.5;
    private static final double FASTEST = 5e-3;

    /** Wider networks run away at the highest rate. */
    private static final int WIDEST = 256;

    private AutomaticSettings() {}

    /**
     * The settings for a table of so many rows: small tables take batches of an eighth of the rows at most, so that passes over
     * them have steps enough, and weight decay; large ones a higher learning rate. Settings of another budget are as they were chosen.
     */
    static TrainingSettings of(TrainingSettings settings, int rows, NetworkSpec network) {
        if (!(settings.budget() instanceof Budget.Automatic)) {
            return settings;
        }
        int suiting = Integer.highestOneBit(Math.max(SMALLEST_BATCH, rows / ROWS_PER_PAIR));
        Optimiser optimiser = settings.optimiser();
        double decay = rows < FEW_ROWS ? Math.max(optimiser.weightDecay(), DECAY) : optimiser.weightDecay();
        return settings.withBatchSize(Math.min(settings.batchSize(), suiting))
                .withOptimiser(optimiser
                        .withWeightDecay(decay)
                        .withLearningRate(rate(optimiser.learningRate(), rows, network)));
    }

    private static double rate(double chosen, int rows, NetworkSpec network) {
        return rows < MANY_ROWS || network.width() > WIDEST
                ? chosen
                : Math.max(chosen, Math.min(FASTER * chosen, FASTEST));
    }
}
