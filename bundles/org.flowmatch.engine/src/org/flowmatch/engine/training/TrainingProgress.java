// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.Locale;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;

/** Tells a monitor how a training is going: step, loss, rows per second and time left. */
final class TrainingProgress {

    private static final double SECONDS_REMEMBERED = 5;

    private final Monitor monitor;
    private long total;
    private final int rowsPerStep;
    /** Recent steps, seconds and sum of losses; what is older counts less. */
    private double steps;

    private double seconds;
    private double losses;

    TrainingProgress(Monitor monitor, long total, int rowsPerStep) {
        this.monitor = monitor;
        this.total = total;
        this.rowsPerStep = rowsPerStep;
    }

    /** Ends the training after so many steps. */
    void end(long count) {
        total = count;
    }

    /**
     * @param done steps made so far
     * @param count steps since the last call
     * @param took seconds that they took
     * @param meanLoss their mean loss
     */
    void report(long done, int count, double took, double meanLoss) {
        double kept = Math.exp(-took / SECONDS_REMEMBERED);
        steps = kept * steps + count;
        seconds = kept * seconds + took;
        losses = kept * losses + count * meanLoss;
        monitor.report(
                (double) done / total,
                String.format(
                        Locale.ROOT,
                        "Step %,d of %,d, loss %.4g, %,.0f rows/s, %s",
                        done,
                        total,
                        losses / steps,
                        rowsPerStep * steps / seconds,
                        TimeLeft.text((total - done) * seconds / steps)));
    }
}
