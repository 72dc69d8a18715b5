// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

/**
 * How long a piece of work took.
 *
 * @param wall seconds
 * @param cpu seconds of all threads of the process
 * @param result a number to check the work by
 * @param repeat how many times it was done
 */
public record Timing(double wall, double cpu, double result, int repeat) {
    public Timing {
        if (!(wall > 0) || !(cpu >= 0) || repeat < 1) {
            throw new IllegalArgumentException(
                    "no times: " + wall + " s, CPU " + cpu + " s, " + repeat + " repetitions");
        }
    }

    /** Seconds of one repetition. */
    public double wallOfOne() {
        return wall / repeat;
    }

    /** CPU seconds of one repetition. */
    public double cpuOfOne() {
        return cpu / repeat;
    }
}
