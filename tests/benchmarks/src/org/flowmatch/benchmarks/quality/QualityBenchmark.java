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
import java.util.stream.Stream;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;

/** How good synthetic tables are, beside real rows, a Gaussian copula and an interpolation of neighbours. */
public final class QualityBenchmark implements Benchmark {
    public static final String NAME = "quality";

    private static final int MOST_ROWS = 16_000;

    private final List<Generator> generators;

    public QualityBenchmark() {
        this(List.of(new GaussianCopula(), new Interpolation(), new NumericFlow(), new MixedFlowRows()));
    }

    /** With other ways of making rows. */
    public QualityBenchmark(List<Generator> generators) {
        this.generators = List.copyOf(generators);
    }

    @Override
    public String description() {
        return "synthetic tables told from real ones: " + names(", ")
                + "\noptions: data=NAME,NAME (default all), minutes=6 (of one core, for what trains), seeds=3,"
                + " methods=TEXT (those whose name has it), folder=FOLDER (of the files, default ../shared/data),\n"
                + "threads=1 and most=" + MOST_ROWS
                + " (of the judge, rows a side), write=FOLDER (for the rows that are"
                + " made),\njudge=FILE (synthetic rows; no others are made) holdout=FILE train=FILE target=COLUMN";
    }

    private static String names(String between) {
        return Arrays.stream(DataSet.values()).map(DataSet::label).collect(Collectors.joining(between));
    }

    @Override
    public boolean beginsAnew() {
        return true;
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown(
                "data", "minutes", "seeds", "methods", "folder", "threads", "most", "write", "judge", "holdout",
                "train", "target");
        Judge.Effort effort = new Judge.Effort(options.number("threads", 1), options.number("most", MOST_ROWS));
        if (options.values().containsKey("judge")) {
            judgeFiles(options, effort, out);
            return List.of();
        }
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        Contest contest = new Contest(
                generators.stream()
                        .filter(generator -> generator.label().contains(options.text("methods", "")))
                        .toList(),
                options.decimal("minutes", 6),
                options.number("seeds", 3),
                effort,
                Path.of(options.text("folder", home.resolve("../shared/data").toString())),
                Optional.ofNullable(options.values().get("write")).map(Path::of));
        List<String> missed = new ArrayList<>();
        for (String name : options.text("data", names(",")).split(",")) {
            missed.addAll(contest.run(DataSet.named(name), journal, out));
        }
        return missed;
    }

    private static void judgeFiles(Options options, Judge.Effort effort, PrintStream out) throws IOException {
        List<Path> files = Stream.of("judge", "holdout", "train")
                .map(name -> Path.of(Optional.ofNullable(options.values().get(name))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "The option " + name + " is missing: judge, holdout and train each name a CSV file."))))
                .toList();
        TextTable made = TextTable.read(files.get(0));
        TextTable heldBack = TextTable.read(files.get(1));
        TextTable training = TextTable.read(files.get(2));
        Optional<String> target = Optional.ofNullable(options.values().get("target"));
        List<Judge> judges = IntStream.rangeClosed(1, options.number("seeds", 1))
                .mapToObj(seed -> new Judge(training, heldBack, target, effort, seed))
                .toList();
        Rows rows = new Rows(made.rows() + " rows of " + files.get(0), out);
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
}
