// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Gaussian source rows for a sampler, keyed by (seed, row): row i is the same however many rows are drawn at once. */
public final class SourceRows {
    private SourceRows() {}

    /**
     * @param firstRow number of the first row, at least 0, so that a long table can be drawn in pieces
     * @param rows n
     * @param columns d
     * @param scale the standard deviation that the path asks for
     * @return rows [n, d] of N(0, scale^2)
     */
    public static RowMatrix gaussian(long firstRow, int rows, int columns, double scale, long seed) {
        return gaussian(new KeyedRandom(seed, Purpose.SAMPLE_NOISE), firstRow, rows, columns, scale);
    }

    /** The same from another stream of random numbers, whose row i is keyed by (i, 0). */
    public static RowMatrix gaussian(KeyedRandom random, long firstRow, int rows, int columns, double scale) {
        float[] values = new float[RowBlocks.cells(rows, columns)];
        for (int row = 0; row < rows; row++) {
            random.gaussians(firstRow + row, 0, values, row * columns, columns);
        }
        if (scale != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) scale;
            }
        }
        return RowMatrix.of(values, columns);
    }

    public static RowMatrix gaussian(int rows, int columns, double scale, long seed) {
        return gaussian(0, rows, columns, scale, seed);
    }
}
