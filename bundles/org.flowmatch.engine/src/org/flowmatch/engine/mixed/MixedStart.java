// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Where rows begin: their numbers, and what the network is told of them.
 *
 * @param start source rows [n, D] as pairs hold them: unit noise of the numbers, a uniform number for each label
 * @param given encoded rows [n, D] of what is given, NaN for a coordinate that is not; empty where nothing is
 * @param source rows of a source table [n, D] whose labels the network is told; empty where rows start from noise
 * @param scale of noise at the first time
 */
record MixedStart(
        MixedLayout layout,
        MixedInputs inputs,
        RowMatrix start,
        Optional<RowMatrix> given,
        Optional<RowMatrix> source,
        double scale) {

    /** From noise. */
    MixedStart(MixedLayout layout, MixedInputs inputs, RowMatrix start, Optional<RowMatrix> given, double scale) {
        this(layout, inputs, start, given, Optional.empty(), scale);
    }

    /** Rows whose open numbers begin at 0. */
    static MixedStart resting(MixedLayout layout, MixedInputs inputs, RowMatrix given) {
        return new MixedStart(layout, inputs, given, Optional.of(given), 0);
    }

    /** The states [n, d]. */
    RowMatrix numbers() {
        return new MadeRows(start.rows(), layout.numbers(), (row, dst, off) -> {
            float[] x0 = row(start, row);
            float[] fixed = given(row);
            for (int i = 0; i < layout.numbers(); i++) {
                dst[off + i] = moves(fixed, i)
                        ? scale == 0 ? 0 : (float) (scale * layout.number(x0, 0, i))
                        : isGiven(fixed, i) ? layout.number(fixed, 0, i) : 0;
            }
            layout.vectors().normalise(dst, off);
        });
    }

    /** Known labels, flags and the labels of source rows, as the network takes them in behind the numbers. */
    RowMatrix known() {
        int width = inputs.behindNumbers();
        return new MadeRows(start.rows(), Math.max(1, width), (row, dst, off) -> {
            Arrays.fill(dst, off, off + Math.max(1, width), 0);
            float[] fixed = given(row);
            int from = off - layout.numbers();
            for (int k = 0; k < layout.labels(); k++) {
                if (!Float.isNaN(layout.label(fixed, 0, k))) {
                    inputs.setLevel(dst, from, k, (int) layout.label(fixed, 0, k));
                    if (inputs.flagsLabels()) {
                        inputs.setGivenLabel(dst, from, k);
                    }
                }
            }
            for (int i = 0; i < layout.numbers(); i++) {
                if (isGiven(fixed, i)) {
                    inputs.setGiven(dst, from, i);
                }
            }
            if (source.isPresent()) {
                float[] labels = row(source.get(), row);
                for (int k = 0; k < layout.labels(); k++) {
                    inputs.setSource(dst, from, k, (int) layout.label(labels, 0, k));
                }
            }
        });
    }

    /** 1 for numbers that move, 0 for others [n, d]. */
    RowMatrix moving() {
        return new MadeRows(start.rows(), layout.numbers(), (row, dst, off) -> {
            float[] fixed = given(row);
            for (int i = 0; i < layout.numbers(); i++) {
                dst[off + i] = moves(fixed, i) ? 1 : 0;
            }
        });
    }

    /** The level of each label that is given, NaN for others, in the row's coordinates [D]. */
    float[] given(int row) {
        if (given.isPresent()) {
            return row(given.get(), row);
        }
        float[] nothing = new float[layout.width()];
        Arrays.fill(nothing, Float.NaN);
        return nothing;
    }

    private boolean moves(float[] fixed, int i) {
        return layout.real(i) && !isGiven(fixed, i) && !lacks(fixed, i);
    }

    private boolean isGiven(float[] fixed, int i) {
        return layout.real(i) && !lacks(fixed, i) && !Float.isNaN(layout.number(fixed, 0, i));
    }

    /** Whether a given label says that the number has no value. */
    private boolean lacks(float[] fixed, int i) {
        int governor = layout.governor(i);
        if (governor == MixedLayout.NOWHERE) {
            return false;
        }
        float level = layout.label(fixed, 0, governor);
        return !Float.isNaN(level) && layout.lacksValue(i, governor, (int) level);
    }

    private static float[] row(RowMatrix matrix, int row) {
        float[] values = new float[matrix.columns()];
        matrix.copyRow(row, values, 0);
        return values;
    }
}
