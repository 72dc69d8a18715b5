// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.data.RowMatrix;

/** The mean of each column, [d]: by what rows are moved before their distances are taken, which do not see it. */
final class ColumnMeans {
    private ColumnMeans() {}

    /** @param rows [n, d], n at least 1 */
    static double[] of(RowMatrix rows) {
        double[] mean = new double[rows.columns()];
        float[] row = new float[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.copyRow(i, row, 0);
            for (int k = 0; k < row.length; k++) {
                mean[k] += (double) row[k] / rows.rows();
            }
        }
        return mean;
    }
}
