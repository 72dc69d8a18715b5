// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Arrays;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/**
 * Steps of a given grid, as many of them in one native call as last about a tenth of a second: long enough for the call
 * to cost nothing, short enough for a cancel.
 */
final class FixedSteps implements ChunkSolver {
    private static final double SECONDS_PER_CALL = 0.1;

    private final SolverProgram program;
    private final Tableau tableau;
    private final double[] grid;
    private final int columns;
    private final boolean everyState;
    private int stepsPerCall = 1;

    FixedSteps(SolverProgram program, Tableau tableau, double[] grid, int columns, boolean everyState) {
        this.program = program;
        this.tableau = tableau;
        this.grid = grid;
        this.columns = columns;
        this.everyState = everyState;
    }

    @Override
    public long solve(float[] start, int rows, ChunkRun run) {
        int steps = grid.length - 1;
        float[] state = new float[rows * columns];
        Tensor x = program.tensor(start, rows, columns);
        try {
            for (int done = 0; done < steps; ) {
                run.check();
                int count = everyState ? 1 : Math.min(stepsPerCall, steps - done);
                long began = System.nanoTime();
                Tensor next = steps(x, Arrays.copyOfRange(grid, done, done + count + 1));
                x.close();
                x = next;
                x.copyTo(state, 0);
                adapt(count, (System.nanoTime() - began) * 1e-9);
                done += count;
                NotFinite.check(state, grid[done]);
                if (everyState || done == steps) {
                    run.state(done, state);
                }
                run.progress((double) done / steps);
            }
        } finally {
            x.close();
        }
        return (long) steps * tableau.stages();
    }

    private Tensor steps(Tensor x, double[] times) {
        return program.call(
                        "solve_fixed",
                        Argument.of(x),
                        Argument.of(times),
                        SolverProgram.triangle(tableau),
                        Argument.of(tableau.b()),
                        Argument.of(tableau.c()))[0];
    }

    private void adapt(int count, double seconds) {
        double fitting = SECONDS_PER_CALL * count / Math.max(seconds, 1e-9);
        stepsPerCall = (int) Math.max(1, Math.min(fitting, 4.0 * stepsPerCall));
    }
}
