// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.io.IOException;
import java.nio.file.Path;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.transport.Assignment;
import org.flowmatch.engine.transport.SquaredDistances;

/**
 * Exact assignments on cost matrices of batches as a training meets them: Gaussian source rows and rows of a table in
 * quantile scores.
 *
 * @param costs [n, n] each
 */
record PairWork(float[][] costs, int n) implements Work {
    private static final long SEED = 3;

    /** Values: dimensions, n, matrices. */
    static PairWork of(Request request) {
        int n = request.number("n");
        int dimensions = request.number("dimensions");
        Coupling coupling = BenchmarkData.coupling(new CouplingSettings.Independent(), dimensions);
        int[] rows = new int[coupling.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        float[][] costs = new float[request.number("matrices")][];
        float[] x0 = new float[n * dimensions];
        float[] x1 = new float[n * dimensions];
        try (PairStream pairs = coupling.open(rows, SEED, PairUse.TRAINING)) {
            for (int k = 0; k < costs.length; k++) {
                pairs.next(n, x0, x1, new float[0]);
                costs[k] = SquaredDistances.between(x0, n, x1, n, dimensions);
            }
        }
        return new PairWork(costs, n);
    }

    /** Matrix k to FOLDER/CASE.k.cost. */
    static void write(Request request) throws IOException {
        PairWork work = of(request);
        for (int k = 0; k < work.costs.length; k++) {
            BenchmarkData.write(
                    Path.of(request.text("folder"), request.text("case") + "." + k + ".cost"), work.costs[k]);
        }
    }

    /** The sum of the plans' costs. */
    @Override
    public double run(int repeat, Stopwatch watch) {
        int[][] plans = new int[costs.length][];
        for (int r = 0; r < repeat; r++) {
            for (int k = 0; k < costs.length; k++) {
                plans[k] = Assignment.solve(costs[k], n);
            }
        }
        watch.stop();
        double sum = 0;
        for (int k = 0; k < costs.length; k++) {
            for (int i = 0; i < n; i++) {
                sum += costs[k][i * n + plans[k][i]];
            }
        }
        return sum;
    }
}
