// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.stream.IntStream;
import org.flowmatch.engine.executor.EventRows;
import org.flowmatch.engine.executor.GridEvent;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Draws the hidden labels of rows on their way by guided rates, R_cond^g R_free^(1 - g) for each level of each label (Nisonoff, Xiong,
 * Allenspach and Listgarten 2025). Those of a label add up to kappa' / (1 - kappa) times
 *
 * <pre>
 * Z_k = sum over levels of p_cond^g p_free^(1 - g),
 * </pre>
 *
 * so that labels of which the condition says more come sooner for g above 1. Within a step labels come one after another, each after a
 * time that is exponential in the rates of all, which the network tells anew behind each (Gillespie 1977); together on wish, each by
 * itself. At the end of the last step all have come. A row is a function of its number, its source row and the seed.
 */
final class RevealRace implements GridEvent {
    private final LabelChoice choice;
    private final DrawnLabels labels;
    private final MixedLayout layout;
    private final double[] clock;
    private final boolean together;
    private final LabelSchedule schedule;
    private final KeyedRandom random;
    private final Redraws redraws;

    /**
     * @param choice that is guided
     * @param clock the time of the network at the beginning of each step
     * @param schedule the share of labels that have come by a time of the clock
     */
    RevealRace(
            LabelChoice choice,
            double[] clock,
            MixedSettings settings,
            LabelSchedule schedule,
            KeyedRandom random,
            KeyedRandom again) {
        this.choice = choice;
        labels = choice.labels();
        layout = choice.layout();
        this.clock = clock.clone();
        together = settings.together();
        this.schedule = schedule;
        this.random = random;
        redraws = new Redraws(choice, settings.redraws(), again);
    }

    @Override
    public void at(int step, EventRows rows) {
        int n = rows.rows();
        double[] passed = new double[n];
        boolean[] running = new boolean[n];
        for (int row = 0; row < n; row++) {
            if (step == 0) {
                labels.begin(rows.firstRow() + row);
            }
            running[row] = open(rows.firstRow() + row).length > 0;
        }
        double length = length(step);
        while (any(running)) {
            float[] outputs = rows.outputs();
            for (int row = 0; row < n; row++) {
                if (running[row]) {
                    running[row] = together
                            ? each(rows, row, outputs, step, length)
                            : next(rows, row, outputs, step, length, passed);
                }
            }
        }
        redraws.at(step, rows);
    }

    /** The integral of kappa' / (1 - kappa) over a step; infinite for the last one. */
    private double length(int step) {
        return step == clock.length - 1
                ? Double.POSITIVE_INFINITY
                : Math.log1p(-schedule.share(clock[step])) - Math.log1p(-schedule.share(clock[step + 1]));
    }

    /** Reveals the label that comes next, unless that is behind the step. Whether there may be more. */
    private boolean next(EventRows rows, int row, float[] outputs, int step, double length, double[] passed) {
        int number = rows.firstRow() + row;
        int[] open = open(number);
        double[] rates = IntStream.of(open)
                .mapToDouble(k -> choice.haste(rows, row, k, outputs))
                .toArray();
        double total =
                IntStream.range(0, rates.length).mapToDouble(i -> rates[i]).sum();
        int come = layout.labels() - open.length;
        float[] u = new float[2];
        random.uniforms(number, (long) step * layout.labels() + come, u, 0, u.length);
        passed[row] += length == Double.POSITIVE_INFINITY ? 0 : -Math.log(u[0]) / total;
        if (passed[row] >= length) {
            return false;
        }
        double left = u[1] * total;
        int chosen = 0;
        while (chosen < rates.length - 1 && left >= rates[chosen]) {
            left -= rates[chosen++];
        }
        choice.draw(rows, row, open[chosen], outputs, labels.source(number, open[chosen]), step);
        return open.length > 1;
    }

    /** Reveals each label by itself. */
    private boolean each(EventRows rows, int row, float[] outputs, int step, double length) {
        int number = rows.firstRow() + row;
        float[] u = new float[layout.labels()];
        random.uniforms(number, step, u, 0, u.length);
        for (int k : open(number)) {
            double rate = choice.haste(rows, row, k, outputs);
            if (-Math.log(u[k]) < length * rate) {
                choice.draw(rows, row, k, outputs, labels.source(number, k), step);
            }
        }
        return false;
    }

    private int[] open(int number) {
        return IntStream.range(0, layout.labels())
                .filter(k -> !labels.known(number, k))
                .toArray();
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
