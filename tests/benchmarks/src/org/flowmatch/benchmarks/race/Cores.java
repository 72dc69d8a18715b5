// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processor cores that this process may use, and commands that are kept to some of them. */
public final class Cores {
    private Cores() {}

    public static int count() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Whether commands can be kept to cores here: with taskset, on Linux. */
    public static boolean canPin() {
        if (!Files.isReadable(Path.of("/proc/self/status"))) {
            return false;
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "taskset"))) {
                return true;
            }
        }
        return false;
    }

    /** The command kept to the last so many cores; as it is where that is not possible. */
    public static List<String> pinned(List<String> command, int cores) throws IOException {
        if (!canPin()) {
            return command;
        }
        List<Integer> allowed = allowed(Files.readAllLines(Path.of("/proc/self/status")));
        List<Integer> last = allowed.subList(Math.max(0, allowed.size() - cores), allowed.size());
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c"));
        pinned.add(String.join(",", last.stream().map(String::valueOf).toList()));
        pinned.addAll(command);
        return pinned;
    }

    /** The cores of a line such as "Cpus_allowed_list: 0-1,4". */
    public static List<Integer> allowed(List<String> status) {
        List<Integer> cores = new ArrayList<>();
        for (String line : status) {
            if (line.startsWith("Cpus_allowed_list:")) {
                for (String part : line.substring(line.indexOf(':') + 1).strip().split(",")) {
                    String[] ends = part.split("-");
                    for (int core = Integer.parseInt(ends[0]);
                            core <= Integer.parseInt(ends[ends.length - 1]);
                            core++) {
                        cores.add(core);
                    }
                }
            }
        }
        return cores;
    }
}
