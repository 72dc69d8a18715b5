// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Objects;
import org.flowmatch.engine.Range;

/**
 * How a transport plan treats the conditions of its rows. Source rows have conditions of their own, or else that of the
 * target row they were drawn with; the plan then exchanges target rows under the cost |x1 - x0|^2 + weight |c1 - c0|^2, where
 * c are standardised numbers and one-hot labels. Plans that ignore conditions bias conditional generation, because the
 * source rows of one condition are then not a sample of the source (Cheng and Schwing, "The curse of conditions", 2025).
 *
 * @param weight of the conditions' cost, 0 to 1,000,000; not used when they are ignored
 */
public record ConditionCost(Mode mode, double weight) {
    public static final Range WEIGHT = Range.between(0, 1e6);

    private static final double USUAL_WEIGHT = 30;
    /** What dialogs begin with, and what settings without this field mean. */
    public static final ConditionCost DEFAULT = new ConditionCost(Mode.EQUAL_LABELS, USUAL_WEIGHT);

    static final String DEFAULT_JSON = "{\"mode\":\"EQUAL_LABELS\",\"weight\":30}";

    /** Which conditions the weight applies to. */
    public enum Mode {
        /** Pairs have equal labels, exactly: the limit of an infinite weight. Numbers are weighted. */
        EQUAL_LABELS,
        /** Labels and numbers are weighted. */
        WEIGHTED,
        /** Conditions have no influence on pairs. */
        IGNORE
    }

    public ConditionCost {
        Objects.requireNonNull(mode, "mode");
        WEIGHT.check(
                "The weight of conditions in the transport cost",
                weight,
                "Choose a value in that range; " + USUAL_WEIGHT + " is a good start.");
    }
}
