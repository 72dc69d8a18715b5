// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Times of a batch of n pairs: t_i = tMin + (tMax - tMin) frac(u + i / n) with one uniform u for each step. Every t_i is
 * uniform on [tMin, tMax], so the loss and its gradient are unbiased; together the times cover the interval evenly, so
 * they vary less than with n independent times (Kingma, Salimans, Poole, Ho, 2021, use the same lattice).
 */
public final class PathTimes {

    private final KeyedRandom random;
    private final double from;
    private final double length;

    public PathTimes(ConditionalPath path, KeyedRandom random) {
        this.random = random;
        from = path.tMin();
        length = path.tMax() - path.tMin();
    }

    /** Writes the n times of one step to {@code times} from {@code offset} on. */
    public void draw(long step, int n, float[] times, int offset) {
        double shift = random.uniform(0, step);
        for (int i = 0; i < n; i++) {
            double place = shift + (double) i / n;
            times[offset + i] = (float) (from + length * (place < 1 ? place : place - 1));
        }
    }
}
