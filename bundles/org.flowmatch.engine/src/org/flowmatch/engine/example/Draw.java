// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

import org.flowmatch.engine.random.KeyedRandom;

/** The random numbers of one row, one after the other. */
final class Draw {
    private final KeyedRandom random;
    private final long row;
    private long step;

    Draw(KeyedRandom random, long row) {
        this.random = random;
        this.row = row;
    }

    double uniform() {
        return random.uniform(row, step++);
    }

    int below(int bound) {
        return random.below(bound, row, step++);
    }

    double normal() {
        float[] one = new float[1];
        random.gaussians(row, step++, one, 0, 1);
        return one[0];
    }

    /** The number of a part, drawn by weights that sum to 1. */
    int part(double... weights) {
        double left = uniform();
        int part = 0;
        while (part < weights.length - 1 && left >= weights[part]) {
            left -= weights[part++];
        }
        return part;
    }
}
