// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Expected values follow from the formulas by hand. */
class StepRatesTest {

    private static final double EXACT = 1e-12;

    private static StepRates rates(LearningRateSchedule schedule, int warmup, double decay, long steps) {
        Optimiser optimiser = new Optimiser(0.01, 0, 0.9, 0.999, 0, warmup, schedule);
        return new StepRates(
                TrainingSettings.defaults().withOptimiser(optimiser).withEmaDecay(decay), steps);
    }

    @Test
    void warmUpRisesLinearly() {
        StepRates rates = rates(LearningRateSchedule.CONSTANT, 4, 0.9, 100);
        assertEquals(0.0025, rates.learningRate(0), EXACT);
        assertEquals(0.0075, rates.learningRate(2), EXACT);
        assertEquals(0.01, rates.learningRate(3), EXACT);
        assertEquals(0.01, rates.learningRate(99), EXACT);
    }

    @Test
    void cosineFallsFromTheFullRateTowardsZero() {
        StepRates rates = rates(LearningRateSchedule.COSINE, 20, 0.9, 120);
        assertEquals(0.01, rates.learningRate(20), EXACT);
        assertEquals(0.005, rates.learningRate(70), EXACT);
        assertEquals(0.01 * (1 - Math.sqrt(0.5)) / 2, rates.learningRate(95), EXACT);
        assertEquals(0.005 * (1 + Math.cos(Math.PI * 0.99)), rates.learningRate(119), EXACT);
    }

    @Test
    void warmUpLongerThanTheTrainingRisesThroughout() {
        StepRates rates = rates(LearningRateSchedule.COSINE, 100, 0.9, 10);
        assertEquals(0.001, rates.learningRate(0), EXACT);
        assertEquals(0.01, rates.learningRate(9), EXACT);
    }

    @Test
    void averageForgetsTheBeginningSooner() {
        StepRates rates = rates(LearningRateSchedule.CONSTANT, 0, 0.99, 10_000);
        assertEquals(0.1, rates.decay(0), EXACT);
        assertEquals(0.55, rates.decay(10), EXACT);
        assertEquals(0.99, rates.decay(5_000), EXACT);
    }
}
