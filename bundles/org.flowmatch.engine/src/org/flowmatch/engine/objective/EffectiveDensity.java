// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.ConditionalPath;

/**
 * Where in time a training puts its effort: density of the time law times the loss weight of mean 1. Its integral over the
 * interval is 1: a law and a weight with the same product give the same expected loss, but not the same noise of its
 * gradient.
 */
public final class EffectiveDensity {
    private final TimeDistribution law;
    private final RowWeights weights;
    private final Interval interval;

    private EffectiveDensity(ConditionalPath path, Objective objective) {
        interval = objective.interval(path);
        law = objective.timeLaw().on(path, interval);
        weights = RowWeights.of(path, objective);
    }

    /**
     * @throws org.flowmatch.engine.FlowException when the objective's prediction cannot be learnt on the path
     */
    public static EffectiveDensity of(ConditionalPath path, Objective objective) {
        return new EffectiveDensity(path, objective);
    }

    /** The density at a time t; 0 outside the interval on which the objective is learnt. */
    public double at(double t) {
        if (t < interval.from() || t > interval.to()) {
            return 0;
        }
        double length = interval.to() - interval.from();
        return law.density((t - interval.from()) / length) / length * weights.scaled(t);
    }
}
