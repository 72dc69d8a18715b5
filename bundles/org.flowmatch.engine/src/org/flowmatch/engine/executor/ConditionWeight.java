// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

/**
 * How strongly the condition acts at a time: the network's output is free + weight (conditional - free), where free is the
 * output without the condition.
 */
@FunctionalInterface
public interface ConditionWeight {
    /** The condition as it was learnt, at all times. */
    ConditionWeight LEARNT = t -> 1;

    /** The weight at a time, 0 or more: 1 is the condition as it was learnt, 0 ignores it. */
    double at(double t);

    /** Network evaluations for one evaluation of the field at a time. */
    default int evaluations(double t) {
        double weight = at(t);
        return weight == 0 || weight == 1 ? 1 : 2;
    }
}
