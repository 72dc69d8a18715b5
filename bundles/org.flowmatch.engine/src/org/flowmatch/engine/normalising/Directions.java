// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Directions e of rows for which the sum of e' J e is the trace of J: of few columns all unit vectors, of more a single one whose
 * coordinates are 1 or -1, for which it is the trace in the mean (Hutchinson 1990; for flows Grathwohl and others 2019). A direction
 * is that of a row's number in its step: it stays along the whole way, and does not depend on how steps are cut into blocks.
 */
final class Directions {
    /** Of more columns a single direction is cheaper than its noise costs. */
    static final int LARGEST_EXACT = 3;

    private final int columns;
    private final KeyedRandom random;

    Directions(int columns, PairUse use, long seed) {
        this.columns = columns;
        random = new KeyedRandom(seed, Purpose.PROBE, use == PairUse.TRAINING ? 1 : 2);
    }

    /** The number of directions of a row of d columns. */
    static int count(int columns) {
        return columns <= LARGEST_EXACT ? columns : 1;
    }

    /** Of the rows of some steps, [steps rows, count d]. */
    float[] of(long step, int steps, int rows) {
        int width = count(columns) * columns;
        float[] directions = new float[Math.multiplyExact(Math.multiplyExact(steps, rows), width)];
        for (int row = 0; row < steps * rows; row++) {
            int at = row * width;
            if (columns <= LARGEST_EXACT) {
                for (int i = 0; i < columns; i++) {
                    directions[at + i * columns + i] = 1;
                }
                continue;
            }
            random.uniforms(row % rows, step + row / rows, directions, at, width);
            for (int i = at; i < at + width; i++) {
                directions[i] = directions[i] < 0.5f ? -1 : 1;
            }
        }
        return directions;
    }
}
