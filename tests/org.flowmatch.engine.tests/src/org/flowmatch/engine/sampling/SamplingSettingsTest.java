// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.StepLimits;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingSettingsTest {
    private static SamplingSettings settings(int steps, double relative, double absolute) {
        return new SamplingSettings(
                Solver.DORMAND_PRINCE, steps, relative, absolute, Direction.FORWARD, false, DeviceChoice.CPU);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void stepsOutsideTheirRangeAreRefused(int steps) {
        FlowException e = assertThrows(FlowException.class, () -> settings(steps, 1e-4, 1e-4));
        assertEquals(
                String.format(Locale.ROOT, "The number of steps is %,d, but must be between 1 and 10,000.", steps),
                e.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1e-4, relative",
        "1e-8, 1e-4, relative",
        "0.2, 1e-4, relative",
        "NaN, 1e-4, relative",
        "1e-4, 0, absolute",
        "1e-4, 1, absolute"
    })
    void tolerancesOutsideTheirRangeAreRefused(double relative, double absolute, String named) {
        FlowException e = assertThrows(FlowException.class, () -> settings(10, relative, absolute));
        assertTrue(e.problem().startsWith("The " + named + " tolerance is "), e.problem());
        assertTrue(e.problem().contains("between 1e-7 and 0.1"), e.problem());
    }

    @Test
    void theEndsOfTheRangesAreAllowed() {
        assertEquals(10_000, settings(10_000, 1e-7, 0.1).steps());
        assertEquals(0.1, settings(1, 0.1, 1e-7).relativeTolerance());
    }

    @Test
    void directionAndTrajectoryChangeAlone() {
        SamplingSettings settings = SamplingSettings.of(Solver.HEUN, 5);
        SamplingSettings changed = settings.toward(Direction.BACKWARD).withTrajectory();
        assertEquals(
                new SamplingSettings(
                        Solver.HEUN,
                        5,
                        settings.relativeTolerance(),
                        settings.absoluteTolerance(),
                        Direction.BACKWARD,
                        true,
                        DeviceChoice.AUTO),
                changed);
    }

    /** Each of the other settings changes itself alone. */
    @Test
    void settingsChangeAlone() {
        SamplingSettings plain = SamplingSettings.of(Solver.HEUN, 5);
        StepLimits limits = new StepLimits(1e-4, 50);
        SamplingSettings all = plain.withGrid(new TimeGrid.Cosine())
                .withGuidance(Guidance.of(2))
                .withNoise(new Diffusion.Constant(0.5), 7)
                .onSchedule(new LinearPath())
                .withLimits(limits)
                .on(DeviceChoice.CPU)
                .withTrajectory(true)
                .withRecording(true);
        assertEquals(
                new SamplingSettings(
                        Solver.HEUN,
                        5,
                        plain.relativeTolerance(),
                        plain.absoluteTolerance(),
                        Direction.FORWARD,
                        true,
                        true,
                        DeviceChoice.CPU,
                        new TimeGrid.Cosine(),
                        Guidance.of(2),
                        new Diffusion.Constant(0.5),
                        7,
                        Optional.of(new LinearPath()),
                        limits),
                all);
        assertEquals(plain, plain.toward(Direction.BACKWARD).toward(Direction.FORWARD));
        assertEquals(plain, plain.withTrajectory().withTrajectory(false));
        assertEquals(plain, plain.withRecording(true).withRecording(false));
    }

    @ParameterizedTest
    @CsvSource({"1e-8, 1e-8", "0.2, 0.2", "NaN, NaN"})
    void aSmallestStepOutsideItsRangeIsRefused(double step, String told) {
        FlowException e = assertThrows(FlowException.class, () -> new StepLimits(step, 10));
        assertEquals("The smallest step is " + told + ", but must be between 1e-7 and 0.1.", e.problem());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_001})
    void aStepLimitOutsideItsRangeIsRefused(int steps) {
        FlowException e = assertThrows(FlowException.class, () -> new StepLimits(1e-6, steps));
        assertEquals(
                String.format(Locale.ROOT, "The step limit is %,d, but must be between 1 and 1,000,000.", steps),
                e.problem());
    }

    /** The limits reach the solver. */
    @Test
    void theLimitsAreKept() {
        FlowModel model = TestModels.random(2);
        RowMatrix start = SourceRows.gaussian(20, 2, 1, 1);
        SamplingSettings tight = SamplingSettings.adaptive(1e-7);
        FlowException few = assertThrows(
                FlowException.class,
                () -> Sampler.sample(model, start, tight.withLimits(new StepLimits(1e-6, 3)), Monitor.none()));
        assertTrue(few.problem().contains("within 3 steps"), few.problem());
        FlowException small = assertThrows(
                FlowException.class,
                () -> Sampler.sample(model, start, tight.withLimits(new StepLimits(0.1, 1000)), Monitor.none()));
        assertTrue(small.problem().contains("steps below 0.1"), small.problem());
    }
}
