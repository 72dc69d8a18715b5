// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.NormalQuantile;
import org.junit.jupiter.api.Test;

class RobustDeviationTest {
    private static DoubleStream normal(int rows) {
        return IntStream.range(0, rows).mapToDouble(i -> 7 + 2 * NormalQuantile.of((i + 0.5) / rows));
    }

    @Test
    void ofANormalColumnItIsTheStandardDeviation() {
        assertEquals(2, RobustDeviation.of(RankTable.of(normal(10_001).toArray())), 1e-2);
    }

    /** What many columns of more values than are kept have. */
    @Test
    void ofALongColumnToo() {
        assertEquals(2, RobustDeviation.of(RankTable.of(normal(50_000).toArray())), 1e-2);
    }

    @Test
    void outliersDoNotReachIt() {
        double[] values =
                DoubleStream.concat(normal(10_000), DoubleStream.of(1e9, -1e12)).toArray();
        assertEquals(2, RobustDeviation.of(RankTable.of(values)), 1e-2);
    }

    /** 80% zeros: the quartiles are equal, the tenths are not, and 1/16 is the first of 1/8, 1/16, ... beyond a tenth. */
    @Test
    void equalQuartilesGiveWayToOuterQuantiles() {
        double[] values = new double[1000];
        for (int i = 0; i < 100; i++) {
            values[i] = -1 - i;
            values[999 - i] = 1 + i;
        }
        // ranks 62 and 937 of 0 to 999, which hold -38 and 38
        assertEquals(2 * 38 / (2 * NormalQuantile.of(15 / 16.0)), RobustDeviation.of(RankTable.of(values)), 1e-9);
    }

    /** A share of 1/1024 is the first that holds less than one row of 1,000. */
    @Test
    void oneDifferentRowIsEnough() {
        double[] values = new double[1000];
        values[0] = 5;
        assertEquals(5 / (2 * NormalQuantile.of(1 - 1 / 1024.0)), RobustDeviation.of(RankTable.of(values)), 1e-9);
    }

    @Test
    void itGrowsWithTheUnit() {
        double[] values = normal(500).map(x -> Math.max(7, x)).toArray();
        double[] thousands = DoubleStream.of(values).map(x -> 1000 * x).toArray();
        double unit = RobustDeviation.of(RankTable.of(values));
        assertEquals(1000 * unit, RobustDeviation.of(RankTable.of(thousands)), 1e-6);
    }
}
