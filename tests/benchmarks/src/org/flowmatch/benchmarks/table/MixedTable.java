// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Rows of 20 columns as tables have them: real numbers, heavy tails, amounts with two decimals and many zeros, counts, ages,
 * grades as texts, flags, grids and long numbers. Each column is a monotone map of a normal number z_j = sqrt(r) f_(j mod 4) +
 * sqrt(1 - r) e_j with r = 0.6, four common factors f and own parts e, so that columns of one factor are correlated. Three
 * columns lack a twentieth of their cells each. Row i is a function of (seed, i).
 */
final class MixedTable {
    static final int COLUMNS = 20;

    private static final int FACTORS = 4;
    private static final double COMMON = 0.6;
    private static final int[] WITH_GAPS = {1, 6, 11};
    private static final int ROWS_PER_GAP = 20;
    private static final int GRADES = 12;
    private static final int FLAGS = 16;

    private final KeyedRandom random;
    private final float[] normal = new float[FACTORS + COLUMNS];

    MixedTable(long seed) {
        random = new KeyedRandom(seed, Purpose.EXAMPLE);
    }

    static List<ColumnInfo> columns() {
        List<ColumnInfo> columns = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++) {
            columns.add(new ColumnInfo(String.format("c%02d", c), kind(c)));
        }
        return columns;
    }

    private static ColumnKind kind(int column) {
        return switch (column) {
            case GRADES -> ColumnKind.TEXT;
            case FLAGS -> ColumnKind.BOOLEAN;
            case 14, 15, 17 -> ColumnKind.INT;
            case 18, 19 -> ColumnKind.LONG;
            default -> ColumnKind.DOUBLE;
        };
    }

    /** The values of a row: of a text the number in it, NaN for a missing cell. */
    void row(long number, double[] row) {
        random.gaussians(number, 0, normal, 0, normal.length);
        for (int c = 0; c < COLUMNS; c++) {
            double z = Math.sqrt(COMMON) * normal[c % FACTORS] + Math.sqrt(1 - COMMON) * normal[FACTORS + c];
            row[c] = value(c, z);
        }
        for (int i = 0; i < WITH_GAPS.length; i++) {
            if (random.below(ROWS_PER_GAP, number, 1 + i) == 0) {
                row[WITH_GAPS[i]] = Double.NaN;
            }
        }
    }

    private static double value(int column, double z) {
        return switch (column) {
            case 0, 1, 2, 3 -> 10 * column + z;
            case 4, 5 -> z + (z > 0 ? 4 : -4);
            case 6, 7 -> Math.exp(1.5 * z);
            case 8 -> Math.sinh(2 * z);
            case 9, 10 -> Math.rint(100 * Math.exp(3 + z)) / 100;
            case 11 -> z < 0.5 ? 0 : Math.rint(100 * Math.exp(4 + z)) / 100;
            case GRADES -> Math.rint(2 * z) / 2;
            case 13 -> Math.rint(1000 * Math.tanh(z)) / 1000;
            case 14 -> Math.rint(Math.exp(1 + z));
            case 15 -> Math.max(18, Math.min(95, Math.rint(45 + 15 * z)));
            case FLAGS -> z > 1 ? 1 : 0;
            case 17 -> Math.max(0, Math.rint(1000 * z + 5000));
            case 18 -> Math.rint(1e9 * Math.exp(z));
            default -> 1_700_000_000_000L + Math.rint(1e10 * z);
        };
    }
}
