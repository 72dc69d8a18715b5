// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.earth;

import java.util.Arrays;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Positions dealt out: 80% to learn from, 10% to choose settings by, 10% that are judged. */
public record PositionSplit(Table training, Table validation, Table test) {
    private static final double TRAINING = 0.8;
    private static final double VALIDATION = 0.1;

    public static PositionSplit of(Table positions, long seed) {
        int n = positions.rows();
        int[] order = new KeyedRandom(seed, Purpose.SPLIT).permutation(n, 0);
        int first = (int) Math.round(TRAINING * n);
        int second = (int) Math.round((TRAINING + VALIDATION) * n);
        return new PositionSplit(
                positions.select(Arrays.copyOf(order, first)),
                positions.select(Arrays.copyOfRange(order, first, second)),
                positions.select(Arrays.copyOfRange(order, second, n)));
    }

    /** Unit vectors [n, 3] of positions: x through the equator at longitude 0, z through the north pole. */
    static double[][] unitVectors(Table positions) {
        double[][] points = new double[positions.rows()][];
        for (int row = 0; row < points.length; row++) {
            double latitude = Math.toRadians(positions.get(row, 0));
            double longitude = Math.toRadians(positions.get(row, 1));
            points[row] = new double[] {
                Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude)
            };
        }
        return points;
    }
}
