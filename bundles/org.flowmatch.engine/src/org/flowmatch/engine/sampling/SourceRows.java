// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.RowBlocks;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Gaussian source rows for a sampler, keyed by (seed, row): row i is the same however many rows are drawn at once. */
public final class SourceRows {
    private static final int CELLS_PER_CHECK = 1 << 18;

    private SourceRows() {}

    /**
     * @param firstRow number of the first row, at least 0, so that a long table can be drawn in pieces
     * @param rows n
     * @param columns d
     * @param scale the standard deviation that the path asks for
     * @return rows [n, d] of N(0, scale^2)
     */
    public static RowMatrix gaussian(long firstRow, int rows, int columns, double scale, long seed) {
        return gaussian(new KeyedRandom(seed, Purpose.SAMPLE_NOISE), firstRow, rows, columns, scale, Monitor.none());
    }

    /** The same from another stream of random numbers, whose row i is keyed by (i, 0); may be cancelled. */
    public static RowMatrix gaussian(
            KeyedRandom random, long firstRow, int rows, int columns, double scale, Monitor monitor) {
        float[] values = new float[RowBlocks.cells(rows, columns)];
        int rowsPerCheck = Math.max(1, CELLS_PER_CHECK / columns);
        for (int row = 0; row < rows; row += rowsPerCheck) {
            monitor.check();
            monitor.report((double) row / rows, "Drawing noise");
            int count = Math.min(rowsPerCheck, rows - row);
            random.gaussians(firstRow + row, count, 0, values, row * columns, columns);
            scale(values, row * columns, count * columns, (float) scale);
        }
        return RowMatrix.of(values, columns);
    }

    private static void scale(float[] values, int from, int count, float scale) {
        if (scale != 1) {
            for (int i = from; i < from + count; i++) {
                values[i] *= scale;
            }
        }
    }

    public static RowMatrix gaussian(int rows, int columns, double scale, long seed) {
        return gaussian(rows, columns, scale, seed, Monitor.none());
    }

    public static RowMatrix gaussian(int rows, int columns, double scale, long seed, Monitor monitor) {
        return gaussian(new KeyedRandom(seed, Purpose.SAMPLE_NOISE), 0, rows, columns, scale, monitor);
    }
}
