// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Which label of a row is hidden and drawn again, and by which number: one of those that were drawn, all alike probable. A label that
 * says whether a number has a value stays: the number has moved, or has not. A function of the row's number, the step and the seed.
 */
final class Redraws {
    /** No label. */
    static final int NONE = -1;

    private final int count;
    private final boolean[] stays;
    private final KeyedRandom random;

    /** @param count at each step */
    Redraws(MixedLayout layout, int count, KeyedRandom random) {
        this.count = count;
        this.random = random;
        stays = new boolean[layout.labels()];
        IntStream.range(0, layout.numbers())
                .map(layout::governor)
                .filter(label -> label != MixedLayout.NOWHERE)
                .forEach(label -> stays[label] = true);
    }

    int count() {
        return count;
    }

    /** @param drawn whether each label [C] of the row was drawn */
    int label(boolean[] drawn, int row, int step, int time) {
        int[] all = IntStream.range(0, drawn.length)
                .filter(k -> drawn[k] && !stays[k])
                .toArray();
        return all.length == 0 ? NONE : all[(int) (all.length * number(row, step, time, 0))];
    }

    /** The uniform number by which it is drawn. */
    double u(int row, int step, int time) {
        return number(row, step, time, 1);
    }

    private double number(int row, int step, int time, int which) {
        float[] u = new float[2];
        random.uniforms(row, 1L + (long) step * count + time, u, 0, u.length);
        return u[which];
    }
}
