// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The memory of this process, in bytes.
 *
 * @param peakHeap the most that objects took on the Java heap since {@link #forgetPeakHeap}, garbage included: the sum of its
 *     pools' peaks, which need not have been at one time
 * @param resident main memory now, of Java, native libraries and mapped files together; empty where the system does not tell
 *     (outside of Linux)
 * @param peakResident the most main memory since the process began; empty where the system does not tell
 */
public record MemoryUse(long peakHeap, OptionalLong resident, OptionalLong peakResident) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double MIB = 1 << 20;

    public static MemoryUse now() {
        List<String> status = status();
        return new MemoryUse(
                heapPools().stream()
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum(),
                value(status, "VmRSS:"),
                value(status, "VmHWM:"));
    }

    /** Lets the peak of the heap start again from what is used now. */
    public static void forgetPeakHeap() {
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** "heap at most 350 MiB, resident 900 MiB, at most 1,210 MiB"; what is not known is left out. */
    public String text() {
        StringBuilder text = new StringBuilder("heap at most " + mebibytes(peakHeap));
        resident.ifPresent(bytes -> text.append(", resident ").append(mebibytes(bytes)));
        peakResident.ifPresent(bytes -> text.append(", at most ").append(mebibytes(bytes)));
        return text.toString();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MiB", bytes / MIB);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static List<String> status() {
        try {
            return Files.isReadable(STATUS) ? Files.readAllLines(STATUS) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of a line such as "VmRSS:   123 kB". */
    private static OptionalLong value(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
    }
}
