// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.FlowException;
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
    /** The condition as it was learnt. */
    public static final Guidance NONE = new Guidance(1, 0, 1);

    public static final double MAX_WEIGHT = 100;

    /** The last stage of a step may lie a rounding error beyond its end. */
    private static final double ROUNDING = 1e-12;

    public Guidance {
        if (!(weight >= 0 && weight <= MAX_WEIGHT)) {
            throw new FlowException(
                    "The guidance weight is " + weight + ", but must be from 0 to 100.",
                    "Choose 1 for no guidance, or a number from 1.5 to 5.");
        }
        if (!(from >= 0 && from < to && to <= 1)) {
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
