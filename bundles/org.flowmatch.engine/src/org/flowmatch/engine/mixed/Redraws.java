// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.stream.IntStream;
import org.flowmatch.engine.executor.EventRows;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Hides a label of each row and draws it again from what the network expects without it: one of those that were drawn, all alike
 * probable. A label that says whether a number has a value stays: the number has moved, or has not. A function of the row's number, the
 * step and the seed.
 */
final class Redraws {
    private static final int NONE = -1;

    private final LabelChoice choice;
    private final int count;
    private final boolean[] stays;
    private final KeyedRandom random;

    /** @param count at each step */
    Redraws(LabelChoice choice, int count, KeyedRandom random) {
        this.choice = choice;
        this.count = count;
        this.random = random;
        MixedLayout layout = choice.layout();
        stays = new boolean[layout.labels()];
        IntStream.range(0, layout.numbers())
                .map(layout::governor)
                .filter(label -> label != MixedLayout.NOWHERE)
                .forEach(label -> stays[label] = true);
    }

    void at(int step, EventRows rows) {
        for (int time = 0; time < count; time++) {
            redraw(rows, step, time);
        }
    }

    private void redraw(EventRows rows, int step, int time) {
        int[] hidden = new int[rows.rows()];
        boolean some = false;
        for (int row = 0; row < hidden.length; row++) {
            int number = rows.firstRow() + row;
            hidden[row] = label(choice.labels().drawn(number), number, step, time);
            if (hidden[row] != NONE) {
                choice.labels().hide(rows, row, hidden[row]);
                some = true;
            }
        }
        float[] outputs = some ? rows.outputs() : new float[0];
        for (int row = 0; row < hidden.length; row++) {
            if (hidden[row] != NONE) {
                double u = number(rows.firstRow() + row, step, time, 1);
                choice.draw(rows, row, hidden[row], outputs, u, step);
            }
        }
    }

    /** @param drawn whether each label [C] of the row was drawn */
    private int label(boolean[] drawn, int row, int step, int time) {
        int[] all = IntStream.range(0, drawn.length)
                .filter(k -> drawn[k] && !stays[k])
                .toArray();
        return all.length == 0 ? NONE : all[(int) (all.length * number(row, step, time, 0))];
    }

    private double number(int row, int step, int time, int which) {
        float[] u = new float[2];
        random.uniforms(row, 1L + (long) step * count + time, u, 0, u.length);
        return u[which];
    }
}
