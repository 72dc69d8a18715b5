// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.geometry.UnitVector;
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

    /** Weights that positions share learn exact rules late, from larger batches, and with little decay. */
    private static final int PASSES_OF_SEQUENCES = 1200;

    private static final int SMALLEST_BATCH_OF_SEQUENCES = 128;
    private static final double DECAY_OF_SEQUENCES = 0.03;

    /** Positions lie in clumps, which are learnt long after the loss, most of which is noise, seems to stand. */
    private static final int PASSES_OF_POSITIONS = 2000;

    /** The share of the time for settings under which rows are hardly remembered, which are soon done. */
    private static final double CAREFUL_SHARE = 0.25;

    private AutomaticSettings() {}

    /**
     * The settings to be tried for a table of so many rows, of which those with the least validation loss are to be taken. Small tables take
     * batches of an eighth of the rows at most, so that passes over them have steps enough, and weight decay; large ones a higher learning
     * rate. Sequences take many passes at the higher rate with little decay: of few rows that is right where there are exact rules, and else
     * learns them by heart, so that both ways are tried. Rows without numbers but positions take many passes, too. Settings of another budget
     * are as they were chosen.
     */
    static List<TrainingSettings> of(TrainingSettings settings, int rows, RowSpace space, NetworkSpec network) {
        if (!(settings.budget() instanceof Budget.Automatic automatic)) {
            return List.of(settings);
        }
        if (!network.sharesPositions()) {
            TrainingSettings ofTables = ofTables(settings, rows, network);
            return List.of(
                    rows >= FEW_ROWS && positionsAlone(space)
                            ? ofTables.withBudget(new Budget.Automatic(automatic.minutes(), PASSES_OF_POSITIONS))
                            : ofTables);
        }
        if (rows >= FEW_ROWS) {
            return List.of(ofSequences(settings, rows, automatic.minutes()));
        }
        TrainingSettings careful = ofTables(settings, rows, network);
        double minutes = CAREFUL_SHARE * automatic.minutes();
        if (settings.validation().fraction() == 0 || minutes < Budget.Automatic.MINUTES.least()) {
            return List.of(careful);
        }
        return List.of(
                careful.withBudget(new Budget.Automatic(minutes)),
                ofSequences(settings, rows, automatic.minutes() - minutes));
    }

    private static boolean positionsAlone(RowSpace space) {
        int ofPositions = space.unitVectors().all().stream()
                .filter(UnitVector::isPosition)
                .mapToInt(vector -> vector.coordinates().length)
                .sum();
        return ofPositions > 0 && ofPositions == space.numbers();
    }

    private static TrainingSettings ofTables(TrainingSettings settings, int rows, NetworkSpec network) {
        boolean faster = rows >= MANY_ROWS && network.width() <= WIDEST;
        return with(settings, rows, SMALLEST_BATCH, DECAY, faster);
    }

    private static TrainingSettings ofSequences(TrainingSettings settings, int rows, double minutes) {
        return with(settings, rows, SMALLEST_BATCH_OF_SEQUENCES, DECAY_OF_SEQUENCES, true)
                .withBudget(new Budget.Automatic(minutes, PASSES_OF_SEQUENCES));
    }

    private static TrainingSettings with(
            TrainingSettings settings, int rows, int smallestBatch, double decayOfFew, boolean faster) {
        int suiting = Integer.highestOneBit(Math.max(smallestBatch, rows / ROWS_PER_PAIR));
        Optimiser optimiser = settings.optimiser();
        double decay = rows < FEW_ROWS ? Math.max(optimiser.weightDecay(), decayOfFew) : optimiser.weightDecay();
        double chosen = optimiser.learningRate();
        return settings.withBatchSize(Math.min(settings.batchSize(), suiting))
                .withOptimiser(optimiser
                        .withWeightDecay(decay)
                        .withLearningRate(faster ? Math.max(chosen, Math.min(FASTER * chosen, FASTEST)) : chosen));
    }
}
