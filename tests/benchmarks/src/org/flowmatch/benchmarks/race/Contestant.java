// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One program in a race.
 *
 * @param label in the table
 * @param worker does the work
 * @param ways the same work in several ways, such as chunks of several sizes, by their labels; the fastest is raced
 * @param limit how many times faster than the fastest contestant of the same limit the first contestant must be
 */
public record Contestant(String label, Measured worker, Map<String, Request> ways, Optional<Limit> limit) {
    public Contestant {
        ways = Map.copyOf(ways);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException(label + " has no work");
        }
    }

    /** A contestant without a limit and with one way to work. */
    public Contestant(String label, Measured worker, Request work) {
        this(label, worker, Map.of("", work), Optional.empty());
    }

    /**
     * @param name of those who share it
     * @param factor at least this many times as fast
     */
    public record Limit(String name, double factor) {}

    List<Map.Entry<String, Request>> sortedWays() {
        return ways.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }
}
