// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;

/**
 * What the model behind a synthetic table says of real rows: the log-density of each, in any unit that is the same for all. Minus
 * infinity is allowed.
 *
 * @param training of rows that it was trained on, at least two
 * @param heldBack of others, at least two
 */
public record LogDensities(double[] training, double[] heldBack) {
    public LogDensities {
        check(training, "training");
        check(heldBack, "held-back");
    }

    private static void check(double[] densities, String of) {
        if (densities.length < 2) {
            throw new FlowException(
                    "There are log-densities of " + densities.length + " " + of + " rows, but at least 2 are needed.",
                    "Give the log-densities of more rows, or none.");
        }
        if (Arrays.stream(densities).anyMatch(Double::isNaN)) {
            throw new FlowException(
                    "A log-density of the " + of + " rows is missing.",
                    "Leave out rows that the model could not score.");
        }
    }
}
