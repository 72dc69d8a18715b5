// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class QuantileColumnTest {
    /** Half the rows at 0, then steps of 0.05 that turn into steps of 0.1. */
    private static final double[] ODD_GRID = {0, 0, 0, 0, 0, 0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4};

    private static QuantileColumn column(boolean interpolate, boolean extrapolate, double... values) {
        return new QuantileColumn(RankTable.of(values), interpolate, extrapolate);
    }

    private static double decode(QuantileColumn column, float code) {
        return column.decode(code, new Resolution(Resolution.FULL));
    }

    private static float z(double p) {
        return (float) NormalQuantile.of(p);
    }

    @Test
    void aTieFillsItsInterval() {
        QuantileColumn column = column(false, false, ODD_GRID);
        assertEquals(z(0.25), column.encode(0, 0.5));
        assertEquals(z(0.5), column.encode(0, 1 - 1e-12), 1e-6);
        assertEquals(z(6.5 / 12), column.encode(0.05, 0.5));
    }

    @Test
    void scoresStayFiniteAtTheEnds() {
        QuantileColumn column = column(false, false, ODD_GRID);
        assertEquals(z(0.5 / 12), column.encode(0, 1e-300));
        assertEquals(z(11.5 / 12), column.encode(0.4, 1 - 1e-16));
        assertEquals(0, decode(column, Float.NEGATIVE_INFINITY));
        assertEquals(0.4, decode(column, Float.POSITIVE_INFINITY));
    }

    @Test
    void everyScoreOfAnIntervalGivesItsValue() {
        for (boolean interpolate : new boolean[] {false, true}) {
            QuantileColumn column = column(interpolate, false, ODD_GRID);
            for (double value : ODD_GRID) {
                for (double tie = 0.0005; tie < 1; tie += 0.001) {
                    assertEquals(value, decode(column, column.encode(value, tie)));
                }
                assertEquals(value, decode(column, column.encode(value, 1e-18)));
                assertEquals(value, decode(column, column.encode(value, 1 - 1e-16)));
            }
        }
    }

    @Test
    void decodingNeverFalls() {
        for (boolean interpolate : new boolean[] {false, true}) {
            for (boolean extrapolate : new boolean[] {false, true}) {
                QuantileColumn column = column(interpolate, extrapolate, ODD_GRID);
                double last = Double.NEGATIVE_INFINITY;
                for (float z = -6; z < 6; z += 0.001f) {
                    double value = decode(column, z);
                    assertTrue(value >= last, "at " + z);
                    last = value;
                }
            }
        }
    }

    @Test
    void withoutInterpolationOnlyObservedValuesCome() {
        QuantileColumn column = column(false, false, ODD_GRID);
        for (float z = -5; z < 5; z += 0.001f) {
            assertTrue(Arrays.binarySearch(ODD_GRID, decode(column, z)) >= 0);
        }
    }

    /** Two neighbours seen once each sit at (i + 1/2)/n; the score half-way between theirs gives their mean. */
    @Test
    void interpolationIsLinearInTheScore() {
        QuantileColumn column = column(true, false, ODD_GRID);
        float low = z(9.5 / 12);
        float high = z(10.5 / 12);
        assertEquals(0.2, decode(column, low));
        assertEquals(0.3, decode(column, high));
        assertEquals(0.25, decode(column, (low + high) / 2), 1e-7);
        assertEquals((low + high) / 2, column.encode(0.25, 0.1), 1e-6);
    }

    /** Values between observed ones keep their order and, decoded, give the nearer neighbour. */
    @Test
    void valuesThatWereNeverSeenFallBetweenTheirNeighbours() {
        QuantileColumn column = column(false, false, 1, 2, 2, 4, 8);
        assertEquals(column.encode(2, 0.5), column.encode(2 + 1e-9, 0.9), 1e-6);
        assertEquals(column.encode(4, 0.5), column.encode(4 - 1e-9, 0.9), 1e-6);
        assertEquals(4, decode(column, column.encode(7, 0.5)) * decode(column, column.encode(5, 0.5)) / 8, 0);
        float last = Float.NEGATIVE_INFINITY;
        for (double value = 2.001; value < 4; value += 0.01) {
            float score = column.encode(value, 0.5);
            assertTrue(score > last);
            last = score;
        }
        assertEquals(column.encode(8, 0.5), column.encode(100, 0.5), "beyond the range counts as the largest");
        assertEquals(column.encode(1, 0.5), column.encode(-100, 0.5), "beyond the range counts as the smallest");
    }

    @Test
    void tailsContinueInAStraightLineWhenAskedTo() {
        double[] values = IntStream.range(0, 1000)
                .mapToDouble(i -> NormalQuantile.of((i + 0.5) / 1000))
                .toArray();
        QuantileColumn column = column(false, true, values);
        // of normal values the quantile function is the line of slope 1 through 0
        assertEquals(5, decode(column, 5), 0.02);
        assertEquals(-5, decode(column, -5), 0.02);
        assertEquals(5, column.encode(5, 0.5), 0.02);
        for (double beyond : new double[] {-40, -4, 4, 40}) {
            assertEquals(beyond, decode(column, column.encode(beyond, 0.5)), 1e-5 * Math.abs(beyond));
        }
        assertEquals(values[999], decode(column, z(1 - 0.5 / 1000)));
    }

    @Test
    void columnsOfManyValuesAreThinnedWithoutHarm() {
        int n = 300_000;
        double[] values = new double[n];
        KeyedRandom random = new KeyedRandom(1, Purpose.METRIC);
        for (int i = 0; i < n; i++) {
            // a third of zeros, the rest exponential with a heavy tail
            values[i] = Math.max(0, Math.exp(3 * NormalQuantile.of(random.uniform(i, 0)) + 1.3) - 1);
        }
        RankTable ranks = RankTable.of(values);
        assertTrue(ranks.size() <= RankTable.LARGEST && ranks.size() > RankTable.LARGEST / 2, ranks.size() + " values");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        QuantileColumn column = new QuantileColumn(ranks, false, false);
        int zeros = -1 + (int) Arrays.stream(values).filter(v -> v == 0).count();
        assertEquals(0, decode(column, z((zeros + 0.5) / n)));
        for (int i = 0; i < n; i += 7) {
            double expected = sorted[i];
            double actual = decode(column, z((i + 0.5) / n));
            // within the values a four-thousandth of the rows away
            assertTrue(
                    actual >= sorted[Math.max(0, i - n / 4000)] && actual <= sorted[Math.min(n - 1, i + n / 4000)],
                    "rank " + i + " is " + actual + ", was " + expected);
        }
        for (int i = n - 20; i < n; i++) {
            assertEquals(sorted[i], decode(column, z((i + 0.5) / n)), "the tail is kept row by row");
        }
        for (int i = 0; i < n; i += 11) {
            double tolerance = 1e-3 * values[i] + 1e-9;
            assertEquals(values[i], decode(column, column.encode(values[i], random.uniform(i, 1))), tolerance);
        }
    }

    @Test
    void signedZerosAreOneValue() {
        QuantileColumn column = column(false, false, -0.0, 0.0, 1);
        assertEquals(2, column.ranks().size());
        assertEquals(column.encode(0.0, 0.5), column.encode(-0.0, 0.5));
    }
}
