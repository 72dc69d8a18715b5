// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Times of a batch of n pairs: t_i = from + (to - from) Q(frac(u + i / n)) with one uniform u for each step and the quantile
 * function Q of the time law. Every t_i follows the law, so the loss and its gradient are unbiased; together the times cover
 * the law evenly, so they vary less than with n independent times (Kingma, Salimans, Poole, Ho, 2021, use the same
 * lattice).
 */
public final class PathTimes {

    private final KeyedRandom random;
    private final double from;
    private final double length;
    private final DoubleUnaryOperator quantile;

    /** The times at which an objective is learnt along a path. */
    public static PathTimes of(ConditionalPath path, Objective objective, KeyedRandom random) {
        Interval interval = objective.interval(path);
        return new PathTimes(interval, objective.timeLaw().on(path, interval), random);
    }

    public PathTimes(Interval interval, TimeDistribution law, KeyedRandom random) {
        this.random = random;
        from = interval.from();
        length = interval.to() - interval.from();
        quantile = law.sampler();
    }

    /** Writes the n times of one step to {@code times} from {@code offset} on. */
    public void draw(long step, int n, float[] times, int offset) {
        double shift = random.uniform(0, step);
        for (int i = 0; i < n; i++) {
            double place = shift + (double) i / n;
            times[offset + i] = (float) (from + length * quantile.applyAsDouble(place < 1 ? place : place - 1));
        }
    }
}
