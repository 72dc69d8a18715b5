// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
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

/** Keyed random numbers of 1,000 rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RandomBenchmark {
    private static final int ROWS = 1000;

    @Param({"2", "50"})
    public int d;

    private final KeyedRandom random = new KeyedRandom(Data.SEED, Purpose.EXAMPLE);
    private float[] row;

    @Setup
    public void prepare() {
        row = new float[d];
    }

    @Benchmark
    public float[] gaussians() {
        for (int i = 0; i < ROWS; i++) {
            random.gaussians(i, 0, row, 0, d);
        }
        return row;
    }

    @Benchmark
    public float[] uniforms() {
        for (int i = 0; i < ROWS; i++) {
            random.uniforms(i, 0, row, 0, d);
        }
        return row;
    }
}
