// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.Range;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The points at which the copula density is averaged over the ranks of a row's tied values: a symmetric Latin hypercube (Ye,
 * Li and Sudjianto, 2000), the same for every row. Number 0 is the median rank of every column; the others are pairs of
 * opposite points, and each column has one point in the middle of each of {@link #size()} equal strata.
 *
 * @param count how many, 1 to 999; an even number counts as the next odd one
 * @param seed of the order of the strata
 */
public record TiePoints(int count, long seed) {
    public static final Range COUNT = Range.between(1, 999);
    public static final int DEFAULT = 9;

    public TiePoints {
        COUNT.check(
                "The number of points for tied values",
                count,
                "Choose a number in this range; " + DEFAULT + " is usual.");
    }

    public static TiePoints defaults() {
        return new TiePoints(DEFAULT, 0);
    }

    /** The number of points k, which is odd. */
    public int size() {
        return count | 1;
    }

    /** The points of this many columns, [columns][k], in (0, 1). */
    double[][] of(int columns) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.TIE_POINTS);
        int pairs = size() / 2;
        double[][] points = new double[columns][size()];
        for (int c = 0; c < columns; c++) {
            points[c][0] = 0.5;
            int[] order = random.permutation(pairs, 2L * c);
            for (int pair = 0; pair < pairs; pair++) {
                double step = (order[pair] + 1.0) / size();
                double offset = random.uniform(pair, 2L * c + 1) < 0.5 ? step : -step;
                points[c][1 + 2 * pair] = 0.5 + offset;
                points[c][2 + 2 * pair] = 0.5 - offset;
            }
        }
        return points;
    }
}
