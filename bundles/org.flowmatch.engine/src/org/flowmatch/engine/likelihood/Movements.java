// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Directions along the coordinates of each row that move, [n, most d], made when they are read: as long as the root of their
 * number, so that the mean of e' J e over them is the sum of the partial derivatives; 0 behind the last.
 *
 * @param moving [n, d], 0 for coordinates that stand still
 */
record Movements(RowMatrix moving, int most) implements RowMatrix {
    @Override
    public int rows() {
        return moving.rows();
    }

    @Override
    public int columns() {
        return Math.multiplyExact(most, moving.columns());
    }

    @Override
    public float get(int row, int column) {
        float[] made = new float[columns()];
        copyRow(row, made, 0);
        return made[column];
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        int d = moving.columns();
        float[] moves = new float[d];
        moving.copyRow(row, moves, 0);
        Arrays.fill(dst, off, off + columns(), 0);
        float length = (float) Math.sqrt(most);
        int direction = 0;
        for (int i = 0; i < d; i++) {
            if (moves[i] != 0) {
                dst[off + direction++ * d + i] = length;
            }
        }
    }
}
