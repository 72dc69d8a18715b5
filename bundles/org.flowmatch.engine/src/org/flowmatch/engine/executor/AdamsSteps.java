// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.solver.AdamsWeights;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Tableau;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/** The explicit Adams method on a given grid: three Runge-Kutta steps, one in a call, then several multistep ones. */
final class AdamsSteps extends GridSteps {
    private static final int STARTING = AdamsWeights.VELOCITIES - 1;

    private final Tableau starter;

    AdamsSteps(SolverProgram program, StateEquation equation, Method method, double[] grid, int columns) {
        super(program, equation, grid, columns);
        this.starter = method.tableau();
    }

    @Override
    int most(Chunk chunk, int step) {
        return step < STARTING ? 1 : Integer.MAX_VALUE;
    }

    @Override
    StageTerms terms(int first, int count) {
        if (first < STARTING) {
            return new StageTerms(equation, starter.stages())
                    .step(grid[first], grid[first + 1] - grid[first], starter.c(), 0);
        }
        StageTerms terms = new StageTerms(equation, count);
        for (int step = first; step < first + count; step++) {
            terms.stage(grid[step], grid[step + 1] - grid[step], 0);
        }
        return terms;
    }

    /** The rows are followed by the velocities at the times before, latest first. */
    @Override
    List<Tensor> steps(List<Tensor> now, List<Tensor> given, Chunk chunk, int first, int count, StageTerms terms) {
        return first < STARTING ? start(now, given, first, terms) : multistep(now, given, first, count, terms);
    }

    private List<Tensor> start(List<Tensor> now, List<Tensor> given, int step, StageTerms terms) {
        Tensor[] results = program.call(
                "solve_first",
                Argument.of(now.get(0)),
                Argument.of(given),
                Argument.of(grid[step + 1] - grid[step]),
                triangle(starter.a()),
                Argument.of(starter.b()),
                Argument.of(terms.numbers()));
        List<Tensor> next = new ArrayList<>(List.of(results));
        next.addAll(now.subList(1, now.size()));
        return next;
    }

    private List<Tensor> multistep(List<Tensor> now, List<Tensor> given, int first, int count, StageTerms terms) {
        double[] weights = new double[count * AdamsWeights.VELOCITIES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    AdamsWeights.of(grid, first + i), 0, weights, i * AdamsWeights.VELOCITIES, AdamsWeights.VELOCITIES);
        }
        return List.of(program.call(
                "solve_multistep",
                Argument.of(now.get(0)),
                Argument.of(now.subList(1, now.size())),
                Argument.of(given),
                Argument.of(weights),
                Argument.of(terms.numbers())));
    }
}
