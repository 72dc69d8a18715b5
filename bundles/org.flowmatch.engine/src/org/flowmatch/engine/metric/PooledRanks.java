// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Two samples as rows for trees: the numbers of a column become their places, from 0, among the different values of both. Trees see
 * the order of numbers alone, and places are exact in float32, which seconds since 1970 and large amounts are not.
 *
 * @param first [n, d]; NaN where a cell is missing
 * @param second [m, d]
 */
public record PooledRanks(RowMatrix first, RowMatrix second) {

    /** Of two samples with the same columns. */
    public static PooledRanks of(MixedSample a, MixedSample b) {
        int columns = a.columns().size();
        double[][] left = new double[columns][];
        double[][] right = new double[columns][];
        for (int c = 0; c < columns; c++) {
            double[] x = a.values()[c];
            double[] y = b.values()[c];
            boolean nominal = a.columns().get(c).nominal();
            double[] different = nominal
                    ? new double[0]
                    : DoubleStream.concat(Arrays.stream(x), Arrays.stream(y))
                            .filter(value -> !Double.isNaN(value))
                            .map(value -> value + 0.0) // -0.0 and 0.0 are one value
                            .sorted()
                            .distinct()
                            .toArray();
            left[c] = nominal ? x : places(x, different);
            right[c] = nominal ? y : places(y, different);
        }
        return new PooledRanks(
                new MixedSample(a.columns(), left).matrix(), new MixedSample(b.columns(), right).matrix());
    }

    private static double[] places(double[] cells, double[] different) {
        return Arrays.stream(cells)
                .map(cell -> Double.isNaN(cell) ? cell : Arrays.binarySearch(different, cell + 0.0))
                .toArray();
    }
}
