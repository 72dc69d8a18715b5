// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.Range;

/**
 * AdamW: Adam with weight decay apart from the gradient (Kingma, Ba, 2015; Loshchilov, Hutter, 2019), after the gradient
 * is clipped to a global norm:
 *
 * <pre>
 * g  = g min(1, clipNorm / |g|)
 * m  = beta1 m + (1 - beta1) g
 * v  = beta2 v + (1 - beta2) g^2
 * w  = w (1 - rate weightDecay) - rate (m / (1 - beta1^s)) / (sqrt(v / (1 - beta2^s)) + 1e-8)     at step s = 1, 2, ...
 * </pre>
 *
 * @param learningRate full rate, 1e-8 to 1
 * @param weightDecay 0 to 1
 * @param beta1 decay of the mean gradient, 0 to 0.9999
 * @param beta2 decay of the mean squared gradient, 0 to 0.999999
 * @param clipNorm largest norm of the gradient; 0 does not clip
 * @param warmupSteps steps over which the rate rises linearly from 0; 0 for none
 * @param schedule of the rate after the warm-up
 */
public record Optimiser(
        double learningRate,
        double weightDecay,
        double beta1,
        double beta2,
        double clipNorm,
        int warmupSteps,
        LearningRateSchedule schedule) {

    public static final Range LEARNING_RATE = Range.between(1e-8, 1);
    public static final Range WEIGHT_DECAY = Range.between(0, 1);
    public static final Range BETA1 = Range.between(0, 0.9999);
    public static final Range BETA2 = Range.between(0, 0.999999);
    public static final Range CLIP_NORM = Range.between(0, 1e6);
    public static final Range WARMUP_STEPS = Range.between(0, 1_000_000);

    public Optimiser {
        LEARNING_RATE.check("The learning rate", learningRate, "About 0.001 suits most tables.");
        WEIGHT_DECAY.check("The weight decay", weightDecay, "Use 0 for none, or about 0.01.");
        BETA1.check("The beta 1", beta1, "Use 0.9.");
        BETA2.check("The beta 2", beta2, "Use 0.999.");
        CLIP_NORM.check("The gradient clipping norm", clipNorm, "Use 0 for no clipping, or about 1.");
        WARMUP_STEPS.check("The number of warm-up steps", warmupSteps, "Use 0 for none, or about 100.");
    }

    /** Learning rate 0.002 with 100 warm-up steps and cosine, clipping at 1, no weight decay. */
    public static Optimiser defaults() {
        return new Optimiser(2e-3, 0, 0.9, 0.999, 1, 100, LearningRateSchedule.COSINE);
    }

    public Optimiser withLearningRate(double rate) {
        return new Optimiser(rate, weightDecay, beta1, beta2, clipNorm, warmupSteps, schedule);
    }

    public Optimiser withWeightDecay(double decay) {
        return new Optimiser(learningRate, decay, beta1, beta2, clipNorm, warmupSteps, schedule);
    }
}
