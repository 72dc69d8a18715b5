// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.solver.NotFinite;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/** The steps of a given grid, several in one native call; what a call does is the method's own. */
abstract class GridSteps implements ChunkSolver {
    final SolverProgram program;
    final StateEquation equation;
    final double[] grid;
    final int columns;
    private final CallPace pace = new CallPace();

    GridSteps(SolverProgram program, StateEquation equation, double[] grid, int columns) {
        this.program = program;
        this.equation = equation;
        this.grid = grid;
        this.columns = columns;
    }

    /** The most steps of the call that begins at this step. */
    abstract int most(Chunk chunk, int step);

    /** The terms of the stages of steps from {@code first} on. */
    abstract StageTerms terms(int first, int count);

    /**
     * Makes steps.
     *
     * @param now the rows [n, D], padded, at the first step and what else it needs; to be left open
     * @return the rows at the end of the last step and what the next one needs; may hold tensors of {@code now}
     */
    abstract List<Tensor> steps(
            List<Tensor> now, List<Tensor> given, Chunk chunk, int first, int count, StageTerms terms);

    /** The rows of a lower triangle one after another, as {@code stages.torchscript} reads them. */
    static Argument triangle(double[][] a) {
        return Argument.of(Arrays.stream(a).flatMapToDouble(Arrays::stream).toArray());
    }

    /** The first time behind this one whose state is wanted. */
    private static int next(int time, ChunkRun run) {
        int next = time + 1;
        while (!run.wants(next)) {
            next++;
        }
        return next;
    }

    @Override
    public final long solve(Chunk chunk, ChunkRun run) {
        int steps = grid.length - 1;
        float[] state = new float[chunk.rows() * columns];
        long evaluations = 0;
        List<Tensor> given = program.given(chunk.given(), chunk.rows());
        List<Tensor> now = List.of(program.rows(chunk.start(), chunk.rows()));
        try {
            for (int done = 0; done < steps; ) {
                run.check();
                int count = pace.begin(Math.min(most(chunk, done), next(done, run) - done));
                StageTerms terms = terms(done, count);
                List<Tensor> next = steps(now, given, chunk, done, count, terms);
                now.stream().filter(tensor -> !next.contains(tensor)).forEach(Tensor::close);
                now = next;
                now.get(0).copyTo(state, 0, state.length);
                pace.end(count);
                evaluations += terms.evaluations();
                done += count;
                NotFinite.check(state, grid[done]);
                if (run.wants(done)) {
                    run.state(done, state);
                }
                run.progress((double) done / steps);
            }
        } finally {
            now.forEach(Tensor::close);
            given.forEach(Tensor::close);
        }
        return evaluations;
    }
}
