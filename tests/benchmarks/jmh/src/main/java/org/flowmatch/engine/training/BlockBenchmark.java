// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.concurrent.TimeUnit;
import org.flowmatch.benchmarks.jmh.Data;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
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

/** Drawing the pairs of ten steps, and making their block. In the engine's package, because blocks are not public. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BlockBenchmark {
    private static final int ROWS = 20_000;
    private static final int BATCH = 256;
    private static final int STEPS = 10;

    @Param({"2", "50"})
    public int d;

    private PairStream pairs;
    private Examples examples;
    private float[] x0;
    private float[] x1;
    private long step;

    @Setup
    public void prepare() {
        Coupling coupling = Data.coupling(ROWS, d);
        pairs = coupling.open(Data.all(ROWS), Data.SEED, PairUse.TRAINING);
        examples = new PathRegression(new LinearPath(), Objective.defaults())
                .examples(coupling, PairUse.TRAINING, Data.SEED);
        x0 = new float[STEPS * BATCH * d];
        x1 = new float[STEPS * BATCH * d];
    }

    @Benchmark
    public float[] pairs() {
        pairs.next(STEPS * BATCH, x0, x1, new float[0]);
        return x1;
    }

    @Benchmark
    public Object block() {
        step += STEPS;
        return examples.block(pairs, step, STEPS, BATCH);
    }
}
