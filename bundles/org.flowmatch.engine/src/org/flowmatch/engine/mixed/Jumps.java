// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.stream.IntStream;
import org.flowmatch.engine.executor.EventRows;
import org.flowmatch.engine.executor.GridEvent;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Lets the labels of rows, drawn at first from all levels alike, jump on their way: to a level l at the rate kappa' / (1 - kappa) p(l),
 * p what the network expects of the label, or R_cond^g R_free^(1 - g) of two such rates. In a step a label jumps with the chance that
 * those rates give at its beginning, at most once (tau-leaping: Campbell, Benton, De Bortoli, Rainforth, Deligiannidis and Doucet 2022);
 * labels that jump are drawn one after another in random order, on wish from one evaluation. In the last step all are drawn. A row is a
 * function of its number, its source row and the seed.
 */
final class Jumps implements GridEvent {
    private final LabelChoice choice;
    private final DrawnLabels labels;
    private final MixedLayout layout;
    private final double[] clock;
    private final boolean together;
    private final KeyedRandom random;

    /**
     * @param choice of labels that do not stay as they are drawn
     * @param clock the time of the network at the beginning of each step, which is the share of labels that have come from the target
     */
    Jumps(LabelChoice choice, double[] clock, boolean together, KeyedRandom random) {
        this.choice = choice;
        labels = choice.labels();
        layout = choice.layout();
        this.clock = clock.clone();
        this.together = together;
        this.random = random;
    }

    @Override
    public void at(int step, EventRows rows) {
        if (step == 0) {
            for (int row = 0; row < rows.rows(); row++) {
                begin(rows, row);
            }
        }
        float[] outputs = rows.outputs();
        int[][] jumping = new int[rows.rows()][];
        int most = 0;
        for (int row = 0; row < jumping.length; row++) {
            jumping[row] = jumping(rows, row, outputs, step);
            most = Math.max(most, jumping[row].length);
        }
        for (int place = 0; place < most; place++) {
            outputs = place > 0 && !together ? rows.outputs() : outputs;
            for (int row = 0; row < jumping.length; row++) {
                if (place < jumping[row].length) {
                    int k = jumping[row][place];
                    choice.draw(rows, row, k, outputs, number(rows.firstRow() + row, step, 2, k), step);
                }
            }
        }
    }

    /** The first levels of the open labels of a row. */
    private void begin(EventRows rows, int row) {
        int number = rows.firstRow() + row;
        labels.begin(number);
        for (int k = 0; k < layout.labels(); k++) {
            if (!labels.known(number, k)) {
                labels.set(rows, row, k, (float) Math.floor(labels.source(number, k) * layout.levels(k)), 0);
            }
        }
    }

    /** The labels of a row that jump in a step, in random order. */
    private int[] jumping(EventRows rows, int row, float[] outputs, int step) {
        int number = rows.firstRow() + row;
        boolean last = step == clock.length - 1;
        return IntStream.range(0, layout.labels())
                .filter(k -> !labels.isGiven(number, k))
                .filter(k -> last
                        || number(number, step, 0, k)
                                < LabelSchedule.LINEAR.chance(
                                        clock[step], clock[step + 1], choice.haste(rows, row, k, outputs)))
                .boxed()
                .sorted((a, b) -> Double.compare(number(number, step, 1, a), number(number, step, 1, b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Uniform numbers of a row, a step and a label: whether it jumps, when, and where to. */
    private double number(int row, int step, int which, int k) {
        return random.uniform(row, (3L * step + which) * layout.labels() + k);
    }
}
