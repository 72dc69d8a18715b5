// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.coupling.PairStream;

/**
 * Turns pairs into what a network is trained on. What step s gets is a function of s and its pairs alone, and not of how steps
 * are cut into blocks.
 */
public interface Examples {
    /**
     * @param pairs from which the next steps * rows pairs are taken
     * @param step number of steps made before
     * @param steps K, at least 1
     * @param rows n of each step, at least 1
     * @return the block of these steps
     */
    StepBlock block(PairStream pairs, long step, int steps, int rows);
}
