// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/** How the learning rate continues after its warm-up. Names are stored in model files and never change. */
public enum LearningRateSchedule {
    CONSTANT,
    /** Half a cosine from the full rate to zero at the last step (Loshchilov, Hutter, 2017). */
    COSINE;

    /**
     * The factor on the learning rate at a step: (step + 1) / warmupSteps while warming up, then this schedule.
     *
     * @param step 0 to steps - 1
     */
    double factor(long step, long steps, long warmupSteps) {
        if (step < warmupSteps) {
            return (step + 1.0) / warmupSteps;
        }
        if (this == CONSTANT) {
            return 1;
        }
        return 0.5 * (1 + Math.cos(Math.PI * (step - warmupSteps) / (steps - warmupSteps)));
    }
}
