// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * How rows are pushed along the flow.
 *
 * @param solver the method
 * @param steps number of equal steps, 1 to 10,000. An adaptive solver chooses its own steps; with a trajectory, this
 *     is then the number of equal time intervals at whose ends the states are kept, and otherwise it is not used
 * @param relativeTolerance of adaptive solvers, 1e-7 (the network computes in single precision) to 0.1
 * @param absoluteTolerance of adaptive solvers in encoded units, 1e-7 to 0.1
 * @param direction source to target, or back
 * @param trajectory whether to keep the states on the way; takes (steps + 1) times the memory
 * @param device where the network runs
 */
public record SamplingSettings(
        Solver solver,
        int steps,
        double relativeTolerance,
        double absoluteTolerance,
        Direction direction,
        boolean trajectory,
        DeviceChoice device) {

    public static final int MAX_STEPS = 10_000;
    public static final double MIN_TOLERANCE = 1e-7;
    public static final double MAX_TOLERANCE = 0.1;
    public static final double DEFAULT_TOLERANCE = 1e-4;

    /** The network tells no smaller differences of time apart. */
    private static final double SMALLEST_STEP = 1e-6;

    private static final int MOST_ADAPTIVE_STEPS = 10_000;

    public SamplingSettings {
        if (steps < 1 || steps > MAX_STEPS) {
            throw new FlowException(
                    "The number of steps is " + steps + ", but must be from 1 to " + MAX_STEPS + ".",
                    "Choose a number in this range; 20 to 100 are usual, 1 to 5 after reflow.");
        }
        checkTolerance("relative", relativeTolerance);
        checkTolerance("absolute", absoluteTolerance);
    }

    /** What the adaptive solvers must keep. */
    Tolerances tolerances() {
        return new Tolerances(relativeTolerance, absoluteTolerance, SMALLEST_STEP, MOST_ADAPTIVE_STEPS);
    }

    private static void checkTolerance(String name, double value) {
        if (!(value >= MIN_TOLERANCE && value <= MAX_TOLERANCE)) {
            throw new FlowException(
                    "The " + name + " tolerance is " + value + ", but must be from " + MIN_TOLERANCE + " to "
                            + MAX_TOLERANCE + ".",
                    "Choose a number in this range; " + DEFAULT_TOLERANCE + " is usual.");
        }
    }

    /** A number of equal steps of a solver, forward, without trajectory, on the device found. */
    public static SamplingSettings of(Solver solver, int steps) {
        return new SamplingSettings(
                solver, steps, DEFAULT_TOLERANCE, DEFAULT_TOLERANCE, Direction.FORWARD, false, DeviceChoice.AUTO);
    }

    /** The Dormand-Prince solver with one number for both tolerances, forward, without trajectory. */
    public static SamplingSettings adaptive(double tolerance) {
        return new SamplingSettings(
                Solver.DORMAND_PRINCE, 1, tolerance, tolerance, Direction.FORWARD, false, DeviceChoice.AUTO);
    }

    /** These settings in the other or the same direction. */
    public SamplingSettings toward(Direction other) {
        return new SamplingSettings(solver, steps, relativeTolerance, absoluteTolerance, other, trajectory, device);
    }

    /** These settings, keeping the states on the way. */
    public SamplingSettings withTrajectory() {
        return new SamplingSettings(solver, steps, relativeTolerance, absoluteTolerance, direction, true, device);
    }
}
