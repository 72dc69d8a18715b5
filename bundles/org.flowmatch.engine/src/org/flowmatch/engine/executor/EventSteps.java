// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import java.util.function.Function;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/** From time to time of a grid by a solver of its own, with the equation's event before each of its steps. */
final class EventSteps implements ChunkSolver {
    private final SolverProgram program;
    private final StateEquation equation;
    private final GridEvent event;
    private final double[] grid;
    private final int columns;
    private final boolean everyState;
    private final Function<double[], ChunkSolver> solver;

    /** @param solver of a grid of two times */
    EventSteps(
            SolverProgram program,
            StateEquation equation,
            GridEvent event,
            double[] grid,
            int columns,
            boolean everyState,
            Function<double[], ChunkSolver> solver) {
        this.program = program;
        this.equation = equation;
        this.event = event;
        this.grid = grid;
        this.columns = columns;
        this.everyState = everyState;
        this.solver = solver;
    }

    @Override
    public long solve(Chunk chunk, ChunkRun run) {
        int steps = grid.length - 1;
        long evaluations = 0;
        float[] states = chunk.start();
        for (int step = 0; step < steps; step++) {
            run.check();
            Chunk part = new Chunk(chunk.firstRow(), chunk.rows(), states, chunk.given(), step);
            double from = grid[step];
            double to = grid[step + 1];
            EventRows rows = new EventRows(part, () -> outputs(part, from, to));
            event.at(step, rows);
            Step inner = new Step(run, step, steps);
            evaluations += rows.evaluations()
                    + solver.apply(new double[] {from, to}).solve(part, inner);
            states = inner.end;
            if (everyState || step == steps - 1) {
                run.state(step + 1, states);
            }
        }
        return evaluations;
    }

    private float[] outputs(Chunk chunk, double from, double to) {
        StageTerms terms = new StageTerms(equation, 1).stage(from, to - from, 0);
        List<Tensor> given = program.given(chunk.given(), chunk.rows());
        try (Tensor x = program.tensor(chunk.start(), chunk.rows(), columns);
                Tensor outputs = program.call(
                        StateEquation.OUTPUTS, Argument.of(x), Argument.of(given), Argument.of(terms.numbers()))[0]) {
            return outputs.floats();
        } finally {
            given.forEach(Tensor::close);
        }
    }

    /** One step as a part of the run. */
    private final class Step implements ChunkRun {
        private final ChunkRun run;
        private final int step;
        private final int steps;
        private float[] end = {};

        Step(ChunkRun run, int step, int steps) {
            this.run = run;
            this.step = step;
            this.steps = steps;
        }

        @Override
        public void check() {
            run.check();
        }

        @Override
        public void progress(double fraction) {
            run.progress((step + fraction) / steps);
        }

        @Override
        public void state(int time, float[] x) {
            end = x;
        }
    }
}
