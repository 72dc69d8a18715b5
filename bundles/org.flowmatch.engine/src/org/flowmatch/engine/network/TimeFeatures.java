// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import org.flowmatch.engine.Range;

/**
 * How the time t in [0, 1] enters a network: k columns beside the d columns of x.
 */
public sealed interface TimeFeatures {

    /** Number of columns, at least 1. */
    int count();

    /** These features in a few words, for messages. */
    String describe();

    /** t itself: one column. */
    record Raw() implements TimeFeatures {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public String describe() {
            return "raw time";
        }
    }

    /**
     * t, then sin(pi j t) for j = 1..frequencies, then cos(pi j t): 1 + 2 frequencies columns. Half turns tell t = 0 from
     * t = 1. For velocities that change quickly with t.
     */
    record Fourier(int frequencies) implements TimeFeatures {
        public static final Range FREQUENCIES = Range.between(1, 64);

        public Fourier {
            FREQUENCIES.check("The number of time frequencies", frequencies, "Use about 4, or raw time.");
        }

        @Override
        public int count() {
            return 1 + 2 * frequencies;
        }

        @Override
        public String describe() {
            return frequencies + " time frequencies";
        }
    }
}
