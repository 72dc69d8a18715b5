// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import org.flowmatch.engine.random.KeyedRandom;

/** The random numbers of one batch's plan: a function of the stream's key, the batch number and their order alone. */
public final class PlanRandom {
    private final KeyedRandom random;
    private final long batch;
    private long next;

    PlanRandom(KeyedRandom random, long batch) {
        this.random = random;
        this.batch = batch;
    }

    /** A number of the open interval (0, 1). */
    double uniform() {
        return random.uniform(batch, next++);
    }

    /** A whole number of [0, bound). */
    int below(int bound) {
        return random.below(bound, batch, next++);
    }
}
