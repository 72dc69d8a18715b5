// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flowmatch.engine.executor.EventRows;
import org.flowmatch.engine.executor.GridEvent;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Draws the hidden labels of rows on their way. The open labels of a row are revealed in random order at times at which a share
 * (rank + V) / open of them has come, with one V of (0, 1) for each row, each at the last time of the grid before its own, or all of them
 * at the first time; several that fall into one step one after another, or on wish together; on wish some are hidden and drawn again at
 * each step ({@link Redraws}). A row is a function of its number, its source row and the seed.
 */
final class Reveals implements GridEvent {
    private final MixedLayout layout;
    private final DrawnLabels labels;
    private final LabelChoice choice;
    private final double[] clock;
    private final MixedSettings settings;
    private final LabelSchedule schedule;
    private final KeyedRandom random;
    private final Redraws redraws;
    private final Map<Integer, RevealOrder> due = new ConcurrentHashMap<>();

    /**
     * @param clock the time of the network at the beginning of each step
     * @param schedule the share of labels that have come by a time of the clock
     */
    Reveals(LabelChoice choice, double[] clock, MixedSettings settings, LabelSchedule schedule, KeyedRandom random) {
        this.choice = choice;
        layout = choice.layout();
        labels = choice.labels();
        this.clock = clock.clone();
        this.settings = settings;
        this.schedule = schedule;
        this.random = random;
        redraws = new Redraws(choice, settings.redraws(), random);
    }

    @Override
    public void at(int step, EventRows rows) {
        if (layout.labels() == 0) {
            return;
        }
        RevealOrder order = due.computeIfAbsent(rows.firstRow(), first -> order(first, rows.rows()));
        boolean more = true;
        float[] outputs = null;
        while (more) {
            more = false;
            outputs = settings.together() ? outputs : null;
            for (int row = 0; row < rows.rows(); row++) {
                int k = order.take(row, step);
                if (k >= 0) {
                    outputs = outputs == null ? rows.outputs() : outputs;
                    choice.draw(rows, row, k, outputs, labels.source(rows.firstRow() + row, k), step);
                    more = true;
                }
            }
        }
        redraws.at(step, rows);
        if (settings.labelsFirst() && step == 0) {
            rows.renew();
        }
        if (step == clock.length - 1) {
            due.remove(rows.firstRow());
        }
    }

    private RevealOrder order(int firstRow, int rows) {
        int count = layout.labels();
        RevealOrder order = new RevealOrder(rows, count);
        float[] places = new float[count + 1];
        for (int row = 0; row < rows; row++) {
            labels.begin(firstRow + row);
            random.uniforms(firstRow + row, 0, places, 0, places.length);
            int open = 0;
            for (int k = 0; k < count; k++) {
                if (labels.known(firstRow + row, k)) {
                    places[k] = 2;
                } else {
                    open++;
                }
            }
            for (int k = 0; k < count; k++) {
                if (places[k] < 1) {
                    int rank = rank(places, k);
                    order.set(row, k, rank, settings.labelsFirst() ? 0 : step((rank + places[count]) / (double) open));
                }
            }
        }
        return order;
    }

    private static int rank(float[] places, int k) {
        int rank = 0;
        for (int other = 0; other < places.length - 1; other++) {
            if (places[other] < places[k] || places[other] == places[k] && other < k) {
                rank++;
            }
        }
        return rank;
    }

    /** The last step that begins at or before the time by which such a share has come; the first one for times before all. */
    private int step(double share) {
        int found = Arrays.binarySearch(clock, schedule.time(share));
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
