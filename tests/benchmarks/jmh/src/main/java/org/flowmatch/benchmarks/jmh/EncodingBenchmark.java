// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
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

/** Fitting an encoding on 20,000 rows of 10 columns, encoding them and decoding them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {
    private static final int ROWS = 20_000;
    private static final int COLUMNS = 10;

    @Param({"QUANTILE", "STANDARDISE"})
    public Scaling scaling;

    private EncodingSettings settings;
    private Table table;
    private TableEncoding encoding;
    private RowMatrix encoded;

    @Setup
    public void prepare() {
        settings = new EncodingSettings(scaling, true, true, Data.SEED);
        table = Data.table(ROWS, COLUMNS);
        encoding = TableEncoding.fit(table, settings, Monitor.none());
        encoded = encoding.encode(table, TableRole.TARGET, Monitor.none());
    }

    @Benchmark
    public TableEncoding fit() {
        return TableEncoding.fit(table, settings, Monitor.none());
    }

    @Benchmark
    public RowMatrix encode() {
        return encoding.encode(table, TableRole.TARGET, Monitor.none());
    }

    @Benchmark
    public Table decode() {
        return encoding.decode(encoded, Monitor.none());
    }
}
