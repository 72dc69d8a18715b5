// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.Device;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * Pushes rows along the flow of a model: solves dx = v(x, t) dt over the interval of the model's path, forward or
 * backward. Rows are solved in chunks, on the CPU one on each core at once. With a fixed number of steps a row's result
 * does not depend on the other rows beyond float rounding (1e-5); an adaptive solver chooses its steps for each chunk.
 */
public final class Sampler {
    private final FlowModel model;
    private final SamplingSettings settings;
    private final Device device;
    private final double[] grid;
    private final int columns;
    private final ChunkWorkers chunks;
    private final int chunkRows;
    private final int threads;
    private final RowMatrix start;
    private final float[][] states;
    private final LongAdder evaluations = new LongAdder();
    private final DoubleAdder rowsDone = new DoubleAdder();

    private Sampler(FlowModel model, RowMatrix start, SamplingSettings settings, Device device) {
        this.model = model;
        this.start = start;
        this.settings = settings;
        this.device = device;
        columns = model.columns();
        boolean forward = settings.direction() == Direction.FORWARD;
        double tMin = model.path().tMin();
        double tMax = model.path().tMax();
        boolean inner = !settings.solver().adaptive() || settings.trajectory();
        grid = TimeGrid.uniform(forward ? tMin : tMax, forward ? tMax : tMin, inner ? settings.steps() : 1);
        int processors = Runtime.getRuntime().availableProcessors();
        chunkRows = ChunkSize.rows(model.weights().length, settings.solver(), device, start.rows(), processors);
        int count = (start.rows() - 1) / chunkRows + 1;
        chunks = new ChunkWorkers(count);
        threads = device == Device.CPU ? Math.min(processors, count) : 1;
        states = new float[grid.length][];
        int cells = RowBlocks.cells(start.rows(), columns);
        for (int i = 1; i < grid.length; i++) {
            if (settings.trajectory() || i == grid.length - 1) {
                states[i] = new float[cells];
            }
        }
    }

    /**
     * @param model the flow
     * @param start rows [n, d] in encoded units, n at least 1: source rows forward, target rows backward
     * @param settings solver, steps or tolerances, direction
     * @param monitor progress; a cancel takes effect within a second
     * @throws FlowException when the columns differ from the model's, no GPU is found though asked for, a number stops
     *     being finite, or an adaptive solver cannot keep its tolerances
     */
    public static Samples sample(FlowModel model, RowMatrix start, SamplingSettings settings, Monitor monitor) {
        if (start.columns() != model.columns()) {
            throw new FlowException(
                    "The rows to sample from have " + start.columns() + " encoded columns, but the model has "
                            + model.columns() + ".",
                    "Give rows with the columns that the model was trained on.");
        }
        if (start.rows() == 0) {
            throw new FlowException("There are no rows to sample from.", "Give at least one row.");
        }
        DeviceChoice.Resolved resolved = settings.device().resolve();
        Sampler sampler = new Sampler(model, start, settings, resolved.device());
        sampler.run(monitor);
        return sampler.samples(resolved.warning());
    }

    private void run(Monitor monitor) {
        long began = System.nanoTime();
        chunks.run(threads, () -> new Worker(new SolverProgram(model, device)), () -> report(began, monitor), monitor);
        report(began, monitor);
    }

    private void report(long began, Monitor monitor) {
        double done = rowsDone.sum();
        double rate = done / ((System.nanoTime() - began) * 1e-9);
        String left = done > 0 ? ", " + TimeLeft.text(Math.max(0, start.rows() - done) / rate) : "";
        monitor.report(
                Math.min(1, done / start.rows()),
                String.format(
                        Locale.ROOT, "Sampled %,.0f of %,d rows, %,.0f rows/s%s", done, start.rows(), rate, left));
    }

    private Samples samples(Optional<String> warning) {
        List<RowMatrix> kept = new ArrayList<>();
        kept.add(start);
        for (float[] state : states) {
            if (state != null) {
                kept.add(RowMatrix.of(state, columns));
            }
        }
        Optional<Trajectory> trajectory =
                settings.trajectory() ? Optional.of(new Trajectory(grid, kept)) : Optional.empty();
        return new Samples(
                kept.get(kept.size() - 1),
                (double) evaluations.sum() / start.rows(),
                trajectory,
                warning.stream().toList());
    }

    /** One thread's solver. */
    private final class Worker implements ChunkWorkers.Worker {
        private final SolverProgram program;
        private final ChunkSolver solver;

        Worker(SolverProgram program) {
            this.program = program;
            Tableau tableau = settings.solver().tableau();
            solver = settings.solver().adaptive()
                    ? new AdaptiveSteps(program, tableau, grid, columns, settings.trajectory(), settings.tolerances())
                    : new FixedSteps(program, tableau, grid, columns, settings.trajectory());
        }

        @Override
        public void work(int chunk) {
            int first = chunk * chunkRows;
            int rows = Math.min(chunkRows, start.rows() - first);
            float[] x = new float[rows * columns];
            start.copyRows(first, rows, x);
            evaluations.add(rows * solver.solve(x, rows, new Run(first, rows)));
        }

        @Override
        public void close() {
            program.close();
        }
    }

    private final class Run implements ChunkRun {
        private final int firstRow;
        private final int rows;
        private double fractionDone;

        Run(int firstRow, int rows) {
            this.firstRow = firstRow;
            this.rows = rows;
        }

        @Override
        public void check() {
            chunks.check();
        }

        @Override
        public void progress(double fraction) {
            rowsDone.add((fraction - fractionDone) * rows);
            fractionDone = fraction;
        }

        @Override
        public void state(int time, float[] x) {
            System.arraycopy(x, 0, states[time], firstRow * columns, rows * columns);
        }
    }
}
