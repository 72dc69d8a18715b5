// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.solver.DenseTimes;
import org.flowmatch.engine.solver.Embedded;
import org.flowmatch.engine.solver.EmbeddedStep;
import org.flowmatch.engine.solver.Interpolant;
import org.flowmatch.engine.solver.NotFinite;
import org.flowmatch.engine.solver.StepControl;
import org.flowmatch.engine.solver.Tableau;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/**
 * Steps chosen by tolerances, for each chunk on its own: one native call per attempted step, driven by the same
 * {@link StepControl} as the solver in Java. States within a step come from the method's dense output.
 */
final class AdaptiveSteps implements ChunkSolver {
    private final SolverProgram program;
    private final StateEquation equation;
    private final Tableau tableau;
    private final Embedded embedded;
    private final double[] grid;
    private final int columns;
    private final Tolerances tolerances;
    private final Argument triangle;
    private final Argument error;

    /** @param grid times at which states may be wanted, at least start and end */
    AdaptiveSteps(
            SolverProgram program,
            StateEquation equation,
            Tableau tableau,
            double[] grid,
            int columns,
            Tolerances tolerances) {
        this.program = program;
        this.equation = equation;
        this.tableau = tableau;
        this.embedded = tableau.embedded().orElseThrow();
        this.grid = grid;
        this.columns = columns;
        this.tolerances = tolerances;
        triangle = GridSteps.triangle(tableau.a());
        error = GridSteps.triangle(new double[][] {embedded.error(), embedded.second()});
    }

    @Override
    public long solve(Chunk chunk, ChunkRun run) {
        try (Rows rows = new Rows(chunk, run)) {
            StepControl control = new StepControl(tolerances, tableau.order());
            double from = grid[0];
            double to = grid[grid.length - 1];
            control.begin(rows, from, to);
            control.advance(rows, from, to);
            return rows.evaluations;
        }
    }

    /** The state is [x, first stage]; an attempt is [x at its end, later stages] until it is accepted or replaced. */
    private final class Rows implements EmbeddedStep, AutoCloseable {
        private final Argument relative = Argument.of(tolerances.relative());
        private final Argument absolute = Argument.of(tolerances.absolute());
        private final DenseTimes times = new DenseTimes(grid);
        private final ChunkRun run;
        private final List<Tensor> given;
        private final float[] numbers;
        private long evaluations;
        private List<Tensor> state;
        private List<Tensor> attempt = List.of();

        Rows(Chunk chunk, ChunkRun run) {
            this.run = run;
            numbers = new float[chunk.rows() * columns];
            given = program.given(chunk.given(), chunk.rows());
            try (Tensor rows = program.rows(chunk.start(), chunk.rows())) {
                state = List.of(program.call("enter_state", Argument.of(rows))[0]);
            }
        }

        private Tensor x() {
            return state.get(0);
        }

        private Argument terms(StageTerms terms) {
            evaluations += terms.evaluations();
            return Argument.of(terms.numbers());
        }

        @Override
        public double[] begin(double t) {
            Argument terms = terms(new StageTerms(equation, 1).stage(t, 0, 0));
            Tensor[] results = program.call("begin", Argument.of(x()), Argument.of(given), terms, relative, absolute);
            state = List.of(x(), results[0]);
            try (Tensor norms = results[1]) {
                float[] values = norms.floats();
                return new double[] {values[0], values[1]};
            }
        }

        @Override
        public double probe(double t, double h) {
            return number(program.call(
                            "probe",
                            Argument.of(x()),
                            Argument.of(given),
                            Argument.of(state.get(1)),
                            Argument.of(h),
                            terms(new StageTerms(equation, 1).stage(t, h, 1)),
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
                    Argument.of(given),
                    Argument.of(state.get(1)),
                    Argument.of(h),
                    triangle,
                    Argument.of(tableau.b()),
                    error,
                    terms(new StageTerms(equation, tableau.stages()).skip().step(t, h, tableau.c(), 1)),
                    relative,
                    absolute);
            List<Tensor> kept = new ArrayList<>(List.of(results));
            double norm = number(kept.remove(1));
            attempt = kept;
            return norm;
        }

        @Override
        public void accept(double from, double h, double to) {
            dense(from, h, to);
            Tensor last = attempt.get(attempt.size() - 1);
            List<Tensor> old = new ArrayList<>(state);
            old.addAll(attempt.subList(1, attempt.size() - 1));
            state = List.of(attempt.get(0), last);
            attempt = List.of();
            old.forEach(Tensor::close);
            int index = to == grid[grid.length - 1] ? grid.length - 1 : times.at(to);
            if (index > 0 && run.wants(index)) {
                keep(index, x());
            }
            run.progress((to - grid[0]) / (grid[grid.length - 1] - grid[0]));
        }

        private void dense(double from, double h, double to) {
            List<Tensor> stages = List.of();
            List<Tensor> more = List.of();
            Interpolant interpolant = embedded.interpolant();
            for (int index = times.before(to); index > 0; index = times.before(to)) {
                if (!run.wants(index)) {
                    continue;
                }
                if (stages.isEmpty()) {
                    stages = new ArrayList<>(List.of(state.get(1)));
                    stages.addAll(attempt.subList(1, attempt.size()));
                    more = more(stages, from, h, interpolant);
                    stages.addAll(more);
                }
                double[] weights = interpolant.weights((grid[index] - from) / h);
                try (Tensor within = program.call(
                                "within", Argument.of(x()), Argument.of(stages), Argument.of(weights), Argument.of(h))[
                        0]) {
                    take(index, within);
                }
            }
            more.forEach(Tensor::close);
        }

        private List<Tensor> more(List<Tensor> stages, double from, double h, Interpolant interpolant) {
            int count = interpolant.c().length;
            if (count == 0) {
                return List.of();
            }
            return List.of(program.call(
                    "more_stages",
                    Argument.of(x()),
                    Argument.of(given),
                    Argument.of(stages),
                    Argument.of(h),
                    GridSteps.triangle(interpolant.a()),
                    terms(new StageTerms(equation, count).step(from, h, interpolant.c(), 0)),
                    Argument.of((long) count)));
        }

        private void keep(int index, Tensor x) {
            try (Tensor rows = program.call("leave_state", Argument.of(x))[0]) {
                take(index, rows);
            }
        }

        private void take(int index, Tensor rows) {
            rows.copyTo(numbers, 0, numbers.length);
            NotFinite.check(numbers, grid[index]);
            run.state(index, numbers);
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
            given.forEach(Tensor::close);
        }
    }
}
