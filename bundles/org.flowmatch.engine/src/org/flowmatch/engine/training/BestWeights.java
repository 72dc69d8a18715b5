// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.function.Supplier;

/** The averaged weights of the step with the least validation loss so far, and whether patience has run out. */
final class BestWeights {

    private final int patience;
    private float[] weights;
    private long step;
    private double loss = Double.POSITIVE_INFINITY;
    private int withoutGain;

    /** @param patience evaluations without a new least loss; 0 for no end to it */
    BestWeights(int patience) {
        this.patience = patience;
    }

    void evaluated(long atStep, double validationLoss, Supplier<float[]> current) {
        if (validationLoss < loss) {
            loss = validationLoss;
            step = atStep;
            weights = current.get();
            withoutGain = 0;
        } else {
            withoutGain++;
        }
    }

    boolean exhausted() {
        return patience > 0 && withoutGain >= patience;
    }

    boolean present() {
        return weights != null;
    }

    float[] weights() {
        return weights;
    }

    long step() {
        return step;
    }

    double loss() {
        return loss;
    }
}
