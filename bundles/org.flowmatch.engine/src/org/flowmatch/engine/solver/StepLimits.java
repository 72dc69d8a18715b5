// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import org.flowmatch.engine.Range;

/**
 * Where an adaptive solver gives up.
 *
 * @param smallestStep steps below it are refused, from 1e-7 (the network cannot resolve smaller differences of time) to 0.1
 * @param mostSteps steps tried for a chunk of rows, rejected ones included: 1 to 1,000,000
 */
public record StepLimits(double smallestStep, int mostSteps) {
    public static final Range SMALLEST_STEP = Range.between(1e-7, 0.1);
    public static final Range MOST_STEPS = Range.between(1, 1_000_000);

    public static final StepLimits DEFAULTS = new StepLimits(1e-6, 10_000);

    public StepLimits {
        SMALLEST_STEP.check("The smallest step", smallestStep, "Set it to 1.0E-6.");
        MOST_STEPS.check("The step limit", mostSteps, "Set it to 10000.");
    }
}
