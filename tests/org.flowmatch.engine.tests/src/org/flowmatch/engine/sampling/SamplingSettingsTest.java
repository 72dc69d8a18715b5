// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
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
        assertEquals("The number of steps is " + steps + ", but must be from 1 to 10000.", e.problem());
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
        assertTrue(e.problem().contains("from 1.0E-7 to 0.1"), e.problem());
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
}
