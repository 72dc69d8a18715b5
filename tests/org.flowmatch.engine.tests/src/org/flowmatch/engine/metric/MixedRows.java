// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Mixed rows for the tests of the metrics: columns x1, x2, ... of numbers and c1, c2, ... of labels. */
final class MixedRows {
    static final double GAP = Double.NaN;

    private final List<MixedSample.Column> columns = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    MixedRows numbers(double... cells) {
        return add("x", false, cells);
    }

    MixedRows labels(double... cells) {
        return add("c", true, cells);
    }

    MixedRows numbers(int rows, IntToDoubleFunction cell) {
        return numbers(cells(rows, cell));
    }

    MixedRows labels(int rows, IntToDoubleFunction cell) {
        return labels(cells(rows, cell));
    }

    private static double[] cells(int rows, IntToDoubleFunction cell) {
        double[] cells = new double[rows];
        for (int row = 0; row < rows; row++) {
            cells[row] = cell.applyAsDouble(row);
        }
        return cells;
    }

    private MixedRows add(String name, boolean nominal, double[] cells) {
        long before =
                columns.stream().filter(column -> column.nominal() == nominal).count();
        columns.add(new MixedSample.Column(name + (before + 1), nominal));
        values.add(cells);
        return this;
    }

    MixedSample sample() {
        return new MixedSample(columns, values.toArray(double[][]::new));
    }

    /** Uniform numbers of (0, 1), a function of seed and row. */
    static IntToDoubleFunction uniform(long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        return row -> random.uniform(row, 0);
    }
}
