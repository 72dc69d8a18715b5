// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarCellTest {
    private static Optional<FarCell> of(double... values) {
        double smallest = java.util.Arrays.stream(values).min().orElseThrow();
        double largest = java.util.Arrays.stream(values).max().orElseThrow();
        Moments moments = Moments.of(values, smallest, largest);
        return FarCell.of(values, moments.mean(), moments.deviation());
    }

    private static double[] drawn(int rows, DoubleUnaryOperator ofNormal) {
        Random random = new Random(3);
        return random.doubles(rows)
                .map(u -> ofNormal.applyAsDouble(random.nextGaussian()))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 300, 20_000})
    void oneHugeCellIsFoundWithItsRow(int rows) {
        for (double huge : new double[] {1e16, -1e16}) {
            double[] values = drawn(rows, z -> z);
            values[7] = huge;
            FarCell cell = of(values).orElseThrow();
            assertEquals(7, cell.row());
            assertEquals(huge, cell.value());
            assertTrue(cell.from() > -5 && cell.to() < 5 && cell.from() < cell.to());
            assertTrue(cell.hidesOthers());
        }
    }

    @Test
    void aFarCellThatLeavesSomeRoomIsFoundButHidesNothing() {
        double[] values = drawn(300, z -> z);
        values[299] = 1e4;
        assertFalse(of(values).orElseThrow().hidesOthers());
    }

    @Test
    void severalFarCellsAreAsBadAsOne() {
        double[] values = drawn(1_000, z -> z);
        for (int i = 0; i < 5; i++) {
            values[100 * i] = 1e16;
        }
        assertTrue(of(values).orElseThrow().hidesOthers());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 10_000, 200_000})
    void heavyTailsAndOrdinaryOutliersAreNone(int rows) {
        assertTrue(of(drawn(rows, z -> z)).isEmpty(), "normal");
        assertTrue(of(drawn(rows, z -> Math.exp(2 * z))).isEmpty(), "lognormal");
        assertTrue(of(drawn(rows, z -> z * z * z)).isEmpty(), "cubed");
        double[] outlier = drawn(rows, z -> z);
        outlier[0] = 20;
        assertTrue(of(outlier).isEmpty(), "20 standard deviations");
    }

    @Test
    void aColumnWhoseMiddleIsOneValueLosesNothing() {
        double[] values = new double[500];
        values[3] = 1e12;
        assertTrue(of(values).isEmpty());
    }
}
