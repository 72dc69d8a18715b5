// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The states at the target [n, d + integrals]: scaled rows and integrals of zero, made when they are read.
 *
 * @param source [n, d]
 * @param integrals numbers behind each row
 * @param scale what the rows are multiplied by
 */
record StartStates(RowMatrix source, int integrals, float scale) implements RowMatrix {
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
        return column < source.columns() ? source.get(row, column) * scale : 0;
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        source.copyRow(row, dst, off);
        int end = off + source.columns();
        for (int i = off; i < end; i++) {
            dst[i] *= scale;
        }
        Arrays.fill(dst, end, end + integrals, 0);
    }
}
