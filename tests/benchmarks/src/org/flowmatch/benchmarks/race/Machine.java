// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The computer in one line. */
public final class Machine {
    private static final long KIB_PER_GIB = 1L << 20;

    private Machine() {}

    /** CPU, cores, AVX-512, memory, operating system and Java, as far as they are told. */
    public static String describe() throws IOException {
        List<String> parts = new ArrayList<>();
        Optional<String> name = field("/proc/cpuinfo", "model name");
        name.ifPresent(parts::add);
        field("/proc/cpuinfo", "flags")
                .ifPresent(flags -> parts.add(flags.contains("avx512f") ? "AVX-512" : "no AVX-512"));
        parts.add(Cores.count() + " cores");
        field("/proc/meminfo", "MemTotal")
                .ifPresent(
                        text -> parts.add(Math.round(Double.parseDouble(text.split(" ")[0]) / KIB_PER_GIB) + " GiB"));
        parts.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        parts.add("Java " + Runtime.version().feature());
        return String.join(", ", parts);
    }

    private static Optional<String> field(String file, String name) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }
}
