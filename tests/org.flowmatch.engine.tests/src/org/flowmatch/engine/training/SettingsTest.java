// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private static Optimiser optimiser(double rate, double decay, double beta1, double beta2, double clip, int warmup) {
        return new Optimiser(rate, decay, beta1, beta2, clip, warmup, LearningRateSchedule.COSINE);
    }

    private static Arguments refused(Executable settings, String problem) {
        return Arguments.of(settings, problem);
    }

    static Stream<Arguments> outOfRange() {
        TrainingSettings fine = TrainingSettings.defaults();
        return Stream.of(
                refused(
                        () -> optimiser(0, 0, 0.9, 0.999, 1, 0),
                        "The learning rate is 0, but must be between 1e-8 and 1."),
                refused(
                        () -> optimiser(1.5, 0, 0.9, 0.999, 1, 0),
                        "The learning rate is 1.5, but must be between 1e-8 and 1."),
                refused(
                        () -> optimiser(Double.NaN, 0, 0.9, 0.999, 1, 0),
                        "The learning rate is NaN, but must be between 1e-8 and 1."),
                refused(
                        () -> optimiser(1e-3, -0.1, 0.9, 0.999, 1, 0),
                        "The weight decay is -0.1, but must be between 0 and 1."),
                refused(() -> optimiser(1e-3, 0, 1, 0.999, 1, 0), "The beta 1 is 1, but must be between 0 and 0.9999."),
                refused(() -> optimiser(1e-3, 0, 0.9, 1, 1, 0), "The beta 2 is 1, but must be between 0 and 0.999999."),
                refused(
                        () -> optimiser(1e-3, 0, 0.9, 0.999, -1, 0),
                        "The gradient clipping norm is -1, but must be between 0 and 1000000."),
                refused(
                        () -> optimiser(1e-3, 0, 0.9, 0.999, 1, -1),
                        "The number of warm-up steps is -1, but must be between 0 and 1,000,000."),
                refused(() -> fine.withBatchSize(0), "The batch size is 0, but must be between 1 and 65,536."),
                refused(
                        () -> fine.withBatchSize(70_000),
                        "The batch size is 70,000, but must be between 1 and 65,536."),
                refused(
                        () -> fine.withEmaDecay(1),
                        "The decay of the weight average is 1, but must be between 0 and 0.999999."),
                refused(() -> new Validation(0.6, 0), "The validation fraction is 0.6, but must be between 0 and 0.5."),
                refused(() -> new Validation(0.1, -1), "The patience is -1, but must be between 0 and 100,000."),
                refused(() -> new Budget.Steps(0), "The number of steps is 0, but must be between 1 and 10,000,000."),
                refused(
                        () -> new Budget.Steps(10_000_001),
                        "The number of steps is 10,000,001, but must be between 1 and 10,000,000."),
                refused(() -> new Budget.Epochs(0), "The number of epochs is 0, but must be between 1 and 1,000,000."));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void settingsOutOfRangeAreNamedWithTheirRange(Executable settings, String problem) {
        FlowException e = assertThrows(FlowException.class, settings);
        assertEquals(problem, e.problem());
        assertFalse(e.remedy().isBlank());
    }

    @Test
    void epochsBecomeStepsThatCoverAllRows() {
        assertEquals(12, new Budget.Epochs(3).steps(1_000, 256)); // 3000 / 256 = 11.7
        assertEquals(1, new Budget.Epochs(1).steps(10, 256));
        assertEquals(Budget.MOST_STEPS, new Budget.Epochs(1_000_000).steps(2_000_000_000, 1));
        assertEquals(500, new Budget.Steps(500).steps(7, 3));
    }
}
