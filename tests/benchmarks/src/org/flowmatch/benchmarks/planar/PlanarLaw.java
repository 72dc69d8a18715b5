// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.planar;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** The laws in the plane of the published comparison (Tong and others 2024, table of low-dimensional experiments). */
enum PlanarLaw {
    /** The standard normal law. */
    NORMAL("N", 0) {
        @Override
        double[][] draw(int rows, long seed) {
            return byColumn(ExampleDistribution.GAUSSIAN.sample(rows, 0, 2, seed));
        }
    },

    /** Eight Gaussians on a circle of radius 5, each with covariance sqrt(0.1) I. */
    EIGHT_GAUSSIANS("8gauss", 1) {
        @Override
        double[][] draw(int rows, long seed) {
            return byColumn(ExampleDistribution.EIGHT_GAUSSIANS.sample(rows, Math.pow(0.1, 0.25), 0, seed));
        }

        @Override
        RowMatrix evenRows(int rows, long seed) {
            RowMatrix drawn = rows(2 * rows, seed);
            int[] left = new int[SECTORS];
            Arrays.fill(left, rows / SECTORS);
            float[] kept = new float[2 * rows];
            int count = 0;
            for (int row = 0; row < drawn.rows() && count < rows; row++) {
                double turn = Math.atan2(drawn.get(row, 1), drawn.get(row, 0)) / (2 * Math.PI);
                int sector = Math.floorMod(Math.round(SECTORS * turn), SECTORS);
                if (left[sector]-- > 0) {
                    drawn.copyRow(row, kept, 2 * count++);
                }
            }
            if (count < rows) {
                throw new IllegalStateException("a sector of the circle has too few of " + drawn.rows() + " rows");
            }
            return RowMatrix.of(kept, 2);
        }
    },

    /** Two half circles without noise, moved by one uniform number of [0, 0.2] on both coordinates, times 3, minus 1. */
    MOONS("moons", 2) {
        @Override
        double[][] draw(int rows, long seed) {
            double[][] values = byColumn(ExampleDistribution.TWO_MOONS.sample(rows, 0, 0, seed));
            KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, MOVE_STREAM);
            for (int row = 0; row < rows; row++) {
                double move = 0.2 * random.uniform(row, 0);
                for (double[] column : values) {
                    column[row] = 3 * (column[row] + move) - 1;
                }
            }
            return values;
        }
    };

    private static final int MOVE_STREAM = 1000;
    private static final int SECTORS = 8;

    private final String label;
    private final int stream;

    PlanarLaw(String label, int stream) {
        this.label = label;
        this.stream = stream;
    }

    /** By column, [2][rows]. */
    abstract double[][] draw(int rows, long seed);

    String label() {
        return label;
    }

    /** Rows with the columns x and y; laws, like seeds, are independent of each other. */
    Table table(int rows, long seed) {
        List<ColumnInfo> columns =
                List.of(new ColumnInfo("x", ColumnKind.DOUBLE), new ColumnInfo("y", ColumnKind.DOUBLE));
        return new Table(columns, draw(rows, 3 * seed + stream), rows);
    }

    /** The same rows as coordinates [rows, 2]. */
    RowMatrix rows(int rows, long seed) {
        Table table = table(rows, seed);
        float[] values = new float[2 * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) table.get(i / 2, i % 2);
        }
        return RowMatrix.of(values, 2);
    }

    /**
     * Rows whose number in each part of the law is what it is on average, where the law has equal parts. The random numbers
     * of rows of single parts make the W2 distance of samples larger than that of their laws.
     */
    RowMatrix evenRows(int rows, long seed) {
        return rows(rows, seed);
    }

    private static double[][] byColumn(Table table) {
        return new double[][] {table.column(0), table.column(1)};
    }
}
