// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

    /** Expected values: tables of the normal distribution to 16 digits, in each of the three regions. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.75, 0.6744897501960817",
        "0.9, 1.2815515655446004",
        "0.975, 1.959963984540054",
        "0.995, 2.5758293035489004",
        "0.001, -3.090232306167813",
        "1e-10, -6.361340902404056",
        "1e-20, -9.262340089798408"
    })
    void tabulated(double p, double z) {
        assertEquals(z, NormalQuantile.of(p), 4e-15 * Math.max(1, Math.abs(z)));
    }

    /** The derivative of the quantile function is 1 / density: a second way to the same numbers, by central differences. */
    @Test
    void slopeIsOneOverDensity() {
        for (double p = 1e-6; p < 1; p += 1.7e-3) {
            double step = 1e-5 * Math.min(p, 1 - p);
            double slope = (NormalQuantile.of(p + step) - NormalQuantile.of(p - step)) / (2 * step);
            double z = NormalQuantile.of(p);
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            assertEquals(1, slope * density, 1e-6, "at " + p);
        }
    }

    @Test
    void risesAndIsOdd() {
        double last = Double.NEGATIVE_INFINITY;
        for (double p = 0x1p-40; p < 0.5; p += 0x1p-12) {
            double z = NormalQuantile.of(p);
            assertTrue(z > last, "at " + p);
            assertEquals(-z, NormalQuantile.of(1 - p), 1e-12 * -z);
            last = z;
        }
    }

    @Test
    void ends() {
        assertEquals(Double.NEGATIVE_INFINITY, NormalQuantile.of(0));
        assertEquals(Double.POSITIVE_INFINITY, NormalQuantile.of(1));
        assertTrue(Double.isNaN(NormalQuantile.of(-0.1)));
        assertTrue(Double.isNaN(NormalQuantile.of(1.1)));
        assertTrue(Double.isNaN(NormalQuantile.of(Double.NaN)));
    }
}
