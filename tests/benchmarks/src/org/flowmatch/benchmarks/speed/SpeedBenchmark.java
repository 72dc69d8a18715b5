// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.race.Contestant;
import org.flowmatch.benchmarks.race.Cores;
import org.flowmatch.benchmarks.race.Race;
import org.flowmatch.benchmarks.race.RaceTable;
import org.flowmatch.benchmarks.race.Team;

/** A benchmark that races this product against PyTorch and its friends, case by case and on several numbers of cores. */
public abstract class SpeedBenchmark implements Benchmark {
    private final String unit;
    private final String defaultThreads;

    /**
     * @param unit what one repetition is
     * @param defaultThreads numbers of cores to race on
     */
    SpeedBenchmark(String unit, String defaultThreads) {
        this.unit = unit;
        this.defaultThreads = defaultThreads;
    }

    /**
     * One race.
     *
     * @param contestants this product first
     * @param parts equal pieces of work in one repetition
     * @param operations of the products of one repetition; 0 for work that is none
     */
    record Case(String name, List<Contestant> contestants, int parts, double operations) {
        Case(String name, List<Contestant> contestants, int parts) {
            this(name, contestants, parts, 0);
        }
    }

    /** The names of the cases for a number of cores, in the order of the table. */
    abstract List<String> names(int threads);

    /** Whether a case is raced that was not asked for by name. */
    boolean usual(String name) {
        return !name.isEmpty();
    }

    /** Makes what a race needs; data that both sides read goes to the folder. */
    abstract Case prepare(String name, int threads, Team team, Path folder, SpeedOptions options) throws IOException;

    /** Modules without which there is nothing to race against. */
    abstract String[] modules();

    /** Looks at the times of one race beside its limits, such as at equal results; returns what is wrong. */
    abstract List<String> verify(Case raced, List<Race.Times> times);

    @Override
    public boolean beginsAnew() {
        return true;
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        SpeedOptions chosen = SpeedOptions.of(options, defaultThreads);
        List<String> missed = new ArrayList<>();
        RaceTable table = new RaceTable(unit, out);
        List<Peak> peaks = new ArrayList<>();
        boolean first = true;
        for (int threads : chosen.threads()) {
            Path folder = Files.createTempDirectory("flowmatch-bench");
            try (Team team = Team.start(threads, chosen.python())) {
                Peak peak = Peak.of(team.ours());
                peaks.add(peak);
                if (first) {
                    introduce(team, chosen, peak, out);
                    table.header();
                    first = false;
                }
                table.warnOfThreads(threads, Cores.count());
                if (team.peer().with(modules()).isEmpty()) {
                    missed.add("no limit could be checked: " + team.peer().describe());
                }
                for (String name : names(threads)) {
                    if (name.contains(chosen.cases()) && (!chosen.cases().isEmpty() || usual(name))) {
                        Case raced = prepare(name, threads, team, folder, chosen);
                        List<Race.Times> times =
                                chosen.race().run(key(name, threads, chosen, team), raced.contestants(), journal);
                        table.print(name, threads, raced.contestants(), times, raced.parts(), chosen.judgeCpu(threads));
                        missed.addAll(verify(raced, times));
                        if (threads == 1 && !chosen.gpu()) {
                            peak.reached(
                                    name, raced.operations(), times.get(0).cpu().median());
                        }
                    }
                }
            } finally {
                delete(folder);
            }
        }
        peaks.forEach(peak -> peak.print(out));
        missed.addAll(table.missed());
        return missed;
    }

    private static String key(String name, int threads, SpeedOptions options, Team team) {
        return String.join(
                ", ",
                name,
                threads + " threads",
                options.device(),
                team.describeOurs(),
                team.peer().describe());
    }

    private static void introduce(Team team, SpeedOptions options, Peak peak, PrintStream out) {
        out.println("ours: " + team.describeOurs());
        out.println("peer: " + team.peer().describe());
        out.println(peak.describe());
        out.println(options.race().rounds() + " interleaved rounds, "
                + (Cores.canPin() ? "both kept to the same cores" : "without taskset: cores are not fixed")
                + (options.gpu() ? ", on the GPU: " + team.peer().told("cuda") : ""));
        out.println();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
