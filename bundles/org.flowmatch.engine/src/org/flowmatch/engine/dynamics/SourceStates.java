// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import org.flowmatch.engine.data.RowMatrix;

/**
 * From source rows x0, as pairs hold them, to the states in which rows start: those of N(0, scale^2 I) for unit noise, rows
 * of a table as they are. The one place that scales source rows.
 *
 * @param scale the standard deviation of a state whose x0 is unit noise, at least 0
 * @param weight of x0 itself in such a state; less than the scale where states hold further noise
 */
public record SourceStates(double scale, double weight) {
    /** Rows that are states as they are. */
    public static final SourceStates AS_THEY_ARE = new SourceStates(1, 1);

    public SourceStates {
        if (!(scale >= 0) || !Double.isFinite(scale) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                    "scale is " + scale + " and weight " + weight + ", must be finite, the former at least 0");
        }
    }

    /**
     * The states of source rows.
     *
     * @param x0 [n, d]
     * @return [n, d]; the same matrix where rows are states as they are
     */
    public RowMatrix of(RowMatrix x0) {
        if (scale == 1) {
            return x0;
        }
        float[] rows = x0.toArray();
        toStates(rows, 0, rows.length);
        return RowMatrix.of(rows, x0.columns());
    }

    /** Makes states of the numbers x0[from .. from + count) in their place. */
    public void toStates(float[] x0, int from, int count) {
        multiply(x0, from, count, (float) scale);
    }

    /** Makes of source rows, in their place, what a state holds of them: states without their further noise. */
    public void toShares(float[] x0) {
        multiply(x0, 0, x0.length, (float) weight);
    }

    /** The number of x0 whose state this is. */
    public double sourceOf(double state) {
        return state / scale;
    }

    private static void multiply(float[] numbers, int from, int count, float factor) {
        if (factor != 1) {
            for (int i = from; i < from + count; i++) {
                numbers[i] *= factor;
            }
        }
    }
}
