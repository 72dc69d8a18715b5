// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.Objects;
import org.flowmatch.engine.Range;

/**
 * How a flow map is learnt beside its velocity.
 *
 * @param rule what its steps must agree with
 * @param share of the rows that teach its steps, 0.05 to 0.9; the others teach the velocity
 * @param density whether the logarithm of the density after few steps is learnt, too
 */
public record MapSettings(MapRule rule, double share, boolean density) {
    public static final Range SHARE = Range.between(0.05, 0.9);

    public MapSettings {
        Objects.requireNonNull(rule, "rule");
        SHARE.check("The share of rows that teach the steps of a flow map", share, "0.25 to 0.5 are usual.");
    }

    /** The Lagrangian rule. */
    public static MapSettings defaults() {
        return new MapSettings(MapRule.LAGRANGIAN, 0.5, false);
    }

    public MapSettings withDensity(boolean learnt) {
        return new MapSettings(rule, share, learnt);
    }
}
