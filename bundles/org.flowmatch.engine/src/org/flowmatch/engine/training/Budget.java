// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.Range;

/** How long a training lasts. */
public sealed interface Budget {

    long MOST_STEPS = 10_000_000;

    /** Optimiser steps for {@code rows} training rows in batches of {@code batchSize}; at least 1. */
    long steps(int rows, int batchSize);

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
}
