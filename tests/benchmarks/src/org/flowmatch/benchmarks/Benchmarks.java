// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.flowmatch.benchmarks.circular.CircularBenchmark;
import org.flowmatch.benchmarks.conditional.ConditionalGeneration;
import org.flowmatch.benchmarks.earth.EarthBenchmark;
import org.flowmatch.benchmarks.families.FamiliesBenchmark;
import org.flowmatch.benchmarks.gpu.GpuBenchmark;
import org.flowmatch.benchmarks.planar.TwoDimensional;
import org.flowmatch.benchmarks.quality.QualityBenchmark;
import org.flowmatch.benchmarks.race.Machine;
import org.flowmatch.benchmarks.sequence.SequenceBenchmark;
import org.flowmatch.benchmarks.speed.MemoryBenchmark;
import org.flowmatch.benchmarks.speed.PairBenchmark;
import org.flowmatch.benchmarks.speed.SampleBenchmark;
import org.flowmatch.benchmarks.speed.SpeedBenchmark;
import org.flowmatch.benchmarks.speed.SpeedOptions;
import org.flowmatch.benchmarks.speed.StartupBenchmark;
import org.flowmatch.benchmarks.speed.TrainBenchmark;
import org.flowmatch.benchmarks.table.TableBenchmark;
import org.flowmatch.benchmarks.task.TaskBenchmark;
import org.flowmatch.benchmarks.work.WorkLoop;
import org.flowmatch.engine.FlowException;

/** The registry of benchmarks, and the command {@code ./flowmatch bench NAME [OPTION...]}. */
public final class Benchmarks {
    private static final Map<String, Supplier<Benchmark>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry(CircularBenchmark.NAME, CircularBenchmark::new),
            Map.entry("conditional", ConditionalGeneration::new),
            Map.entry(EarthBenchmark.NAME, EarthBenchmark::new),
            Map.entry(FamiliesBenchmark.NAME, FamiliesBenchmark::new),
            Map.entry("gpu", GpuBenchmark::new),
            Map.entry("memory", MemoryBenchmark::new),
            Map.entry("pair", PairBenchmark::new),
            Map.entry(QualityBenchmark.NAME, QualityBenchmark::new),
            Map.entry("sample", SampleBenchmark::new),
            Map.entry(SequenceBenchmark.NAME, SequenceBenchmark::new),
            Map.entry("startup", StartupBenchmark::new),
            Map.entry(TableBenchmark.NAME, TableBenchmark::new),
            Map.entry(TaskBenchmark.NAME, TaskBenchmark::new),
            Map.entry("train", TrainBenchmark::new),
            Map.entry("two-dimensional", TwoDimensional::new)));

    /** Those of speed and memory, one after the other. */
    private static final String SUITE = "all";

    private static final List<String> IN_SUITE =
            List.of("train", "sample", "pair", "memory", "startup", TableBenchmark.NAME);

    /** Not for users: this product as a worker of a race. */
    private static final String WORKER = "worker";

    private static final int LIMITS_MISSED = 1;
    private static final int USAGE = 2;

    private Benchmarks() {}

    /**
     * @param folder where results are kept
     * @return exit status: 1 when a limit is missed and {@code --check} is given, 2 for a wrong call, otherwise 0
     */
    public static int execute(List<String> arguments, Path folder, PrintStream out, PrintStream error) {
        return execute(ALL, arguments, folder, out, error);
    }

    /** As {@link #execute(List, Path, PrintStream, PrintStream)} with other benchmarks, by their names. */
    public static int execute(
            Map<String, Supplier<Benchmark>> benchmarks,
            List<String> arguments,
            Path folder,
            PrintStream out,
            PrintStream error) {
        String name = arguments.isEmpty() ? "" : arguments.get(0);
        try {
            if (WORKER.equals(name)) {
                WorkLoop.serve(System.in, out);
                return 0;
            }
            if (!benchmarks.containsKey(name) && !SUITE.equals(name)) {
                usage(benchmarks, error);
                return USAGE;
            }
            Options options = Options.of(arguments.subList(1, arguments.size()));
            boolean hold = SUITE.equals(name)
                    ? suite(options, folder, out)
                    : run(name, benchmarks.get(name).get(), options, folder, out);
            return hold || !options.flag(Options.CHECK) ? 0 : LIMITS_MISSED;
        } catch (IllegalArgumentException | FlowException | IOException e) {
            error.println("bench: " + e.getMessage());
            return USAGE;
        }
    }

    private static void usage(Map<String, Supplier<Benchmark>> benchmarks, PrintStream error) {
        error.println("usage: ./flowmatch bench NAME [NAME=VALUE | --NAME VALUE]...\n"
                + "--check: exit status 1 when a limit is missed; fresh=true: results kept from earlier runs do not"
                + " count; fresh=false: they do");
        benchmarks.forEach(
                (known, make) -> error.println("\n" + known + ": " + make.get().description()));
        error.println("\n" + SUITE + ": " + String.join(", ", IN_SUITE) + "\noptions: those of train");
    }

    private static boolean suite(Options options, Path folder, PrintStream out) throws IOException {
        options.requireKnown(SpeedOptions.names());
        boolean hold = true;
        for (String name : IN_SUITE) {
            Benchmark benchmark = ALL.get(name).get();
            boolean raced = benchmark instanceof SpeedBenchmark;
            hold &= run(name, benchmark, raced ? options : options.only(Options.CHECK, Options.FRESH), folder, out);
            out.println();
        }
        return hold;
    }

    /** Runs one; what it prints is also in NAME.md beside its journal. */
    private static boolean run(String name, Benchmark benchmark, Options options, Path folder, PrintStream console)
            throws IOException {
        Journal journal =
                Journal.open(folder.resolve(name + ".tsv"), options.flag(Options.FRESH, benchmark.beginsAnew()));
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".md"));
                PrintStream out = new PrintStream(new Tee(console, file), true, StandardCharsets.UTF_8)) {
            out.println(name + " on " + Machine.describe());
            List<String> missed = benchmark.run(options, journal, out);
            out.println();
            missed.forEach(sentence -> out.println("missed: " + sentence));
            out.println(missed.isEmpty() ? "All limits hold." : missed.size() + " limits are missed.");
            return missed.isEmpty();
        }
    }

    /** Writes to two streams, of which the first stays open. */
    private static final class Tee extends FilterOutputStream {
        private final OutputStream file;

        Tee(OutputStream console, OutputStream file) {
            super(console);
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            file.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            file.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Outside the framework, with the bundles' classes on the class path. */
    public static void main(String[] arguments) {
        System.exit(execute(Arrays.asList(arguments), Path.of(".build", "bench"), System.out, System.err));
    }
}
