// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Tableau;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.Wiener;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/** Runge-Kutta steps of a given grid, with or without noise. */
final class FixedSteps extends GridSteps {
    private static final int MOST_NOISE = 1 << 22;

    private final Method method;
    private final Tableau tableau;
    private final double[] places;
    private final Argument triangle;

    FixedSteps(SolverProgram program, StateEquation equation, Method method, double[] grid, int columns) {
        super(program, equation, grid, columns);
        this.method = method;
        this.tableau = method.tableau();
        places = method instanceof Method.Stochastic stochastic ? stochastic.places() : tableau.c();
        triangle = triangle(tableau.a());
    }

    @Override
    int most(Chunk chunk, int step) {
        return method instanceof Method.Stochastic
                ? Math.max(1, MOST_NOISE / (chunk.rows() * columns * places.length))
                : Integer.MAX_VALUE;
    }

    @Override
    StageTerms terms(int first, int count) {
        StageTerms terms = new StageTerms(equation, count * places.length);
        for (int step = first; step < first + count; step++) {
            terms.step(grid[step], grid[step + 1] - grid[step], places, 0);
        }
        return terms;
    }

    @Override
    List<Tensor> steps(List<Tensor> now, List<Tensor> given, Chunk chunk, int first, int count, StageTerms terms) {
        double[] times = Arrays.copyOfRange(grid, first, first + count + 1);
        List<Argument> arguments = new ArrayList<>(List.of(
                Argument.of(now.get(0)),
                Argument.of(given),
                Argument.of(lengths(times)),
                triangle,
                Argument.of(tableau.b()),
                Argument.of(terms.numbers())));
        if (!(method instanceof Method.Stochastic stochastic)) {
            return List.of(program.call("solve_fixed", arguments.toArray(Argument[]::new)));
        }
        Wiener noise = equation.noise().orElseThrow();
        int rows = Padding.padded(chunk.rows());
        int parts = stochastic.parts();
        int firstPart = (chunk.firstStep() + first) * parts;
        float[] drawn = noise.draw(chunk.firstRow(), rows, columns, firstPart, count * parts);
        arguments.add(5, Argument.of(noise.spread(times)));
        try (Tensor z = program.tensor(drawn, count * parts, rows, columns)) {
            arguments.add(1, Argument.of(z));
            return List.of(program.call("solve_noisy", arguments.toArray(Argument[]::new)));
        }
    }

    /** Of all steps of the tableau: each part is as long as its step. */
    private double[] lengths(double[] times) {
        int parts = method instanceof Method.Stochastic stochastic ? stochastic.parts() : 1;
        return Arrays.stream(TimeGrid.lengths(times))
                .flatMap(h -> DoubleStream.generate(() -> h).limit(parts))
                .toArray();
    }
}
