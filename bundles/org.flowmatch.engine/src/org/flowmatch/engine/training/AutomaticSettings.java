// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/** What an automatic budget makes of the other settings. */
final class AutomaticSettings {
    /** Passes over fewer rows are remembered, were weights not to decay. */
    static final int FEW_ROWS = 1024;

    private static final int ROWS_PER_PAIR = 8;
    private static final int SMALLEST_BATCH = 32;
    private static final double DECAY = 1;

    private AutomaticSettings() {}

    /**
     * The settings for a table of so many rows: small tables take batches of an eighth of the rows at most, so that passes over
     * them have steps enough, and weight decay. Settings of another budget are as they were chosen.
     */
    static TrainingSettings of(TrainingSettings settings, int rows) {
        if (!(settings.budget() instanceof Budget.Automatic)) {
            return settings;
        }
        int suiting = Integer.highestOneBit(Math.max(SMALLEST_BATCH, rows / ROWS_PER_PAIR));
        Optimiser optimiser = settings.optimiser();
        double decay = rows < FEW_ROWS ? Math.max(optimiser.weightDecay(), DECAY) : optimiser.weightDecay();
        return settings.withBatchSize(Math.min(settings.batchSize(), suiting))
                .withOptimiser(optimiser.withWeightDecay(decay));
    }
}
