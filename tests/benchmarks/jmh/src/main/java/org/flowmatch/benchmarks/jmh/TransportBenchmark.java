// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.transport.Assignment;
import org.flowmatch.engine.transport.EntropicPlan;
import org.flowmatch.engine.transport.SinkhornPlan;
import org.flowmatch.engine.transport.SquaredDistances;
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

/** Cost matrices of n x n rows, exact assignments and Sinkhorn plans on them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransportBenchmark {
    private static final double EPS = 0.05;
    private static final int ITERATIONS = 20_000;
    private static final double TOLERANCE = 1e-3;

    @Param({"256", "1024"})
    public int n;

    @Param({"2", "50"})
    public int d;

    private float[] source;
    private float[] target;
    private float[] cost;
    private double[] wideCost;
    private double mean;

    @Setup
    public void prepare() {
        source = Data.rows(n, d, 0);
        target = Data.rows(n, d, 1);
        cost = SquaredDistances.between(source, n, target, n, d);
        wideCost = new double[cost.length];
        mean = 0;
        for (int i = 0; i < cost.length; i++) {
            wideCost[i] = cost[i];
            mean += wideCost[i] / cost.length;
        }
    }

    @Benchmark
    public float[] costMatrix() {
        return SquaredDistances.between(source, n, target, n, d);
    }

    @Benchmark
    public int[] assignment() {
        return Assignment.solve(cost, n);
    }

    @Benchmark
    public EntropicPlan sinkhorn() {
        return SinkhornPlan.of(wideCost, n, n, EPS * mean, ITERATIONS, TOLERANCE);
    }
}
