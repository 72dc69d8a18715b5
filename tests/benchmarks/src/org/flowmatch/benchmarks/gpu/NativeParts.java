// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flowmatch.benchmarks.gpu.Agreement.Part;
import org.flowmatch.benchmarks.gpu.Agreement.Tolerance;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.engine.training.Precision;

/** All that the engine computes on a device, as parts whose numbers can be compared. */
public final class NativeParts {
    private static final int ROWS = 500;
    private static final int SCORED = 100;
    private static final int STEPS = 8;
    private static final long SEED = 3;

    /** Forty steps let the rounding of one sum grow into the others. */
    private static final Tolerance LOSSES = new Tolerance(2e-3, 0);

    private static final Tolerance ROUNDED = new Tolerance(1e-3, 0);
    /** A label that is drawn by a probability at the edge of a random number; the row's numbers then go another way. */
    private static final Tolerance DRAWN = new Tolerance(2e-3, 0.02);
    /** bfloat16 has eight binary digits. */
    private static final Tolerance HALF = new Tolerance(5e-2, 0);

    private NativeParts() {}

    /** All of them; what they need is made when they are asked for their numbers. */
    public static List<Part> all() {
        List<Part> parts = new ArrayList<>();
        for (NativePart part : NativePart.values()) {
            parts.addAll(of(part));
        }
        parts.addAll(solvers());
        return parts;
    }

    private static List<Part> of(NativePart part) {
        Supplier<Subject> subject = once(part::subject);
        Supplier<FlowModel> model =
                once(() -> subject.get().train(DeviceChoice.CPU).model());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(part.label() + ", losses", LOSSES, device -> losses(subject.get(), device, Precision.FULL)));
        parts.add(new Part(
                part.label() + ", rows",
                DRAWN,
                device -> rows(subject.get(), model.get(), usual(part).on(device))));
        if (part != NativePart.LABELS_FIRST && part != NativePart.ONE_STEP) { // which have no density
            parts.add(new Part(
                    part.label() + ", log-densities",
                    ROUNDED,
                    device -> densities(subject.get(), model.get(), exact(scoring(part), device))));
        }
        if (part == NativePart.PERCEPTRON) {
            parts.add(new Part(
                    "mixed precision beside full precision, losses",
                    HALF,
                    device -> losses(
                            subject.get(), device, device == DeviceChoice.CPU ? Precision.FULL : Precision.MIXED)));
        }
        return parts;
    }

    private static SamplingSettings usual(NativePart part) {
        return switch (part) {
            case FLOW_MAP -> SamplingSettings.of(Solver.FLOW_MAP, 4);
            case FLOW_MAP_DENSITY -> SamplingSettings.of(Solver.FLOW_MAP, 2);
            case REAL_NVP, PLANAR, ONE_STEP -> SamplingSettings.of(Solver.EULER, 1);
            default -> SamplingSettings.of(Solver.RK4, STEPS);
        };
    }

    /** A flow map that was learnt without its density has that of its velocity. */
    private static SamplingSettings scoring(NativePart part) {
        return part == NativePart.FLOW_MAP ? SamplingSettings.of(Solver.RK4, STEPS) : usual(part);
    }

    /** On one model each solver, and what changes a solve. */
    private static List<Part> solvers() {
        Supplier<Subject> subject = once(NativePart.PERCEPTRON::subject);
        Supplier<FlowModel> model =
                once(() -> subject.get().train(DeviceChoice.CPU).model());
        Supplier<Subject> conditional = once(NativePart.CONDITIONS::subject);
        Supplier<FlowModel> guided =
                once(() -> conditional.get().train(DeviceChoice.CPU).model());
        List<Part> parts = new ArrayList<>();
        for (Solver solver : Solver.values()) {
            if (solver != Solver.FLOW_MAP) {
                SamplingSettings how = solver.adaptive()
                        ? SamplingSettings.adaptive(1e-5).withSolver(solver)
                        : SamplingSettings.of(solver, 2 * STEPS);
                parts.add(solve("solver " + solver.name().toLowerCase(Locale.ROOT), subject, model, how));
            }
        }
        SamplingSettings rk4 = SamplingSettings.of(Solver.RK4, STEPS);
        parts.add(solve("rows back to the source", subject, model, rk4.toward(Direction.BACKWARD)));
        parts.add(solve("another schedule", subject, model, rk4.onSchedule(new CosinePath(0))));
        parts.add(solve("recorded rows", subject, model, rk4.withRecording(true)));
        parts.add(solve("guidance", conditional, guided, rk4.withGuidance(Guidance.of(2))));
        parts.add(new Part(
                "log-densities by probes", ROUNDED, device -> densities(subject.get(), model.get(), probes(device))));
        parts.add(new Part(
                "log-densities by an adaptive solver",
                ROUNDED,
                device -> densities(subject.get(), model.get(), exact(SamplingSettings.adaptive(1e-5), device))));
        return parts;
    }

    private static Part solve(
            String name, Supplier<Subject> subject, Supplier<FlowModel> model, SamplingSettings settings) {
        return new Part(name, ROUNDED, device -> rows(subject.get(), model.get(), settings.on(device)));
    }

    private static double[] losses(Subject subject, DeviceChoice device, Precision precision) {
        return subject.train(device, precision).losses().stream()
                .mapToDouble(LossPoint::train)
                .toArray();
    }

    /** Rows at the end of the way, and where they are recorded the states on it. */
    private static double[] rows(Subject subject, FlowModel model, SamplingSettings settings) {
        RowMatrix start = settings.direction() == Direction.FORWARD
                ? SourceRows.start(model, ROWS, SEED, Monitor.none())
                : SourceRows.gaussian(ROWS, model.columns(), 1, SEED);
        Samples samples =
                Movers.of(model).move(model, start, conditions(subject, model, ROWS), settings, Monitor.none());
        Stream<RowMatrix> states = samples.recorded().stream().flatMap(recorded -> recorded.states().stream());
        return Stream.concat(Stream.of(samples.end()), states)
                .flatMapToDouble(rows -> Arrays.stream(numbers(rows)))
                .toArray();
    }

    private static double[] densities(Subject subject, FlowModel model, LikelihoodSettings settings) {
        RowMatrix rows = first(subject.coupling().target(), SCORED);
        return Movers.of(model)
                .logDensity(model, rows, conditions(subject, model, SCORED), settings, Monitor.none())
                .logDensity();
    }

    private static LikelihoodSettings exact(SamplingSettings solver, DeviceChoice device) {
        return new LikelihoodSettings(solver.on(device), Divergence.EXACT, 2, ProbeLaw.RADEMACHER, SEED, 2);
    }

    private static LikelihoodSettings probes(DeviceChoice device) {
        return new LikelihoodSettings(
                SamplingSettings.of(Solver.RK4, STEPS).on(device), Divergence.HUTCHINSON, 4, ProbeLaw.RADEMACHER, SEED);
    }

    private static Optional<RowMatrix> conditions(Subject subject, FlowModel model, int rows) {
        return subject.conditions().map(table -> first(model.conditions().encode(table, "table of conditions"), rows));
    }

    private static RowMatrix first(RowMatrix all, int rows) {
        float[] some = new float[rows * all.columns()];
        all.copyRows(0, rows, some);
        return RowMatrix.of(some, all.columns());
    }

    private static double[] numbers(RowMatrix rows) {
        float[] values = rows.toArray();
        double[] numbers = new double[values.length];
        Arrays.setAll(numbers, i -> values[i]);
        return numbers;
    }

    private static <T> Supplier<T> once(Supplier<T> make) {
        return new Supplier<>() {
            private T made;

            @Override
            public T get() {
                if (made == null) {
                    made = make.get();
                }
                return made;
            }
        };
    }
}
