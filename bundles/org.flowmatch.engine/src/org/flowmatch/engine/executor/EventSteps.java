// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flowmatch.engine.solver.NotFinite;
import org.flowmatch.engine.solver.Tableau;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/**
 * From stop to stop by a solver of its own, with the equation's event before each of these steps. A method
 * whose first stage only says where the next one is, or is all there is, takes for it the outputs that the event saw.
 */
final class EventSteps implements ChunkSolver {
    private final SolverProgram program;
    private final StateEquation equation;
    private final GridEvent event;
    private final double[] grid;
    private final int[] stops;
    private final int columns;
    private final Function<double[], ChunkSolver> solver;
    private final Optional<Tableau> along;

    /**
     * @param stops the times of the grid, as their indices, at which steps begin and the last one ends
     * @param solver of the part of the grid between two stops
     * @param along its tableau, where the first stage of a step may be what the event saw
     */
    EventSteps(
            SolverProgram program,
            StateEquation equation,
            GridEvent event,
            double[] grid,
            int[] stops,
            int columns,
            Function<double[], ChunkSolver> solver,
            Optional<Tableau> along) {
        this.program = program;
        this.equation = equation;
        this.event = event;
        this.grid = grid;
        this.stops = stops;
        this.columns = columns;
        this.solver = solver;
        this.along = along;
    }

    @Override
    public long solve(Chunk chunk, ChunkRun run) {
        int steps = stops.length - 1;
        long evaluations = 0;
        float[] states = chunk.start();
        for (int step = 0; step < steps; step++) {
            run.check();
            Chunk part = new Chunk(chunk.firstRow(), chunk.rows(), states, chunk.given(), step);
            try (Step taken = new Step(part, step, new Progress(run, step))) {
                event.at(step, taken);
                states = taken.end();
                evaluations += taken.evaluations;
            }
            int reached = stops[step + 1];
            NotFinite.check(states, grid[reached]);
            if (run.wants(reached)) {
                run.state(reached, states);
            }
            run.progress((step + 1.0) / steps);
        }
        return evaluations;
    }

    /** A step and what its event does to the rows. */
    private final class Step implements EventRows, AutoCloseable {
        private final Chunk chunk;
        private final int step;
        private final double from;
        private final double to;
        private final Progress progress;
        private final StageTerms first;
        private Optional<Tensor> outputs = Optional.empty();
        private long evaluations;

        Step(Chunk chunk, int step, Progress progress) {
            this.chunk = chunk;
            this.step = step;
            from = grid[stops[step]];
            to = grid[stops[step + 1]];
            this.progress = progress;
            first = new StageTerms(equation, 1).stage(from, to - from, 0);
        }

        @Override
        public int firstRow() {
            return chunk.firstRow();
        }

        @Override
        public int rows() {
            return chunk.rows();
        }

        @Override
        public float[] states() {
            return chunk.start();
        }

        @Override
        public List<float[]> given() {
            return chunk.given();
        }

        @Override
        public float[] outputs() {
            Tensor seen = evaluate();
            float[] numbers = real(seen, (int) seen.shape()[1]);
            if (outputs.isEmpty()) {
                outputs = Optional.of(seen);
            } else {
                seen.close();
            }
            return numbers;
        }

        @Override
        public void renew() {
            close();
            outputs = Optional.empty();
        }

        private Tensor evaluate() {
            evaluations += first.evaluations();
            return call(StateEquation.OUTPUTS, List.of(), Argument.of(first.numbers()));
        }

        /** The states at the end of the step. */
        float[] end() {
            if (along.isEmpty()) {
                evaluations += solver.apply(Arrays.copyOfRange(grid, stops[step], stops[step + 1] + 1))
                        .solve(chunk, progress);
                return progress.end;
            }
            Tableau tableau = along.get();
            Tensor seen = outputs.orElseGet(this::evaluate);
            outputs = Optional.of(seen);
            StageTerms stages = new StageTerms(equation, tableau.stages()).step(from, to - from, tableau.c(), 0);
            evaluations += stages.evaluations() - first.evaluations();
            try (Tensor end = call(
                    StateEquation.STEP,
                    List.of(seen),
                    Argument.of(stages.numbers()),
                    Argument.of(to - from),
                    GridSteps.triangle(tableau.a()),
                    Argument.of(tableau.b()))) {
                return real(end, columns);
            }
        }

        /** The rows of the chunk, without their padding. */
        private float[] real(Tensor rows, int width) {
            float[] numbers = new float[chunk.rows() * width];
            rows.copyTo(numbers, 0, numbers.length);
            return numbers;
        }

        private Tensor call(String method, List<Tensor> behindRows, Argument... numbers) {
            List<Tensor> given = program.given(chunk.given(), chunk.rows());
            try (Tensor x = program.rows(chunk.start(), chunk.rows())) {
                Argument[] arguments = new Argument[2 + behindRows.size() + numbers.length];
                int place = 0;
                arguments[place++] = Argument.of(x);
                for (Tensor tensor : behindRows) {
                    arguments[place++] = Argument.of(tensor);
                }
                arguments[place++] = Argument.of(given);
                for (Argument number : numbers) {
                    arguments[place++] = number;
                }
                return program.call(method, arguments)[0];
            } finally {
                given.forEach(Tensor::close);
            }
        }

        @Override
        public void close() {
            outputs.ifPresent(Tensor::close);
        }
    }

    /** One step as a part of the run. */
    private final class Progress implements ChunkRun {
        private final ChunkRun run;
        private final int step;
        private float[] end = {};

        Progress(ChunkRun run, int step) {
            this.run = run;
            this.step = step;
        }

        @Override
        public void check() {
            run.check();
        }

        @Override
        public void progress(double fraction) {
            run.progress((step + fraction) / (stops.length - 1));
        }

        @Override
        public boolean wants(int time) {
            return isEnd(time) || run.wants(stops[step] + time);
        }

        @Override
        public void state(int time, float[] x) {
            if (isEnd(time)) {
                end = x;
            } else {
                run.state(stops[step] + time, x);
            }
        }

        private boolean isEnd(int time) {
            return stops[step] + time == stops[step + 1];
        }
    }
}
