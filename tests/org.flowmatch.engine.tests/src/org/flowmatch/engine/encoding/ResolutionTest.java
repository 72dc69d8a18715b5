// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    private static int places(double... column) {
        double smallest = DoubleStream.of(column).min().getAsDouble();
        double largest = DoubleStream.of(column).max().getAsDouble();
        return Resolution.of(column, smallest, largest).places();
    }

    /** The values between ends that are not counted. */
    private static int placesBetween(double... values) {
        return places(DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(-1e300, 1e300))
                .toArray());
    }

    @Test
    void theDecimalsOfTheValues() {
        assertEquals(0, placesBetween(1, 2, -3, 1e200));
        assertEquals(1, placesBetween(1, 2.5, 7));
        assertEquals(5, placesBetween(0.99154, 0.9955, 1));
        assertEquals(2, placesBetween(0.05, 0.1, 0.15, 0.2, 0.3));
        assertEquals(7, placesBetween(1e-7));
        assertEquals(15, placesBetween(0.123456789012345));
        assertEquals(4, placesBetween(12345678901.2345));
        assertEquals(12, placesBetween(123456.5, 1e-12));
    }

    @Test
    void ofTwoValuesBothCount() {
        assertEquals(2, places(0.5, 0.5, 0.75));
    }

    /** Two rows in three hundred may have more decimals, four may not. */
    @Test
    void singleValuesOfHigherPrecisionDoNotCount() {
        double[] column = IntStream.range(0, 300).mapToDouble(i -> i / 10.0).toArray();
        column[50] = 10 + 1 / 3.0;
        column[60] = 9.5375;
        assertEquals(1, places(column));
        column[70] = 8.25;
        column[80] = 8.75;
        assertEquals(2, places(column));
    }

    /** 99.5% of zeros say nothing about the numbers beside them. */
    @Test
    void rowsPiledUpAtAnEndDoNotCount() {
        double[] column = new double[1000];
        for (int i = 0; i < 5; i++) {
            column[i] = 1 / (3.0 + i);
        }
        assertEquals(Resolution.FULL, places(column));
    }

    @Test
    void computedNumbersHaveNoResolution() {
        assertEquals(Resolution.FULL, placesBetween(1.5, Math.PI));
        assertEquals(Resolution.FULL, placesBetween(0.1 + 0.2));
        assertEquals(Resolution.FULL, placesBetween(1 / 3.0));
        assertEquals(Resolution.FULL, placesBetween(1.5e-30));
        assertEquals(Math.PI, new Resolution(Resolution.FULL).round(Math.PI));
    }

    @Test
    void roundingGivesTheDecimalNumber() {
        assertEquals(0.3, new Resolution(1).round(0.1 + 0.2));
        assertEquals(1.005, new Resolution(3).round(1.0049999));
        assertEquals("0.0", "" + new Resolution(2).round(-0.001));
        assertEquals(1e17, new Resolution(3).round(1e17));
        assertEquals(123456.5, new Resolution(12).round(123456.5));
    }
}
