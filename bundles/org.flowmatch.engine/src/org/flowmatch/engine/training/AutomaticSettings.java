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

    /** Positions that share weights are learnt from larger batches, and remembered later. */
    private static final int SMALLEST_BATCH_OF_SEQUENCES = 128;

    private static final double DECAY_OF_SEQUENCES = 0.03;

    private AutomaticSettings() {}

    /**
     * The settings for a table of so many rows: small tables take batches of an eighth of the rows at most, so that passes over
     * them have steps enough, and weight decay; large ones a higher learning rate. Sequences take the higher rate, batches of at least 128
     * and little decay. Settings of another budget are as they were chosen.
     */
    static TrainingSettings of(TrainingSettings settings, int rows, NetworkSpec network) {
        if (!(settings.budget() instanceof Budget.Automatic)) {
            return settings;
        }
        int smallest = network.sharesPositions() ? SMALLEST_BATCH_OF_SEQUENCES : SMALLEST_BATCH;
        int suiting = Integer.highestOneBit(Math.max(smallest, rows / ROWS_PER_PAIR));
        Optimiser optimiser = settings.optimiser();
        double least = network.sharesPositions() ? DECAY_OF_SEQUENCES : DECAY;
        double decay = rows < FEW_ROWS ? Math.max(optimiser.weightDecay(), least) : optimiser.weightDecay();
        return settings.withBatchSize(Math.min(settings.batchSize(), suiting))
                .withOptimiser(optimiser
                        .withWeightDecay(decay)
                        .withLearningRate(rate(optimiser.learningRate(), rows, network)));
    }

    /** The steps of a budget for so many training rows. */
    static long steps(TrainingSettings settings, int rows, NetworkSpec network) {
        return settings.budget() instanceof Budget.Automatic automatic && network.sharesPositions()
                ? automatic.stepsOfSequences(rows, settings.batchSize())
                : settings.budget().steps(rows, settings.batchSize());
    }

    private static double rate(double chosen, int rows, NetworkSpec network) {
        boolean faster = network.sharesPositions() || rows >= MANY_ROWS && network.width() <= WIDEST;
        return faster ? Math.max(chosen, Math.min(FASTER * chosen, FASTEST)) : chosen;
    }
}
