// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.race.Cores;
import org.flowmatch.benchmarks.race.Ours;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.benchmarks.race.Series;
import org.flowmatch.benchmarks.race.Worker;

/** How long the first native call of a process takes, and a small workflow that hardly trains. */
public final class StartupBenchmark implements Benchmark {
    private static final double MOST_LOAD = 3;
    private static final double MOST_WORKFLOW = 6;
    private static final String WORKFLOW = "two-moons";

    /** One step of each training. */
    private static final List<String> HARDLY_TRAINED =
            List.of("--option", "4,steps,1,long", "--option", "9,steps,1,long");

    @Override
    public String description() {
        return "seconds of a process's first native call (its cache warm), and of the workflow two-moons with one step"
                + " of training\n"
                + "options: rounds=7";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("rounds");
        int rounds = options.number("rounds", 7);
        double[] loads = new double[rounds];
        for (int k = 0; k < rounds; k++) {
            try (Worker worker = Ours.start(Cores.count(), List.of())) {
                loads[k] = worker.ask(Request.of("about")).decimal("load");
            }
        }
        out.println("| | median s | least to most | limit | |");
        out.println("|---|---|---|---|---|");
        List<String> missed = new ArrayList<>();
        print("first native call", new Series(loads), MOST_LOAD, out, missed);
        if (Ours.built()) {
            double[] runs = new double[rounds];
            for (int k = 0; k < rounds; k++) {
                runs[k] = workflow();
            }
            print(WORKFLOW + " without training", new Series(runs), MOST_WORKFLOW, out, missed);
        } else {
            missed.add(WORKFLOW + " was not run: that needs a build");
        }
        return missed;
    }

    private static double workflow() throws IOException {
        List<String> command = new ArrayList<>(Ours.launcher("run"));
        command.add(Path.of(command.get(2), "tests", "workflows", WORKFLOW).toString());
        command.addAll(HARDLY_TRAINED);
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (process.exitValue() != 0) {
            throw new IOException("the workflow " + WORKFLOW + " failed: " + output.strip());
        }
        return seconds;
    }

    private static void print(String what, Series seconds, double limit, PrintStream out, List<String> missed) {
        boolean holds = seconds.median() <= limit;
        out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f to %.2f | %.0f | %s |%n",
                what,
                seconds.median(),
                seconds.least(),
                seconds.most(),
                limit,
                holds ? "yes" : "NO");
        if (!holds) {
            missed.add(String.format(Locale.ROOT, "%s takes %.2f s, limit %.0f s", what, seconds.median(), limit));
        }
    }
}
