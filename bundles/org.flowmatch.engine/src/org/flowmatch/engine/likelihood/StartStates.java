// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The states where a solve begins [n, d + integrals]: scaled rows and integrals of zero, made when they are read.
 *
 * @param source [n, d]
 * @param moving [n, d], 0 for coordinates that stand still and are not scaled; empty where all move
 * @param integrals numbers behind each row
 * @param scale what the rows are multiplied by
 */
record StartStates(RowMatrix source, Optional<RowMatrix> moving, int integrals, float scale) implements RowMatrix {
    @Override
    public int rows() {
        return source.rows();
    }

    @Override
    public int columns() {
        return source.columns() + integrals;
    }

    @Override
    public float get(int row, int column) {
        boolean moves =
                column < source.columns() && (moving.isEmpty() || moving.get().get(row, column) != 0);
        return column < source.columns() ? source.get(row, column) * (moves ? scale : 1) : 0;
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        source.copyRow(row, dst, off);
        int end = off + source.columns();
        float[] moves = new float[moving.isPresent() && scale != 1 ? source.columns() : 0];
        if (moves.length > 0) {
            moving.get().copyRow(row, moves, 0);
        }
        for (int i = off; i < end; i++) {
            dst[i] *= moves.length > 0 && moves[i - off] == 0 ? 1 : scale;
        }
        Arrays.fill(dst, end, end + integrals, 0);
    }
}
