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

    /**
     * The times that an answer tells: wall, cpu and result.
     *
     * @param who has answered, for the message
     * @throws WorkerFailure when they are not among its values, or no numbers
     */
    public static Timing of(String who, Request answer, int repeat) throws WorkerFailure {
        try {
            return new Timing(answer.decimal("wall"), answer.decimal("cpu"), answer.decimal("result"), repeat);
        } catch (IllegalArgumentException e) {
            throw new WorkerFailure(
                    who + " answered \"" + answer.line() + "\", which has no times: " + e.getMessage(), e);
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
