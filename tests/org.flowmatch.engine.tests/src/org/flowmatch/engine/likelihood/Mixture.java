// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.List;
import java.util.Random;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/**
 * A mixture of three round normal distributions in a plane whose two columns differ in scale by a factor of 100,000: one is
 * around 5,000 in thousands, the other around 0 in hundredths.
 */
final class Mixture {
    private static final double[] SHARES = {0.4, 0.35, 0.25};
    private static final double[][] MEANS = {{-1.5, 0}, {1.5, 1}, {0.5, -1.5}};
    private static final double[] DEVIATIONS = {0.6, 0.5, 0.7};
    private static final double[] SCALES = {1000, 0.01};
    private static final double[] CENTRES = {5000, 0};
    /** Where a grid ends, in units of the scales: beyond lies a mass below 1e-4. */
    private static final double EDGE = 4;

    private static final List<ColumnInfo> COLUMNS =
            List.of(new ColumnInfo("large", ColumnKind.DOUBLE), new ColumnInfo("small", ColumnKind.DOUBLE));

    private Mixture() {}

    static Table draw(int rows, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[2][rows];
        for (int row = 0; row < rows; row++) {
            double share = random.nextDouble();
            int part = share < SHARES[0] ? 0 : share < SHARES[0] + SHARES[1] ? 1 : 2;
            for (int c = 0; c < 2; c++) {
                double place = MEANS[part][c] + DEVIATIONS[part] * random.nextGaussian();
                values[c][row] = CENTRES[c] + SCALES[c] * place;
            }
        }
        return new Table(COLUMNS, values, rows);
    }

    static double logDensity(Table table, int row) {
        double density = 0;
        for (int part = 0; part < SHARES.length; part++) {
            double squares = 0;
            for (int c = 0; c < 2; c++) {
                double place = (table.get(row, c) - CENTRES[c]) / SCALES[c];
                squares += Math.pow((place - MEANS[part][c]) / DEVIATIONS[part], 2);
            }
            density += SHARES[part]
                    * Math.exp(-squares / 2)
                    / (2 * Math.PI * DEVIATIONS[part] * DEVIATIONS[part] * SCALES[0] * SCALES[1]);
        }
        return Math.log(density);
    }

    /** The centres of cells [side x side]. */
    static Table grid(int side) {
        double[][] values = new double[2][side * side];
        for (int i = 0; i < side * side; i++) {
            int[] cell = {i % side, i / side};
            for (int c = 0; c < 2; c++) {
                values[c][i] = CENTRES[c] + SCALES[c] * EDGE * (2 * (cell[c] + 0.5) / side - 1);
            }
        }
        return new Table(COLUMNS, values, side * side);
    }

    /** The area of a cell of {@link #grid}. */
    static double cell(int side) {
        return SCALES[0] * SCALES[1] * Math.pow(2 * EDGE / side, 2);
    }
}
