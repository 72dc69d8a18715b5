// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Normal rows for the tests of the metrics. */
final class Gaussians {
    private Gaussians() {}

    static RowMatrix rows(int n, int columns, double deviation, double mean, long seed) {
        float[] values = new float[n * columns];
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        for (int row = 0; row < n; row++) {
            random.gaussians(row, 0, values, row * columns, columns);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * deviation + mean);
        }
        return RowMatrix.of(values, columns);
    }

    static RowMatrix shifted(RowMatrix rows, double... shift) {
        float[] values = rows.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) shift[i % shift.length];
        }
        return RowMatrix.of(values, rows.columns());
    }
}
