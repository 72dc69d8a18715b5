// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.Locale;
import org.flowmatch.engine.Monitor;

/** Tells a monitor how a training goes on: step, loss, rows per second and time left. */
final class Progress {

    private static final double SECONDS_REMEMBERED = 5;

    private final Monitor monitor;
    private final long total;
    private final int rowsPerStep;
    private double secondsPerStep;
    private double loss = Double.NaN;

    Progress(Monitor monitor, long total, int rowsPerStep) {
        this.monitor = monitor;
        this.total = total;
        this.rowsPerStep = rowsPerStep;
    }

    /**
     * @param done steps made so far
     * @param count steps since the last call
     * @param seconds that they took
     * @param meanLoss their mean loss
     */
    void report(long done, int count, double seconds, double meanLoss) {
        double weight = 1 - Math.exp(-seconds / SECONDS_REMEMBERED);
        boolean first = Double.isNaN(loss);
        secondsPerStep = first ? seconds / count : secondsPerStep + weight * (seconds / count - secondsPerStep);
        loss = first ? meanLoss : loss + weight * (meanLoss - loss);
        monitor.report(
                (double) done / total,
                String.format(
                        Locale.ROOT,
                        "Step %,d of %,d, loss %.4g, %,.0f rows/s, %s left",
                        done,
                        total,
                        loss,
                        rowsPerStep / secondsPerStep,
                        time(Math.round((total - done) * secondsPerStep))));
    }

    private static String time(long seconds) {
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
