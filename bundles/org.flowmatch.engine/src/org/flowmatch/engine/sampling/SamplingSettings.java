// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Optional;
import java.util.function.Consumer;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.dynamics.Steps;
import org.flowmatch.engine.executor.SolveSettings;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.StepLimits;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * How rows are pushed along the flow.
 *
 * @param solver the method
 * @param steps number of steps, 1 to 10,000. An adaptive solver chooses its own steps; with a trajectory, this
 *     is then the number of time intervals at whose ends the states are kept, and otherwise it is not used
 * @param relativeTolerance of adaptive solvers, 1e-7 (the network computes in single precision) to 0.1
 * @param absoluteTolerance of adaptive solvers in encoded units, 1e-7 to 0.1
 * @param direction source to target, or back
 * @param trajectory whether to keep the states on the way; takes (steps + 1) times the memory
 * @param recorded whether to record some rows on their way ({@link RecordedFlow}), which changes no row and takes a few percent longer
 * @param device where the network runs
 * @param grid how the steps are spread over the times of the path
 * @param guidance how strongly conditions act
 * @param diffusion the noise of stochastic solvers
 * @param noiseSeed of that noise, which is keyed by (seed, row, step)
 * @param schedule a path other than the model's, whose schedule is followed
 * @param limits where adaptive solvers give up
 */
public record SamplingSettings(
        Solver solver,
        int steps,
        double relativeTolerance,
        double absoluteTolerance,
        Direction direction,
        boolean trajectory,
        boolean recorded,
        DeviceChoice device,
        TimeGrid grid,
        Guidance guidance,
        Diffusion diffusion,
        long noiseSeed,
        Optional<ConditionalPath> schedule,
        StepLimits limits) {

    public static final Range STEPS = Range.between(1, TimeGrid.MOST_STEPS);
    public static final Range TOLERANCE = Range.between(1e-7, 0.1);
    public static final double DEFAULT_TOLERANCE = 1e-4;

    public SamplingSettings {
        STEPS.check(
                "The number of steps",
                steps,
                "Choose a number in this range; 20 to 100 are usual, 1 to 5 after reflow.");
        String usual = "Choose a number in this range; " + DEFAULT_TOLERANCE + " is usual.";
        TOLERANCE.check("The relative tolerance", relativeTolerance, usual);
        TOLERANCE.check("The absolute tolerance", absoluteTolerance, usual);
    }

    /** Equal steps, no guidance, noise proportional to s(t), the model's own schedule, the usual limits. */
    public SamplingSettings(
            Solver solver,
            int steps,
            double relativeTolerance,
            double absoluteTolerance,
            Direction direction,
            boolean trajectory,
            DeviceChoice device) {
        this(
                solver,
                steps,
                relativeTolerance,
                absoluteTolerance,
                direction,
                trajectory,
                false,
                device,
                new TimeGrid.Uniform(),
                Guidance.NONE,
                new Diffusion.Proportional(1),
                0,
                Optional.empty(),
                StepLimits.DEFAULTS);
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

    /** What of these settings concerns the equation's solver. */
    public SolveSettings solving() {
        Tolerances tolerances =
                new Tolerances(relativeTolerance, absoluteTolerance, limits.smallestStep(), limits.mostSteps());
        return new SolveSettings(solver, tolerances, trajectory, recorded, device);
    }

    /** What of these settings the dynamics of a model may not allow. */
    public Steps asked() {
        int count = solver.adaptive() ? steps : times(0, 1).length - 1;
        return new Steps(solver, count, direction == Direction.FORWARD, schedule);
    }

    /** The times of these settings between two ends: the ends alone for an adaptive solver that keeps no states. */
    public double[] times(double from, double to) {
        return solver.adaptive() && !trajectory ? new double[] {from, to} : grid.times(from, to, steps);
    }

    /** These settings in the other or the same direction. */
    public SamplingSettings toward(Direction other) {
        return with(copy -> copy.direction = other);
    }

    /** These settings, keeping the states on the way. */
    public SamplingSettings withTrajectory() {
        return withTrajectory(true);
    }

    /** These settings, keeping the states on the way or not. */
    public SamplingSettings withTrajectory(boolean kept) {
        return with(copy -> copy.trajectory = kept);
    }

    /** These settings, recording some rows on their way or not. */
    public SamplingSettings withRecording(boolean asked) {
        return with(copy -> copy.recorded = asked);
    }

    /** These settings with another solver. */
    public SamplingSettings withSolver(Solver other) {
        return with(copy -> copy.solver = other);
    }

    /** These settings on a device. */
    public SamplingSettings on(DeviceChoice other) {
        return with(copy -> copy.device = other);
    }

    /** These settings with steps spread in another way. */
    public SamplingSettings withGrid(TimeGrid other) {
        return with(copy -> copy.grid = other);
    }

    /** These settings with conditions that act more or less strongly. */
    public SamplingSettings withGuidance(Guidance other) {
        return with(copy -> copy.guidance = other);
    }

    /** These settings with another noise for stochastic solvers. */
    public SamplingSettings withNoise(Diffusion other, long seed) {
        return with(copy -> {
            copy.diffusion = other;
            copy.noiseSeed = seed;
        });
    }

    /** These settings along the schedule of a path other than the model's. */
    public SamplingSettings onSchedule(ConditionalPath other) {
        return with(copy -> copy.schedule = Optional.of(other));
    }

    /** These settings with other limits for adaptive solvers. */
    public SamplingSettings withLimits(StepLimits other) {
        return with(copy -> copy.limits = other);
    }

    private SamplingSettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** The fields that a copy may change. */
    private static final class Copy {
        private final SamplingSettings original;
        private Solver solver;
        private Direction direction;
        private boolean trajectory;
        private boolean recorded;
        private DeviceChoice device;
        private TimeGrid grid;
        private Guidance guidance;
        private Diffusion diffusion;
        private long noiseSeed;
        private Optional<ConditionalPath> schedule;
        private StepLimits limits;

        Copy(SamplingSettings original) {
            this.original = original;
            solver = original.solver;
            direction = original.direction;
            trajectory = original.trajectory;
            recorded = original.recorded;
            device = original.device;
            grid = original.grid;
            guidance = original.guidance;
            diffusion = original.diffusion;
            noiseSeed = original.noiseSeed;
            schedule = original.schedule;
            limits = original.limits;
        }

        SamplingSettings settings() {
            return new SamplingSettings(
                    solver,
                    original.steps,
                    original.relativeTolerance,
                    original.absoluteTolerance,
                    direction,
                    trajectory,
                    recorded,
                    device,
                    grid,
                    guidance,
                    diffusion,
                    noiseSeed,
                    schedule,
                    limits);
        }
    }
}
