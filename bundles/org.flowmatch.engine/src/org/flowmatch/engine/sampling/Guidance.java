// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.executor.ConditionWeight;

/**
 * Classifier-free guidance (Ho and Salimans 2022): the network's prediction under a condition is pushed away from the one
 * without, free + weight (conditional - free), for times from {@code from} to {@code to}; outside it is the conditional
 * one. An interval helps where guidance at all times costs variety (Kynkaanniemi and others 2024).
 *
 * @param weight from 0 to 100: 1 is the condition as it was learnt, at the cost of one evaluation instead of two; 0
 *     ignores the condition; 1.5 to 5 are usual
 * @param from where guidance begins, from 0 on, t = 0 being the source
 * @param to where it ends, above {@code from} and at most 1
 */
public record Guidance(double weight, double from, double to) implements ConditionWeight {
    public static final Range WEIGHT = Range.between(0, 100);
    public static final Range TIME = Range.between(0, 1);

    /** The condition as it was learnt. */
    public static final Guidance NONE = new Guidance(1, 0, 1);

    /** The last stage of a step may lie a rounding error beyond its end. */
    private static final double ROUNDING = 1e-12;

    public Guidance {
        WEIGHT.check("The guidance weight", weight, "Choose 1 for no guidance, or a number from 1.5 to 5.");
        if (!(TIME.holds(from) && TIME.holds(to) && from < to)) {
            throw new FlowException(
                    "Guidance goes from t = " + from + " to t = " + to
                            + ", but the interval must lie within 0 to 1 and its start below its end.",
                    "Set 0 and 1 to guide all the way.");
        }
    }

    /** Guidance all the way. */
    public static Guidance of(double weight) {
        return new Guidance(weight, 0, 1);
    }

    @Override
    public double at(double t) {
        return t >= from - ROUNDING && t <= to + ROUNDING ? weight : 1;
    }
}
