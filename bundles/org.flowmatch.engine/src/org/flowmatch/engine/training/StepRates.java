// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * What changes from step to step: the learning rate, and the decay of the weight average, which at step s = 0, 1, ... is
 * min(decay, (1 + s) / (10 + s)).
 */
public record StepRates(TrainingSettings settings, long steps) {

    public double learningRate(long step) {
        Optimiser optimiser = settings.optimiser();
        return optimiser.learningRate()
                * optimiser.schedule().factor(step, steps, Math.min(optimiser.warmupSteps(), steps));
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
