// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the loss curve: a point every few steps, equally many apart for one training whatever its speed, at most
 * about 250 points.
 */
final class LossCurve {

    /** The most points of a curve. */
    private static final int MOST_POINTS = 250;

    private static final int LEAST_INTERVAL = 25;

    private final int interval;
    private long total;
    private final int rowsPerStep;
    private final List<String> kinds;
    private final List<LossPoint> points = new ArrayList<>();
    private double sum;
    private final double[] sums;
    private long count;
    private long since = System.nanoTime();
    /** Steps and time of the native calls whose rate no point has told yet. */
    private long stepsTimed;

    private long nanosTimed;
    private double rowsPerSecond;

    /** @param kinds of outputs whose losses are told apart; may be empty */
    LossCurve(long total, int rowsPerStep, List<String> kinds) {
        this.kinds = kinds;
        sums = new double[kinds.size()];
        this.total = total;
        this.rowsPerStep = rowsPerStep;
        interval = (int) Math.max(LEAST_INTERVAL, (total + MOST_POINTS - 1) / MOST_POINTS);
    }

    /** Steps from point to point. */
    int interval() {
        return interval;
    }

    /** The last point comes after so many steps. */
    void end(long last) {
        total = last;
    }

    /** Takes the time of this many steps, which were one native call; their losses follow. */
    void timed(int steps) {
        long now = System.nanoTime();
        stepsTimed += steps;
        nanosTimed += now - since;
        since = now;
    }

    void add(LossValues losses, int step) {
        sum += losses.total(step);
        for (int kind = 0; kind < sums.length; kind++) {
            sums[kind] += losses.of(step, kind);
        }
        count++;
    }

    /** Whether a point is due after this many steps: at whole intervals, and at the end. */
    boolean due(long done) {
        return done % interval == 0 || done == total;
    }

    /** Whether there are losses since the last point, as where a training ended at once. */
    boolean open() {
        return count > 0;
    }

    /** Several points within one native call have the rate of that call. */
    void point(long done, Optional<LossValues> validation, double learningRate) {
        if (stepsTimed > 0) {
            rowsPerSecond = stepsTimed * (double) rowsPerStep * 1e9 / nanosTimed;
            stepsTimed = 0;
            nanosTimed = 0;
        }
        List<LossPoint.OfKind> apart = new ArrayList<>();
        for (int kind = 0; kind < sums.length; kind++) {
            double held = validation.isPresent() ? validation.get().of(0, kind) : Double.NaN;
            apart.add(new LossPoint.OfKind(kinds.get(kind), sums[kind] / count, held));
            sums[kind] = 0;
        }
        double held = validation.isPresent() ? validation.get().total(0) : Double.NaN;
        points.add(new LossPoint(done, sum / count, held, learningRate, rowsPerSecond, apart));
        sum = 0;
        count = 0;
    }

    List<LossPoint> points() {
        return points;
    }
}
