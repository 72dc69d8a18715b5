// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.List;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/**
 * Steps chosen by tolerances, for each chunk on its own: one native call per attempted step, driven by the same
 * {@link StepControl} as the solver in Java.
 */
final class AdaptiveSteps implements ChunkSolver {
    private final SolverProgram program;
    private final Tableau tableau;
    private final double[] grid;
    private final int columns;
    private final boolean everyState;
    private final Tolerances tolerances;

    /** @param grid times at which states are wanted, at least start and end */
    AdaptiveSteps(
            SolverProgram program,
            Tableau tableau,
            double[] grid,
            int columns,
            boolean everyState,
            Tolerances tolerances) {
        this.program = program;
        this.tableau = tableau;
        this.grid = grid;
        this.columns = columns;
        this.everyState = everyState;
        this.tolerances = tolerances;
    }

    @Override
    public long solve(float[] start, int rows, ChunkRun run) {
        try (Rows chunk = new Rows(start, rows, run)) {
            StepControl control = new StepControl(tolerances, tableau.order());
            control.begin(chunk, grid[0], grid[grid.length - 1]);
            float[] state = new float[rows * columns];
            for (int i = 1; i < grid.length; i++) {
                control.advance(chunk, grid[i - 1], grid[i]);
                if (everyState || i == grid.length - 1) {
                    chunk.x().copyTo(state, 0);
                    NotFinite.check(state, grid[i]);
                    run.state(i, state);
                }
            }
            return chunk.evaluations;
        }
    }

    /** The state is [x, first stage]; an attempt is [x at its end, last stage] until it is accepted or replaced. */
    private final class Rows implements EmbeddedStep, AutoCloseable {
        private final ChunkRun run;
        private final Argument relative = Argument.of(tolerances.relative());
        private final Argument absolute = Argument.of(tolerances.absolute());
        private long evaluations;
        private List<Tensor> state;
        private List<Tensor> attempt = List.of();

        Rows(float[] start, int rows, ChunkRun run) {
            this.run = run;
            state = List.of(program.tensor(start, rows, columns));
        }

        Tensor x() {
            return state.get(0);
        }

        @Override
        public double[] begin(double t) {
            Tensor[] results = program.call("begin", Argument.of(x()), Argument.of(t), relative, absolute);
            evaluations++;
            state = List.of(x(), results[0]);
            try (Tensor norms = results[1]) {
                float[] values = norms.floats();
                return new double[] {values[0], values[1]};
            }
        }

        @Override
        public double probe(double t, double h) {
            evaluations++;
            return number(program.call(
                            "probe",
                            Argument.of(x()),
                            Argument.of(state.get(1)),
                            Argument.of(t),
                            Argument.of(h),
                            relative,
                            absolute)[0]);
        }

        @Override
        public double attempt(double t, double h) {
            run.check();
            attempt.forEach(Tensor::close);
            Tensor[] results = program.call(
                    "attempt",
                    Argument.of(x()),
                    Argument.of(state.get(1)),
                    Argument.of(t),
                    Argument.of(h),
                    SolverProgram.triangle(tableau),
                    Argument.of(tableau.b()),
                    Argument.of(tableau.c()),
                    Argument.of(tableau.error().orElseThrow()),
                    relative,
                    absolute);
            evaluations += tableau.stages() - 1;
            attempt = List.of(results[0], results[1]);
            return number(results[2]);
        }

        @Override
        public void accept(double t) {
            List<Tensor> old = state;
            state = attempt;
            attempt = List.of();
            old.forEach(Tensor::close);
            double from = grid[0];
            run.progress((t - from) / (grid[grid.length - 1] - from));
        }

        private double number(Tensor norm) {
            try (norm) {
                return norm.floats()[0];
            }
        }

        @Override
        public void close() {
            attempt.forEach(Tensor::close);
            state.forEach(Tensor::close);
        }
    }
}
