// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.race.Cores;
import org.flowmatch.benchmarks.race.Race;

/**
 * What the benchmarks beside PyTorch have in common.
 *
 * @param threads numbers of cores, each raced on its own
 * @param device cpu or gpu
 * @param python the command of the peer
 * @param cases only those whose name has this text
 */
public record SpeedOptions(Race race, List<Integer> threads, String device, String python, String cases) {
    private static final String[] NAMES = {
        "rounds", "threads", "device", "python", "cases", "seconds", "warmup",
    };
    static final String HELP =
            "options: rounds=7, threads=1,2 (cores), device=cpu or gpu, python=COMMAND (of the peer), cases=TEXT (only"
                    + " those whose name has it), seconds=1 (of one measurement at least), warmup=20 (seconds for our JVM"
                    + " to compile before)";

    static SpeedOptions of(Options options, String defaultThreads) {
        options.requireKnown(NAMES);
        String device = options.text("device", "cpu");
        if (!List.of("cpu", "gpu").contains(device)) {
            throw new IllegalArgumentException("device is \"" + device + "\", but must be cpu or gpu.");
        }
        Set<Integer> threads = new LinkedHashSet<>();
        for (int count : options.numbers("threads", defaultThreads)) {
            threads.add(Math.max(1, Math.min(Cores.count(), count)));
        }
        double seconds = options.decimal("seconds", 1);
        return new SpeedOptions(
                new Race(options.number("rounds", 7), seconds, options.decimal("warmup", 20)),
                List.copyOf(threads),
                device,
                options.text("python", "python3"),
                options.text("cases", ""));
    }

    /** What these benchmarks can be told. */
    public static String[] names() {
        return NAMES.clone();
    }

    boolean gpu() {
        return "gpu".equals(device);
    }

    /** One core's CPU time is judged; on a GPU and on many cores the wall time counts. */
    boolean judgeCpu(int count) {
        return count == 1 && !gpu();
    }
}
