// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Density and draws at concentrations from none to a point, around means everywhere, the poles among them. */
class VonMisesFisherTest {
    private static final double[][] MEANS = {{0, 0, 1}, {0, 0, -1}, {1, 0, 0}, {0.6, 0, 0.8}, {-0.48, 0.6, -0.64}};

    private static VonMisesFisher around(double[] mean, double kappa) {
        return new VonMisesFisher(mean[0], mean[1], mean[2], kappa);
    }

    /** By the heights h = 1 - s, where the sphere's area is 2 pi ds, in steps of the logarithm of s. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-12, 1e-6, 0.01, 1, 30, 800, 1e6, 1e9})
    void theDensityIntegratesToOne(double kappa) {
        VonMisesFisher law = new VonMisesFisher(0, 0, 1, kappa);
        int steps = 200_000;
        double lowest = Math.log(1e-17);
        double step = (Math.log(2) - lowest) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double s = Math.exp(lowest + (i + 0.5) * step);
            double radius = Math.sqrt(s * (2 - s));
            // a tiny radius is kept by the point, whose height rounds to 1
            sum += Math.exp(law.logDensity(radius, 0, 1 - s)) * 2 * Math.PI * s * step;
        }
        assertEquals(1, sum, 2e-5);
    }

    @Test
    void ofNoConcentrationItIsUniformAndOfALittleNearlySo() {
        assertEquals(-Math.log(4 * Math.PI), around(MEANS[3], 0).logDensity(0, 1, 0), 1e-15);
        assertEquals(
                around(MEANS[3], 2e-9).logDensity(0, 1, 0),
                around(MEANS[3], 0.5e-9).logDensity(0, 1, 0),
                1e-8);
    }

    /** At kappa = 2 with sinh: kappa / (4 pi sinh kappa) exp(kappa mean . x). */
    @Test
    void itIsTheFormulaWithTheHyperbolicSine() {
        double expected = Math.log(2 / (4 * Math.PI * Math.sinh(2))) + 2 * (0.6 * 0.36 + 0.8 * 0.8);
        assertEquals(expected, around(MEANS[3], 2).logDensity(0.36, 0.48, 0.8), 1e-13);
    }

    /** The mean resultant is coth kappa - 1 / kappa along the mean, and the mean square across it is (that) / kappa each way. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-10, 0.5, 20, 1e8})
    void drawsHaveTheMomentsOfTheLaw(double kappa) {
        int n = 60_000;
        double length = kappa < 1e-6 ? kappa / 3 : 1 / Math.tanh(kappa) - 1 / kappa;
        double across = kappa < 1e-6 ? 1 / 3.0 : length / kappa;
        KeyedRandom random = new KeyedRandom(3, Purpose.EXAMPLE, 90);
        for (double[] mean : MEANS) {
            VonMisesFisher law = around(mean, kappa);
            double along = 0;
            double square = 0;
            double[] sum = new double[3];
            for (int i = 0; i < n; i++) {
                double[] x = law.point(random.uniform(i, 0), random.uniform(i, 1));
                assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2], 1e-12);
                double dot = x[0] * mean[0] + x[1] * mean[1] + x[2] * mean[2];
                along += dot / n;
                for (int k = 0; k < 3; k++) {
                    double rest = x[k] - dot * mean[k];
                    sum[k] += rest / n;
                    square += rest * rest / (2 * n);
                }
            }
            double error = Math.sqrt(Math.max(across, 1e-16) / n);
            assertEquals(length, along, 5 * Math.max(1e-15, Math.min(error, 2 / Math.max(kappa, 1) / Math.sqrt(n))));
            assertEquals(across, square, 5 * across / Math.sqrt(n));
            for (double component : sum) {
                assertEquals(0, component, 5 * error);
            }
        }
    }

    @Test
    void whatIsNoMeanOrConcentrationIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VonMisesFisher(1, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new VonMisesFisher(Double.NaN, 0, 0, 1));
        assertEquals(
                "The concentration is -1, but must be between 0 and 1000000000.",
                assertThrows(FlowException.class, () -> new VonMisesFisher(1, 0, 0, -1))
                        .problem());
    }
}
