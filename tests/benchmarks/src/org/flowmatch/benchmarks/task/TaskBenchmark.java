// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.quality.DataSet;
import org.flowmatch.benchmarks.race.Series;

/** What one model of a table does beside making rows: missing cells filled, rows made of given cells, unusual rows found. */
public final class TaskBenchmark implements Benchmark {
    public static final String NAME = "task";

    private final List<TableTask> tasks;

    public TaskBenchmark() {
        this(List.of(
                new ImputationTask(DataSet.ADULT, 0.055, 0.745),
                new ImputationTask(DataSet.WINEQUALITY_WHITE, 0.055, Double.NaN),
                new GivenTask(),
                new AnomalyTask()));
    }

    /** With other tasks. */
    public TaskBenchmark(List<TableTask> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public String description() {
        return "what a model of a table does beside making rows: "
                + String.join(", ", tasks.stream().map(TableTask::label).toList())
                + "\noptions: tasks=TEXT (those whose name has it), minutes=6 (of training), seeds=3,"
                + " folder=FOLDER (of the files, default ../shared/data)";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("tasks", "minutes", "seeds", "folder");
        double minutes = options.decimal("minutes", 6);
        int seeds = options.number("seeds", 3);
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        Path folder =
                Path.of(options.text("folder", home.resolve("../shared/data").toString()));
        List<String> missed = new ArrayList<>();
        for (TableTask task : tasks) {
            if (task.label().contains(options.text("tasks", ""))) {
                missed.addAll(run(task, folder, minutes, seeds, out));
            }
        }
        return missed;
    }

    private static List<String> run(TableTask task, Path folder, double minutes, int seeds, PrintStream out)
            throws IOException {
        out.println("\n" + task.label() + ", median of " + seeds + (seeds == 1 ? " seed" : " seeds"));
        List<List<Figure>> bySeed = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            bySeed.add(task.measure(folder, seed, minutes));
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < bySeed.get(0).size(); i++) {
            int place = i;
            Figure figure = bySeed.get(0).get(place);
            double median = new Series(bySeed.stream()
                            .mapToDouble(figures -> figures.get(place).value())
                            .toArray())
                    .median();
            String bound = Double.isNaN(figure.limit())
                    ? ""
                    : String.format(
                            Locale.ROOT, " (%s %.4f)", figure.atLeast() ? "at least" : "at most", figure.limit());
            String line = String.format(Locale.ROOT, "%s: %.4f%s", figure.label(), median, bound);
            out.println("- " + line);
            if (!figure.holds(median)) {
                missed.add(task.label() + ": " + line);
            }
        }
        return missed;
    }
}
