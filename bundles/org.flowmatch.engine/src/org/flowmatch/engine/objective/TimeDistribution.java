// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.function.DoubleUnaryOperator;

/** How times fall on [0, 1], the shares of a path's interval. */
public interface TimeDistribution {

    /** The time below which a share p of [0, 1] of all times falls. */
    double quantile(double p);

    /** The density of times at t in (0, 1); its integral over [0, 1] is 1. */
    double density(double t);

    /** A fast form of {@link #quantile}. */
    default DoubleUnaryOperator sampler() {
        return this::quantile;
    }
}
