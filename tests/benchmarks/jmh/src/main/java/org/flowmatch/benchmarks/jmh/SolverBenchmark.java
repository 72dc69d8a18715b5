// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of the solver in Java on 1,000 rows, along a field that costs next to nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SolverBenchmark {
    private static final int ROWS = 1000;
    private static final double[] ONE_STEP = {0, 0.1};

    @Param({"EULER", "RK4"})
    public Solver solver;

    @Param({"2", "50"})
    public int d;

    private JavaSolver steps;
    private double[] start;

    @Setup
    public void prepare() {
        start = new double[ROWS * d];
        float[] rows = Data.rows(ROWS, d, 0);
        for (int i = 0; i < start.length; i++) {
            start[i] = rows[i];
        }
        steps = new JavaSolver(
                solver,
                (t, x, v) -> {
                    for (int i = 0; i < x.length; i++) {
                        v[i] = -x[i];
                    }
                },
                d);
    }

    @Benchmark
    public double[] step() {
        return steps.solve(start, ONE_STEP);
    }
}
