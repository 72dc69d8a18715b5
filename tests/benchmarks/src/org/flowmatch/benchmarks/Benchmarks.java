// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.flowmatch.benchmarks.conditional.ConditionalGeneration;
import org.flowmatch.benchmarks.planar.TwoDimensional;
import org.flowmatch.benchmarks.race.Machine;
import org.flowmatch.benchmarks.speed.PairBenchmark;
import org.flowmatch.benchmarks.speed.SampleBenchmark;
import org.flowmatch.benchmarks.speed.TrainBenchmark;
import org.flowmatch.benchmarks.table.TableBenchmark;
import org.flowmatch.benchmarks.work.WorkLoop;
import org.flowmatch.engine.FlowException;

/** The registry of benchmarks, and the command {@code ./flowmatch bench NAME [OPTION...]}. */
public final class Benchmarks {
    private static final Map<String, Supplier<Benchmark>> ALL = new TreeMap<>(Map.of(
            "conditional", ConditionalGeneration::new,
            "pair", PairBenchmark::new,
            "sample", SampleBenchmark::new,
            TableBenchmark.NAME, TableBenchmark::new,
            "train", TrainBenchmark::new,
            "two-dimensional", TwoDimensional::new));

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
        String name = arguments.isEmpty() ? "" : arguments.get(0);
        try {
            if (WORKER.equals(name)) {
                WorkLoop.serve(System.in, out);
                return 0;
            }
            if (!ALL.containsKey(name)) {
                error.println("usage: ./flowmatch bench NAME [NAME=VALUE | --NAME VALUE]...\n"
                        + "--check: exit status 1 when a limit is missed; --fresh: results kept from earlier runs"
                        + " do not count");
                ALL.forEach((known, make) ->
                        error.println("\n" + known + ": " + make.get().description()));
                return USAGE;
            }
            Options options = Options.of(arguments.subList(1, arguments.size()));
            return run(name, options, folder, out) || !options.flag(Options.CHECK) ? 0 : LIMITS_MISSED;
        } catch (IllegalArgumentException | FlowException | IOException e) {
            error.println("bench: " + e.getMessage());
            return USAGE;
        }
    }

    private static boolean run(String name, Options options, Path folder, PrintStream out) throws IOException {
        Benchmark benchmark = ALL.get(name).get();
        Journal journal = Journal.open(folder.resolve(name + ".tsv"), options.flag(Options.FRESH));
        out.println(name + " on " + Machine.describe());
        List<String> missed = benchmark.run(options, journal, out);
        out.println();
        missed.forEach(sentence -> out.println("missed: " + sentence));
        out.println(missed.isEmpty() ? "All limits hold." : missed.size() + " limits are missed.");
        return missed.isEmpty();
    }

    /** Outside the framework, with the bundles' classes on the class path. */
    public static void main(String[] arguments) {
        System.exit(execute(Arrays.asList(arguments), Path.of(".build", "bench"), System.out, System.err));
    }
}
