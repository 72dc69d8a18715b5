// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.race.Cores;
import org.flowmatch.benchmarks.race.Ours;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.benchmarks.race.Worker;

/**
 * The main memory of a long training, and two trainings at the same time in one JVM. The Java heap is of fixed size and in
 * memory from the start, so that what grows is native memory.
 */
public final class MemoryBenchmark implements Benchmark {
    private static final List<String> FIXED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");
    private static final int READINGS = 5;
    private static final double MIB = 1 << 20;
    private static final double MEGABYTE = 1e6;
    private static final double MOST_GROWTH = 20 * MEGABYTE;

    @Override
    public String description() {
        return "main memory of the process while it trains (d 2, width 64, batch 256; Java heap of a fixed 512 MiB),"
                + " and the losses of two trainings at once\n"
                + "options: steps=50000, together=5000 (steps of each of two)";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("steps", "together");
        int steps = options.number("steps", 50_000);
        List<String> missed = new ArrayList<>();
        try (Worker worker = Ours.start(Cores.count(), FIXED_HEAP)) {
            Request resident = worker.ask(Request.of("resident", "steps", steps));
            out.println("| step | resident, MiB |");
            out.println("|---|---|");
            for (int k = 1; k <= READINGS; k++) {
                out.printf(
                        Locale.ROOT,
                        "| %,d | %.1f |%n",
                        (long) steps * k / READINGS,
                        resident.decimal("resident" + k) / MIB);
            }
            double growth = resident.decimal("resident" + READINGS) - resident.decimal("resident1");
            out.printf(
                    Locale.ROOT,
                    "%nFrom the first reading to the last: %.1f MB (limit: less than %.0f).%n",
                    growth / MEGABYTE,
                    MOST_GROWTH / MEGABYTE);
            if (!(Math.abs(growth) < MOST_GROWTH)) {
                missed.add(String.format(Locale.ROOT, "the resident memory changed by %.1f MB", growth / MEGABYTE));
            }
            int together = options.number("together", 5_000);
            Request two = worker.ask(Request.of("together", "steps", together));
            boolean equal = Boolean.parseBoolean(two.text("equal"));
            out.println("Two trainings of " + together + " steps at the same time, one with optimal transport: "
                    + two.text("points") + " losses " + (equal ? "equal to" : "DIFFERENT from")
                    + " those of each alone.");
            if (!equal) {
                missed.add("two trainings at the same time do not end like each alone");
            }
        }
        return missed;
    }
}
