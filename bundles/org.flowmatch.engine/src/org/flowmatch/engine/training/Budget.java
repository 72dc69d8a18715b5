// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.Range;
import org.flowmatch.engine.json.JsonDefault;

/** How long a training lasts. */
public sealed interface Budget {

    long MOST_STEPS = 10_000_000;

    /** Optimiser steps for {@code rows} training rows in batches of {@code batchSize}; at least 1. */
    long steps(int rows, int batchSize);

    /** Seconds within which the training has to end; infinite where it takes what it takes. */
    default double seconds() {
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Whether the learning rate is full for half of the steps and falls then, or once the validation loss has stopped to fall,
     * with which the training ends earlier.
     */
    default boolean settles() {
        return false;
    }

    /** By what share the validation loss of the last weights may exceed the least one for them to be kept. */
    default double tolerance() {
        return 0;
    }

    /** A number of optimiser steps, 1 to 10 million. */
    record Steps(long count) implements Budget {
        public static final Range COUNT = Range.between(1, MOST_STEPS);

        public Steps {
            COUNT.check("The number of steps", count, "A few thousand suit most tables.");
        }

        @Override
        public long steps(int rows, int batchSize) {
            return count;
        }
    }

    /** A number of passes over the training rows, 1 to 1 million; the last batch is filled from the next pass. */
    record Epochs(int count) implements Budget {
        public static final Range COUNT = Range.between(1, 1_000_000);

        public Epochs {
            COUNT.check("The number of epochs", count, "A few hundred suit most tables.");
        }

        @Override
        public long steps(int rows, int batchSize) {
            long pairs = (long) count * rows;
            return Math.min(MOST_STEPS, (pairs + batchSize - 1) / batchSize);
        }
    }

    /**
     * As many steps as suit the rows, but no more than fit into the time. The learning rate stays full until the validation
     * loss has stopped to fall, or half of the steps are made or half of the time has gone, then falls for about as many steps
     * ("warm-up, stable, decay", Hu and others 2024).
     *
     * @param minutes 0.05 to 10,000
     * @param passes over the rows at most; 0 for as many as suit tables of so many rows
     */
    record Automatic(double minutes, @JsonDefault(value = "0", omitted = true) int passes) implements Budget {
        public static final Range MINUTES = Range.between(0.05, 10_000);
        public static final Range PASSES = Range.between(0, 1_000_000);

        /** What suits most tables. */
        public static final double DEFAULT_MINUTES = 5;

        private static final long FEWEST_STEPS = 500;
        private static final long STEPS = 30_000;
        private static final int EPOCHS = 400;

        /** Passes over few rows, which are sooner remembered. */
        private static final int EPOCHS_OF_FEW = 200;

        private static final double TOLERANCE = 0.03;

        public Automatic {
            MINUTES.check("The time limit", minutes, "A few minutes suit most tables.");
            PASSES.check("The number of passes", passes, "Choose 0 for what suits the table.");
        }

        /** As many passes as suit tables of so many rows. */
        public Automatic(double minutes) {
            this(minutes, 0);
        }

        @Override
        public long steps(int rows, int batchSize) {
            int usual = rows < AutomaticSettings.FEW_ROWS ? EPOCHS_OF_FEW : EPOCHS;
            long steps = new Epochs(passes == 0 ? usual : passes).steps(rows, batchSize);
            return Math.max(FEWEST_STEPS, Math.min(STEPS, steps));
        }

        @Override
        public double seconds() {
            return 60 * minutes;
        }

        @Override
        public boolean settles() {
            return true;
        }

        @Override
        public double tolerance() {
            return TOLERANCE;
        }
    }
}
