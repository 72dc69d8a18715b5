// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/** How long steps and evaluations of the validation loss take. */
final class Pace {
    private double ofStep = Double.POSITIVE_INFINITY;
    private double validating;
    private int validations;

    /** Steps were made, with all that is needed for them; the first ones of a training are slower than others. */
    void trained(int steps, double seconds) {
        ofStep = Math.min(ofStep, seconds / steps);
    }

    /** The validation loss was evaluated. */
    void validated(double seconds) {
        validating += seconds;
        validations++;
    }

    /** Seconds in which the validation loss was evaluated so far. */
    double validating() {
        return validating;
    }

    /** The steps, with so many evaluations among them, that fit into some seconds; at least 1. */
    long fitting(double seconds, int evaluations) {
        double each = validations == 0 ? 0 : validating / validations;
        return (long) Math.max(1, Math.min(Budget.MOST_STEPS, (seconds - evaluations * each) / ofStep));
    }
}
