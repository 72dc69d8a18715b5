// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Optional;
import org.flowmatch.engine.encoding.NeverTogether;
import org.flowmatch.engine.executor.EventRows;

/**
 * Draws labels from what the network expects of them.
 *
 * @param labels of the rows on their way
 * @param temperature by which logits are divided
 * @param allowed the levels that an open label may get
 * @param never levels that never stood together in training and do not do so here, where labels stay as they are drawn
 * @param firstLogit outputs of the network before the logits
 * @param guided whether the logits of a label are log p_cond^g p_free^(1 - g), whose exponentials do not add up to 1
 */
record LabelChoice(
        MixedLayout layout,
        DrawnLabels labels,
        double temperature,
        AllowedLevels allowed,
        Optional<NeverTogether> never,
        int firstLogit,
        boolean guided) {

    /**
     * Draws label k of a row of the chunk.
     *
     * @param outputs of the network for the rows of the chunk
     * @param u the uniform number by which it is drawn
     * @param step at whose beginning
     */
    void draw(EventRows rows, int row, int k, float[] outputs, double u, int step) {
        int number = rows.firstRow() + row;
        float drawn = of(number, k).coordinate(outputs, from(rows, row, k, outputs), layout.levels(k), k, u);
        labels.set(rows, row, k, drawn, step);
    }

    /** Where the logits of label k of a row of the chunk begin. */
    private int from(EventRows rows, int row, int k, float[] outputs) {
        return row * (outputs.length / rows.rows()) + firstLogit + layout.firstLevel(k);
    }

    /** The logits of label k of a row of the chunk. */
    double[] logits(EventRows rows, int row, int k, float[] outputs) {
        int from = from(rows, row, k, outputs);
        double[] logits = new double[layout.levels(k)];
        for (int level = 0; level < logits.length; level++) {
            logits[level] = outputs[from + level];
        }
        return logits;
    }

    /** By how much faster label k of a row of the chunk comes than without guidance. */
    double haste(EventRows rows, int row, int k, float[] outputs) {
        return guided ? Math.exp(LabelRates.logSum(logits(rows, row, k, outputs))) : 1;
    }

    /** Leaves out levels that never stand with those that the row has, unless none would be left. */
    private LabelDraw of(int number, int k) {
        LabelDraw draw = new LabelDraw(temperature, allowed);
        if (never.isEmpty() || never.orElseThrow().isEmpty()) {
            return draw;
        }
        boolean[] excluded = new boolean[layout.levels(k)];
        for (int other = 0; other < layout.labels(); other++) {
            float known = labels.coordinate(number, other);
            if (!Float.isNaN(known)) {
                never.orElseThrow().exclude(other, (int) known, k, excluded);
            }
        }
        boolean some = false;
        boolean left = false;
        for (int level = 0; level < excluded.length; level++) {
            some |= excluded[level];
            left |= !excluded[level] && allowed.allowed(k, level);
        }
        return !some || !left
                ? draw
                : new LabelDraw(temperature, (label, level) -> !excluded[level] && allowed.allowed(label, level));
    }
}
