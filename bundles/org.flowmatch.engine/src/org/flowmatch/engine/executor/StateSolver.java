// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.processor.Processor;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.processor.ProcessorChoice.Products;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.Tableau;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * Solves a {@link StateEquation} over a grid of times. Rows are solved in chunks, on the CPU one on each core at once. With
 * a fixed number of steps, with noise or without, a row's result does not depend on the other rows, on the number of cores
 * or on where chunks are cut: not in a bit on x86 processors ({@link Padding}), not beyond float rounding (1e-5) elsewhere.
 *
 * <p>An adaptive solver chooses its steps for each chunk of rows that lie one after another (256 of them, fewer for large
 * networks), so that a row's result depends on the other rows of its chunk as far as the tolerances allow: it differs when
 * the rows are cut into tables in another way or come in another order, not with the number of cores. On a GPU
 * chunks are larger, with the same consequence.
 */
public final class StateSolver {
    private final StateEquation equation;
    private final SolveSettings settings;
    private final String verb;
    private final Device device;
    private final double[] grid;
    private final int[] stops;
    private final int columns;
    private final ChunkWorkers chunks;
    private final ChunkSize size;
    private final int threads;
    private final RowMatrix start;
    private final float[][] states;
    private final Optional<StateRecorder> recorder;
    private final LongAdder evaluations = new LongAdder();
    private final DoubleAdder rowsDone = new DoubleAdder();

    private StateSolver(
            StateEquation equation,
            RowMatrix start,
            double[] grid,
            SolveSettings settings,
            String verb,
            Device device) {
        this.equation = equation;
        this.start = start;
        boolean between = settings.recorded() && settings.solver().adaptive() && grid.length == 2;
        this.grid = between ? TimeGrid.uniform(grid[0], grid[1], Recorded.MOST_TIMES - 1) : grid;
        stops = between
                ? new int[] {0, this.grid.length - 1}
                : IntStream.range(0, grid.length).toArray();
        this.settings = settings;
        this.verb = verb;
        this.device = device;
        columns = start.columns();
        int processors = Runtime.getRuntime().availableProcessors();
        int numbers =
                columns + equation.given().stream().mapToInt(RowMatrix::columns).sum();
        Products products = device == Device.CPU ? Processor.choice().products() : ProcessorChoice.USUAL.products();
        size = ChunkSize.of(equation, settings.solver(), device, products, start.rows(), numbers, processors);
        int count = (start.rows() - 1) / size.rows() + 1;
        chunks = new ChunkWorkers(count);
        threads = device == Device.CPU ? Math.min(processors, count) : 1;
        states = new float[this.grid.length][];
        int cells = RowBlocks.cells(start.rows(), columns);
        for (int i = 1; i < states.length; i++) {
            if (settings.trajectory() || i == states.length - 1) {
                states[i] = new float[cells];
            }
        }
        boolean drawn = equation.model().source() == SourceLaw.GAUSSIAN && grid[0] < grid[grid.length - 1];
        recorder = settings.recorded()
                ? Optional.of(
                        new StateRecorder(start.rows(), columns, this.grid, StateRecorder.stretches(drawn, count)))
                : Optional.empty();
    }

    /**
     * @param start states [n, D], n at least 1
     * @param grid at least two times, rising or falling: those between which a solver of fixed steps goes, and for an
     *     adaptive solver those at which states are kept
     * @param settings solver, tolerances, device, and whether the states on the way are kept
     * @param verb what is done to rows, for the progress message: "Sampled"
     * @param monitor progress; a cancel takes effect within a second
     * @throws org.flowmatch.engine.FlowException when no GPU is found though asked for, a number stops being finite, or an
     *     adaptive solver cannot keep its tolerances
     */
    public static Solution solve(
            StateEquation equation,
            RowMatrix start,
            double[] grid,
            SolveSettings settings,
            String verb,
            Monitor monitor) {
        return solve(equation, start, grid, settings, verb, settings.device().resolve(monitor), monitor);
    }

    /** As above on a device that is resolved already. */
    public static Solution solve(
            StateEquation equation,
            RowMatrix start,
            double[] grid,
            SolveSettings settings,
            String verb,
            DeviceChoice.Resolved resolved,
            Monitor monitor) {
        List<String> warnings = new ArrayList<>();
        return resolved.run(warnings, device -> {
            StateSolver solver = new StateSolver(equation, start, grid, settings, verb, device);
            solver.run(monitor);
            return solver.solution(warnings);
        });
    }

    private void run(Monitor monitor) {
        long began = System.nanoTime();
        chunks.run(threads, Worker::new, () -> report(began, monitor), monitor);
        report(began, monitor);
    }

    private void report(long began, Monitor monitor) {
        double done = rowsDone.sum();
        double rate = done / ((System.nanoTime() - began) * 1e-9);
        String left = done > 0 ? ", " + TimeLeft.text(Math.max(0, start.rows() - done) / rate) : "";
        monitor.report(
                Math.min(1, done / start.rows()),
                String.format(
                        Locale.ROOT, "%s %,.0f of %,d rows, %,.0f rows/s%s", verb, done, start.rows(), rate, left));
    }

    private Solution solution(List<String> warnings) {
        List<RowMatrix> kept = new ArrayList<>();
        kept.add(start);
        for (float[] state : states) {
            if (state != null) {
                kept.add(RowMatrix.of(state, columns));
            }
        }
        return new Solution(
                kept, (double) evaluations.sum() / start.rows(), recorder.map(rows -> rows.recorded(start)), warnings);
    }

    private ChunkSolver solver(SolverProgram program) {
        return equation.event()
                .map(event -> (ChunkSolver) new EventSteps(
                        program,
                        equation,
                        event,
                        grid,
                        stops,
                        columns,
                        part -> solver(program, part),
                        along(settings.solver())))
                .orElseGet(() -> solver(program, grid));
    }

    /** The tableau of a solver whose first stage has no weight in the end, or is the only one. */
    private static Optional<Tableau> along(Solver solver) {
        Tableau tableau = solver.tableau();
        boolean plain = solver.method() instanceof Method.RungeKutta && !solver.adaptive();
        return plain && (tableau.stages() == 1 || tableau.b()[0] == 0) ? Optional.of(tableau) : Optional.empty();
    }

    private ChunkSolver solver(SolverProgram program, double[] times) {
        Method method = settings.solver().method();
        if (method instanceof Method.AdamsBashforth) {
            return new AdamsSteps(program, equation, method, times, columns);
        }
        return settings.solver().adaptive()
                ? new AdaptiveSteps(program, equation, method.tableau(), times, columns, settings.tolerances())
                : new FixedSteps(program, equation, method, times, columns);
    }

    /** One thread's solver. */
    private final class Worker implements ChunkWorkers.Worker {
        private final SolverProgram program = new SolverProgram(equation, settings.solver(), device, size.block());
        private final ChunkSolver solver = solver(program);

        @Override
        public void work(int number) {
            int first = number * size.rows();
            int rows = Math.min(size.rows(), start.rows() - first);
            float[] x = new float[rows * columns];
            start.copyRows(first, rows, x);
            List<float[]> given = SolverProgram.rowsOf(equation.given(), first, rows);
            evaluations.add(rows * solver.solve(new Chunk(first, rows, x, given, 0), new Run(first, rows)));
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
        public boolean wants(int time) {
            return states[time] != null
                    || recorder.filter(kept -> kept.takes(firstRow, rows, time)).isPresent();
        }

        @Override
        public void state(int time, float[] x) {
            if (states[time] != null) {
                System.arraycopy(x, 0, states[time], firstRow * columns, rows * columns);
            }
            recorder.ifPresent(kept -> kept.take(time, firstRow, rows, x));
        }
    }
}
