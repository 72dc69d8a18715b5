// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.util.List;
import java.util.Locale;

/**
 * What one node of the chain took.
 *
 * @param seconds wall time
 * @param cpu seconds of processor time of the process meanwhile, all threads together
 * @param heap the most bytes on the heap while it ran, garbage included
 * @param resident the most main memory of the process until its end, in bytes; 0 where the system does not tell
 */
record NodeUse(String node, double seconds, double cpu, long heap, long resident) {
    private static final String MARK = "use\t";
    private static final double MIB = 1 << 20;

    /** As a line that {@link #read} finds again among others. */
    String line() {
        return MARK + node + "\t" + seconds + "\t" + cpu + "\t" + heap + "\t" + resident;
    }

    static List<NodeUse> read(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.split("\t"))
                .map(cells -> new NodeUse(
                        cells[1],
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Long.parseLong(cells[4]),
                        Long.parseLong(cells[5])))
                .toList();
    }

    String row(int rows) {
        return String.format(
                Locale.ROOT,
                "%,9d  %-18s %8.1f %8.1f %10.0f %10.0f",
                rows,
                node,
                seconds,
                cpu,
                heap / MIB,
                resident / MIB);
    }

    static String header() {
        return String.format("%9s  %-18s %8s %8s %10s %10s", "rows", "node", "seconds", "CPU s", "heap MiB", "RSS MiB");
    }
}
