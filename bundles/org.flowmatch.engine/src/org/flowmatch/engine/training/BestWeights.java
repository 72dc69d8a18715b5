// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.function.Supplier;

/**
 * The averaged weights of the step with the least validation loss so far, and whether patience has run out. The last ones are
 * kept where their loss exceeds it by no more than a tolerance: with the learning rate fallen to its end, samples are better
 * than the loss tells.
 */
final class BestWeights {

    private final int patience;
    private float[] weights;
    private long step;
    private double loss = Double.POSITIVE_INFINITY;
    private int withoutGain;
    private final double tolerance;
    private double lastLoss = Double.POSITIVE_INFINITY;
    private long lastStep = -1;

    /**
     * @param patience evaluations without a new least loss; 0 for no end to it
     * @param tolerance share of the least loss, at least 0
     */
    BestWeights(int patience, double tolerance) {
        this.patience = patience;
        this.tolerance = tolerance;
    }

    void evaluated(long atStep, double validationLoss, Supplier<float[]> current) {
        lastLoss = validationLoss;
        lastStep = atStep;
        if (validationLoss < loss) {
            loss = validationLoss;
            step = atStep;
            weights = current.get();
            withoutGain = 0;
        } else {
            withoutGain++;
        }
    }

    /** Whether the last evaluation was after this many steps. */
    boolean evaluatedAt(long steps) {
        return lastStep == steps;
    }

    boolean exhausted() {
        return patience > 0 && withoutGain >= patience;
    }

    /** Whether the last weights are not to be kept, but those held here. */
    boolean present() {
        return weights != null && lastLoss > loss + tolerance * Math.abs(loss);
    }

    float[] weights() {
        return weights;
    }

    long step() {
        return step;
    }

    /** The validation loss of the weights that are kept; infinite without an evaluation. */
    double loss() {
        return present() ? loss : lastLoss;
    }
}
