// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.executor.RowBlocks;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Noise for a sampler, keyed by (seed, row): row i is the same however many rows are drawn at once. */
public final class SourceRows {
    private static final int CELLS_PER_CHECK = 1 << 18;

    private SourceRows() {}

    /**
     * The states in which rows of a model with a Gaussian source start.
     *
     * @param rows n
     * @return [n, d] in encoded units
     * @throws org.flowmatch.engine.FlowException when they are more numbers than an array holds
     */
    public static RowMatrix start(FlowModel model, int rows, long seed, Monitor monitor) {
        return draw(model.encoding().space(), model.sourceStates(), random(seed), 0, rows, monitor);
    }

    /**
     * Source rows x0 as pairs hold them: unit noise of the space.
     *
     * @param rows n
     * @return [n, d]
     * @throws org.flowmatch.engine.FlowException when they are more numbers than an array holds
     */
    public static RowMatrix unitNoise(RowSpace space, KeyedRandom random, int rows, Monitor monitor) {
        return draw(space, SourceStates.AS_THEY_ARE, random, 0, rows, monitor);
    }

    /**
     * The unit noise that rows of a model of this space start from with this seed, where its path does not scale it.
     *
     * @param rows n
     * @return [n, d]
     * @throws org.flowmatch.engine.FlowException when they are more numbers than an array holds
     */
    public static RowMatrix unitNoise(RowSpace space, int rows, long seed, Monitor monitor) {
        return unitNoise(space, random(seed), rows, monitor);
    }

    /**
     * Noise of R^d, without a model.
     *
     * @param firstRow number of the first row, at least 0, so that a long table can be drawn in pieces
     * @param rows n
     * @param columns d
     * @param scale the standard deviation, at least 0
     * @return rows [n, d] of N(0, scale^2 I)
     */
    public static RowMatrix gaussian(long firstRow, int rows, int columns, double scale, long seed) {
        SourceStates states = new SourceStates(scale, scale);
        return draw(RowSpace.euclidean(columns), states, random(seed), firstRow, rows, Monitor.none());
    }

    /** The same from row 0 on. */
    public static RowMatrix gaussian(int rows, int columns, double scale, long seed) {
        return gaussian(0, rows, columns, scale, seed);
    }

    private static KeyedRandom random(long seed) {
        return new KeyedRandom(seed, Purpose.SAMPLE_NOISE);
    }

    private static RowMatrix draw(
            RowSpace space, SourceStates states, KeyedRandom random, long firstRow, int rows, Monitor monitor) {
        int columns = space.width();
        float[] values = new float[RowBlocks.cells(rows, columns)];
        int rowsPerCheck = Math.max(1, CELLS_PER_CHECK / columns);
        for (int row = 0; row < rows; row += rowsPerCheck) {
            monitor.check();
            monitor.report((double) row / rows, "Drawing noise");
            int count = Math.min(rowsPerCheck, rows - row);
            space.noise(random, firstRow + row, count, values, row * columns);
            states.toStates(values, row * columns, count * columns);
        }
        return RowMatrix.of(values, columns);
    }
}
