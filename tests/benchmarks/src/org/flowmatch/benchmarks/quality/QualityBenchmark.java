// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;

/** How good synthetic tables are, beside real rows, a Gaussian copula and an interpolation of neighbours. */
public final class QualityBenchmark implements Benchmark {
    public static final String NAME = "quality";

    /** The row that the limits are for. */
    private static final String OURS = "mixed flow";

    private final List<Generator> generators;

    public QualityBenchmark() {
        this(List.of(new GaussianCopula(), new Interpolation(), new NumericFlow()));
    }

    /** With other ways of making rows. */
    public QualityBenchmark(List<Generator> generators) {
        this.generators = List.copyOf(generators);
    }

    @Override
    public String description() {
        return "synthetic tables told from real ones: " + names(", ")
                + "\noptions: data=NAME,NAME (default all), minutes=6 (of one core, for what trains), seeds=3,"
                + " methods=TEXT (those whose name has it), folder=FOLDER (of the files, default ../shared/data),"
                + " threads=1 (of the judge), write=FOLDER (for the rows that were made),\n"
                + "judge=FILE (synthetic rows; no others are made) holdout=FILE train=FILE target=COLUMN";
    }

    private static String names(String between) {
        return Arrays.stream(DataSet.values()).map(DataSet::label).collect(Collectors.joining(between));
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown(
                "data", "minutes", "seeds", "methods", "folder", "threads", "write", "judge", "holdout", "train",
                "target");
        if (options.values().containsKey("judge")) {
            judge(options, out);
            return List.of();
        }
        double minutes = options.decimal("minutes", 6);
        List<String> missed = new ArrayList<>();
        for (String name : options.text("data", names(",")).split(",")) {
            missed.addAll(measure(DataSet.named(name), minutes, options, journal, out));
        }
        return missed;
    }

    private List<String> measure(DataSet data, double minutes, Options options, Journal journal, PrintStream out)
            throws IOException {
        int seeds = options.number("seeds", 3);
        int threads = options.number("threads", 1);
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        Path folder =
                Path.of(options.text("folder", home.resolve("../shared/data").toString()));
        DataSet.Split first = data.split(folder, 1);
        Rows rows = new Rows(
                data.label() + ": " + first.training().rows() + " training rows, "
                        + first.heldBack().rows() + " held back; utility of " + data.target() + "; medians of " + seeds
                        + " seeds",
                out);
        List<double[]> floors = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            long split = seed;
            floors.add(journal.get(
                    String.join(", ", data.label(), Rows.FLOOR, "seed " + seed),
                    () -> Measure.numbers(judge(data, folder, split, threads).floor(), Double.NaN)));
        }
        rows.add(Rows.FLOOR, floors);
        for (Generator generator : generators) {
            if (!generator.label().contains(options.text("methods", "")) || !generator.takes(first.training())) {
                continue;
            }
            List<double[]> numbers = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                long split = seed;
                numbers.add(journal.get(
                        String.join(", ", data.label(), generator.label(), "minutes " + minutes, "seed " + seed),
                        () -> measure(data, generator, minutes, split, folder, options)));
            }
            rows.add(generator.label(), numbers);
        }
        return data.limits().stream()
                .filter(limit -> minutes >= limit.minutes())
                .map(limit -> limit.missed(data.label(), OURS, rows.medians()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Judge judge(DataSet data, Path folder, long seed, int threads) throws IOException {
        DataSet.Split split = data.split(folder, seed);
        return new Judge(split.training(), data.judged(split.heldBack()), Optional.of(data.target()), threads, seed);
    }

    private static double[] measure(
            DataSet data, Generator generator, double minutes, long seed, Path folder, Options options)
            throws IOException {
        DataSet.Split split = data.split(folder, seed);
        long began = System.nanoTime();
        TextTable made = generator.generate(split.training(), split.heldBack().rows(), seed, minutes);
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (options.values().containsKey("write")) {
            Path files = Path.of(options.text("write", ""));
            String name = data.label() + "-" + seed;
            made.write(files.resolve(name + "-" + generator.label().replace(' ', '-') + ".csv"));
            split.training().write(files.resolve(name + "-training.csv"));
            split.heldBack().write(files.resolve(name + "-held-back.csv"));
        }
        return Measure.numbers(
                judge(data, folder, seed, options.number("threads", 1)).of(made), seconds);
    }

    /** Judges files. */
    private static void judge(Options options, PrintStream out) throws IOException {
        TextTable made = TextTable.read(file(options, "judge"));
        TextTable heldBack = TextTable.read(file(options, "holdout"));
        TextTable training = TextTable.read(file(options, "train"));
        int seeds = options.number("seeds", 1);
        Optional<String> target = Optional.ofNullable(options.values().get("target"));
        List<Judge> judges = IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> new Judge(training, heldBack, target, options.number("threads", 1), seed))
                .toList();
        Rows rows = new Rows(made.rows() + " rows of " + file(options, "judge"), out);
        rows.add(
                "these rows",
                judges.stream()
                        .map(judge -> Measure.numbers(judge.of(made), Double.NaN))
                        .toList());
        rows.add(
                Rows.FLOOR,
                judges.stream()
                        .map(judge -> Measure.numbers(judge.floor(), Double.NaN))
                        .toList());
        out.println();
        out.println(judges.get(0).parts(made));
    }

    private static Path file(Options options, String name) {
        return Path.of(Optional.ofNullable(options.values().get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The option " + name + " is missing: judge, holdout and train each name a CSV file.")));
    }
}
