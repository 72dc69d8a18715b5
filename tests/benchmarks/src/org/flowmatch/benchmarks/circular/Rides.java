// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.circular;

import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;

/**
 * Made rides of a taxi: the hour of the day as a real number of [0, 24), with a rush in the morning, one in the evening and one around
 * midnight; the weekday, 1 to 7, of which nights have the days around the turn of the week; minutes, more of them by day.
 */
final class Rides {
    private static final double DAY = 24;
    private static final int WEEK = 7;
    private static final double NIGHT = 0.45;
    private static final double MORNING = 0.25;

    private Rides() {}

    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("hour", ColumnKind.DOUBLE),
            new ColumnInfo("weekday", ColumnKind.INT),
            new ColumnInfo("minutes", ColumnKind.DOUBLE));

    static Table table(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 92);
        double[][] cells = new double[COLUMNS.size()][rows];
        for (int row = 0; row < rows; row++) {
            double part = random.uniform(row, 0);
            boolean night = part < NIGHT;
            double hour = night
                    ? around(random, row, 0, 1.6)
                    : part < NIGHT + MORNING ? around(random, row, 8.3, 0.8) : around(random, row, 17.5, 1.8);
            // nights: about Sunday (7), so that Saturday and Monday (1) are next to it
            int weekday = night
                    ? 1 + Math.floorMod((int) Math.rint(6 + 1.2 * normal(random, row, 2)), WEEK)
                    : 1 + random.below(5, row, 2);
            cells[0][row] = hour;
            cells[1][row] = weekday;
            cells[2][row] = Math.exp(2.4
                    - 0.6 * Math.cos(2 * Math.PI * hour / DAY)
                    + 0.3 * Math.cos(2 * Math.PI * weekday / WEEK)
                    + 0.25 * normal(random, row, 3));
        }
        return new Table(COLUMNS, cells, rows);
    }

    private static double normal(KeyedRandom random, long row, long step) {
        return NormalQuantile.of(random.uniform(row, step));
    }

    private static double around(KeyedRandom random, long row, double middle, double spread) {
        double hour = middle + spread * normal(random, row, 1);
        double within = hour - DAY * Math.floor(hour / DAY);
        return within < DAY ? within : 0;
    }
}
