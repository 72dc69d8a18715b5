// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

/** The times between which a solver takes its steps. */
public final class TimeGrid {
    private TimeGrid() {}

    /** Equal steps: steps + 1 times, the first exactly {@code from} and the last exactly {@code to}. */
    public static double[] uniform(double from, double to, int steps) {
        double[] times = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            times[i] = from + (to - from) * i / steps;
        }
        times[steps] = to;
        return times;
    }
}
