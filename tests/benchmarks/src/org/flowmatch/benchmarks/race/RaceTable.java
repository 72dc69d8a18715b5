// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Markdown table of races: of each contestant the medians of its times and how many times as long as the first one it
 * takes. With one thread the CPU time is judged, which other work on the machine disturbs less, otherwise the wall time.
 */
public final class RaceTable {
    private final PrintStream out;
    private final String unit;
    private final List<String> missed = new ArrayList<>();

    /** @param unit of one repetition, such as "step" */
    public RaceTable(String unit, PrintStream out) {
        this.unit = unit;
        this.out = out;
    }

    public void header() {
        out.println("| case | threads | program | CPU ms a " + unit + " | wall ms (least to most) | CPU, times ours"
                + " | wall, times ours (least to most) | limit | |");
        out.println("|---|---|---|---|---|---|---|---|---|");
    }

    /** Warns, in a line of the table, of threads that must share cores. */
    public void warnOfThreads(int threads, int cores) {
        if (threads > cores) {
            out.printf(
                    "| warning: %d threads share the %d cores of this machine, so that their times tell nothing of %d"
                            + " cores | %d | | | | | | | |%n",
                    threads, cores, threads, threads);
        }
    }

    /**
     * @param contestants this product first
     * @param times theirs
     * @param parts equal pieces of work in one repetition; times are told of one
     * @param judgeCpu whether CPU times are judged instead of wall times
     */
    public void print(
            String name,
            int threads,
            List<Contestant> contestants,
            List<Race.Times> times,
            int parts,
            boolean judgeCpu) {
        Race.Times ours = times.get(0);
        Map<String, Integer> judged = fastest(contestants, times, judgeCpu);
        for (int k = 0; k < times.size(); k++) {
            Race.Times their = times.get(k);
            Optional<Contestant.Limit> limit = contestants.get(k).limit();
            boolean isJudged = limit.isPresent() && judged.get(limit.get().name()) == k;
            double ratio =
                    (judgeCpu ? their.cpu() : their.wall()).median() / (judgeCpu ? ours.cpu() : ours.wall()).median();
            boolean holds = !isJudged || ratio >= limit.get().factor();
            Series ratios = their.wall().over(ours.wall());
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %s (%s to %s) | %s | %s | %s | %s |%n",
                    name,
                    threads,
                    their.label(),
                    millis(their.cpu().median(), parts),
                    millis(their.wall().median(), parts),
                    millis(their.wall().least(), parts),
                    millis(their.wall().most(), parts),
                    k == 0 ? "" : times(their.cpu().median() / ours.cpu().median()),
                    k == 0
                            ? ""
                            : times(their.wall().median() / ours.wall().median()) + " (" + times(ratios.least())
                                    + " to " + times(ratios.most()) + ")",
                    isJudged ? String.format(Locale.ROOT, "%.2f", limit.get().factor()) : "",
                    isJudged ? (holds ? "yes" : "NO") : "");
            if (!holds) {
                missed.add(String.format(
                        Locale.ROOT,
                        "%s, %d threads: %.2f times as fast as %s, limit %.2f",
                        name,
                        threads,
                        ratio,
                        their.label(),
                        limit.get().factor()));
            }
        }
    }

    private static Map<String, Integer> fastest(
            List<Contestant> contestants, List<Race.Times> times, boolean judgeCpu) {
        Map<String, Integer> fastest = new TreeMap<>();
        for (int k = 0; k < times.size(); k++) {
            Optional<Contestant.Limit> limit = contestants.get(k).limit();
            if (limit.isPresent()) {
                int candidate = k;
                fastest.merge(
                        limit.get().name(),
                        k,
                        (best, other) -> judged(times.get(candidate), judgeCpu) < judged(times.get(best), judgeCpu)
                                ? other
                                : best);
            }
        }
        return fastest;
    }

    private static double judged(Race.Times times, boolean cpu) {
        return (cpu ? times.cpu() : times.wall()).median();
    }

    private static String millis(double seconds, int parts) {
        double millis = 1e3 * seconds / parts;
        return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 100 ? "%.2f" : "%.0f", millis);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** What was too slow; empty when all limits hold. */
    public List<String> missed() {
        return List.copyOf(missed);
    }
}
