// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the loss curve: a point every so many steps, as many steps apart for one training whatever its speed, at most
 * about 250 points.
 */
final class LossCurve {

    private static final int MOST_POINTS = 250;
    private static final int LEAST_INTERVAL = 25;

    private final int interval;
    private final long total;
    private final int rowsPerStep;
    private final List<LossPoint> points = new ArrayList<>();
    private double sum;
    private long count;
    private long since = System.nanoTime();

    LossCurve(long total, int rowsPerStep) {
        this.total = total;
        this.rowsPerStep = rowsPerStep;
        interval = (int) Math.max(LEAST_INTERVAL, (total + MOST_POINTS - 1) / MOST_POINTS);
    }

    /** Steps from point to point. */
    int interval() {
        return interval;
    }

    void add(float loss) {
        sum += loss;
        count++;
    }

    /** Whether a point is due after so many steps: at whole intervals, and at the end. */
    boolean due(long done) {
        return done % interval == 0 || done == total;
    }

    void point(long done, double validation, double learningRate) {
        long now = System.nanoTime();
        points.add(new LossPoint(
                done, sum / count, validation, learningRate, count * (double) rowsPerStep * 1e9 / (now - since)));
        sum = 0;
        count = 0;
        since = now;
    }

    List<LossPoint> points() {
        return points;
    }
}
