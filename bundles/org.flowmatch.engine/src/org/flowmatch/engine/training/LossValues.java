// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * Losses of steps, or of one evaluation, of each kind of outputs that the loss adds up.
 *
 * @param values [steps, kinds]
 * @param kinds at least 1
 */
public record LossValues(float[] values, int kinds) {

    public int steps() {
        return values.length / kinds;
    }

    /** Of one kind. */
    public double of(int step, int kind) {
        return values[step * kinds + kind];
    }

    /** Of all kinds: what is minimised. */
    public double total(int step) {
        double sum = 0;
        for (int kind = 0; kind < kinds; kind++) {
            sum += of(step, kind);
        }
        return sum;
    }

    /** A mean over the steps. */
    double mean() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / steps();
    }
}
