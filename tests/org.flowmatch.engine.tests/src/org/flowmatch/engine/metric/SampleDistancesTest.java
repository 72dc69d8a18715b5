// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.api.Test;

class SampleDistancesTest {
    @Test
    void energyDistanceOfPoints() {
        RowMatrix a = RowMatrix.of(new float[] {0, 2}, 1);
        RowMatrix b = RowMatrix.of(new float[] {1}, 1);
        // 2 E|X-Y| = 2, E|X-X'| = (0+2+2+0)/4 = 1, E|Y-Y'| = 0
        assertEquals(1, EnergyDistance.between(a, b), 1e-12);
        assertEquals(0, EnergyDistance.between(a, a), 1e-12);
    }

    @Test
    void energyDistanceOfShiftedGaussians() {
        // for N(0,1) and N(m,1): 2 E|N(m,2)| - 2 E|N(0,2)|, with E|N(m,s^2)| = s sqrt(2/pi) e^(-m^2/2s^2) + m erf(m/(s
        // sqrt 2))
        double m = 1;
        double folded = Math.sqrt(2) * Math.sqrt(2 / Math.PI) * Math.exp(-m * m / 4) + m * 0.5204998778; // erf(1/2)
        double expected = 2 * folded - 2 * Math.sqrt(2) * Math.sqrt(2 / Math.PI);
        double seen = EnergyDistance.between(Gaussians.rows(4000, 1, 1, 0, 1), Gaussians.rows(4000, 1, 1, m, 2));
        assertEquals(expected, seen, 0.05);
    }

    @Test
    void kolmogorovSmirnovOfNoNumbersIsRefused() {
        double[] numbers = {1, 2};
        for (double[] none : new double[][] {{}, {1, Double.NaN}, {Double.NaN}}) {
            assertThrows(FlowException.class, () -> KolmogorovSmirnov.statistic(numbers, none));
            assertThrows(FlowException.class, () -> KolmogorovSmirnov.statistic(none, numbers));
        }
    }

    @Test
    void kolmogorovSmirnovOfShiftedSteps() {
        double[] a = {1, 2, 3, 4};
        double[] b = {3, 4, 5, 6};
        assertEquals(0.5, KolmogorovSmirnov.statistic(a, b), 1e-12, "half of a lies below all of b");
        assertEquals(0, KolmogorovSmirnov.statistic(a, a), 1e-12);
        assertEquals(1, KolmogorovSmirnov.statistic(a, new double[] {-1}), 1e-12);
        RowMatrix left = RowMatrix.of(new float[] {1, 1, 2, 2, 3, 3, 4, 4}, 2);
        RowMatrix right = RowMatrix.of(new float[] {1, 3, 2, 4, 3, 5, 4, 6}, 2);
        assertArrayEquals(new double[] {0, 0.5}, KolmogorovSmirnov.byColumn(left, right), 1e-12);
    }

    @Test
    void closestRecordIsTheNearest() {
        RowMatrix training = RowMatrix.of(new float[] {0, 0, 3, 4}, 2);
        RowMatrix sample = RowMatrix.of(new float[] {3, 4, 0, 1, 10, 4}, 2);
        assertArrayEquals(new double[] {0, 1, 7}, ClosestRecord.distances(sample, training), 1e-9);
    }

    @Test
    void emptySamplesAreRefused() {
        RowMatrix none = RowMatrix.of(new float[0], 1);
        RowMatrix one = RowMatrix.of(new float[1], 1);
        var error = assertThrows(FlowException.class, () -> EnergyDistance.between(none, one));
        assertTrue(error.problem().contains("0 and 1"), error.problem());
    }
}
