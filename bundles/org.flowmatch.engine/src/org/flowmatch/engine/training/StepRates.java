// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * What changes from step to step: the learning rate, and the decay of the weight average, which at step s = 0, 1, ... is
 * min(decay, (1 + s) / (10 + s)).
 *
 * @param steps of the training
 * @param falling the step from which the learning rate falls as its schedule says; it is full before
 */
public record StepRates(TrainingSettings settings, long steps, long falling) {

    /** The learning rate falls from the end of the warm-up on. */
    public StepRates(TrainingSettings settings, long steps) {
        this(settings, steps, 0);
    }

    public double learningRate(long step) {
        Optimiser optimiser = settings.optimiser();
        long warmup = Math.min(optimiser.warmupSteps(), steps);
        double factor = step < falling
                ? Math.min(1, (step + 1.0) / Math.max(1, warmup))
                : optimiser
                        .schedule()
                        .factor(step - Math.max(0, falling - warmup), steps - Math.max(0, falling - warmup), warmup);
        return optimiser.learningRate() * factor;
    }

    public double decay(long step) {
        return Math.min(settings.emaDecay(), (1.0 + step) / (10.0 + step));
    }

    double[] learningRates(StepBlock block) {
        double[] rates = new double[block.steps()];
        for (int k = 0; k < rates.length; k++) {
            rates[k] = learningRate(block.firstStep() + k);
        }
        return rates;
    }

    double[] decays(StepBlock block) {
        double[] decays = new double[block.steps()];
        for (int k = 0; k < decays.length; k++) {
            decays[k] = decay(block.firstStep() + k);
        }
        return decays;
    }
}
