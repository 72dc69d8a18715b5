// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** From rows of a source table to what a mixed flow starts from: where a row has no value of a number, noise stands for it. */
final class SourceStarts {
    private SourceStarts() {}

    /** Puts noise in the place of the numbers that a row of a source table, which begins at {@code from}, has no value of. */
    static void fill(MixedLayout layout, float[] rows, int from, float[] noise, int first) {
        for (int i = 0; i < layout.numbers(); i++) {
            if (layout.lacksInSource(rows, from, i)) {
                layout.setNumber(rows, from, i, noise[first + i]);
            }
        }
    }

    /**
     * Rows as a {@link MixedStart} takes them in: their numbers, and for each label the uniform number by which it is drawn. A
     * function of the row, its number and the seed.
     *
     * @param rows of the source table, encoded [n, D]
     */
    static RowMatrix of(MixedLayout layout, RowMatrix rows, long seed) {
        KeyedRandom uniform = new KeyedRandom(seed, Purpose.REVEAL, 1);
        KeyedRandom lacking = new KeyedRandom(seed, Purpose.REVEAL, 2);
        return new MadeRows(rows.rows(), layout.width(), (row, dst, off) -> {
            rows.copyRow(row, dst, off);
            if (layout.lacksNumbers()) {
                float[] noise = new float[layout.numbers()];
                lacking.gaussians(row, 0, noise, 0, noise.length);
                fill(layout, dst, off, noise, 0);
            }
            float[] drawn = new float[layout.labels()];
            uniform.uniforms(row, 0, drawn, 0, drawn.length);
            for (int k = 0; k < drawn.length; k++) {
                layout.setLabel(dst, off, k, drawn[k]);
            }
        });
    }
}
