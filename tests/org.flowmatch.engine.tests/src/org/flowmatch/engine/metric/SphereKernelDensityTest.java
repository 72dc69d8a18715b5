// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.random.VonMisesFisher;
import org.junit.jupiter.api.Test;

class SphereKernelDensityTest {
    private static final double[] POLE = {0, 0, 1};
    private static final double[] ANTIPODE = {0, 0, -1};
    private static final double[] EAST = {0, 1, 0};

    private static double[][] drawn(VonMisesFisher law, int n, int stream) {
        KeyedRandom random = new KeyedRandom(4, Purpose.EXAMPLE, stream);
        double[][] points = new double[n][];
        Arrays.setAll(points, i -> law.point(random.uniform(i, 0), random.uniform(i, 1)));
        return points;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void itIsTheMeanOfTheKernels() {
        double[][] points = {POLE, EAST};
        double kernels = Math.exp(new VonMisesFisher(0, 0, 1, 5).logDensity(0, 0.6, 0.8))
                + Math.exp(new VonMisesFisher(0, 1, 0, 5).logDensity(0, 0.6, 0.8));
        double[] log = new SphereKernelDensity(points, 5).logDensities(new double[][] {{0, 0.6, 0.8}});
        assertEquals(Math.log(kernels / 2), log[0], 1e-12);
    }

    @Test
    void kernelsWithoutConcentrationAreUniform() {
        double[] log = new SphereKernelDensity(new double[][] {POLE}, 0).logDensities(new double[][] {EAST, ANTIPODE});
        assertEquals(-Math.log(4 * Math.PI), log[0], 1e-14);
        assertEquals(-Math.log(4 * Math.PI), log[1], 1e-14);
    }

    /** On a point kappa / (2 pi); at the antipode of all points 2 kappa below. */
    @Test
    void narrowKernelsNeitherOverflowNorVanish() {
        double kappa = 1e8;
        double[] log = new SphereKernelDensity(new double[][] {POLE, POLE}, kappa)
                .logDensities(new double[][] {POLE, ANTIPODE});
        assertEquals(Math.log(kappa / (2 * Math.PI)), log[0], 1e-9);
        assertEquals(Math.log(kappa / (2 * Math.PI)) - 2 * kappa, log[1], 1e-6);
    }

    /** Of many points of a law the density comes near the law's, whose mean on its own points is minus its entropy. */
    @Test
    void theBestBandwidthFindsTheLaw() {
        VonMisesFisher law = new VonMisesFisher(0, 0.6, 0.8, 10);
        double[][] test = drawn(law, 2000, 3);
        SphereKernelDensity fitted = SphereKernelDensity.fitted(drawn(law, 3000, 1), drawn(law, 1000, 2));
        double best = Arrays.stream(test)
                .mapToDouble(x -> law.logDensity(x[0], x[1], x[2]))
                .average()
                .orElseThrow();
        assertTrue(fitted.kappa() > 20 && fitted.kappa() < 1000, "kappa " + fitted.kappa());
        assertEquals(best, mean(fitted.logDensities(test)), 0.03);
    }

    @Test
    void noOtherBandwidthIsBetterOnTheValidationPoints() {
        VonMisesFisher law = new VonMisesFisher(1, 0, 0, 30);
        double[][] points = drawn(law, 300, 4);
        double[][] validation = drawn(law, 200, 5);
        SphereKernelDensity fitted = SphereKernelDensity.fitted(points, validation);
        double best = mean(fitted.logDensities(validation));
        for (double kappa = 0.1; kappa < 1e8; kappa *= 1.2) {
            double other = mean(new SphereKernelDensity(points, kappa).logDensities(validation));
            assertTrue(other <= best + 1e-5, kappa + ": " + other + " above " + best);
        }
    }

    @Test
    void nothingToFitIsRefused() {
        double[][] none = new double[0][];
        double[][] one = {POLE};
        assertThrows(FlowException.class, () -> new SphereKernelDensity(none, 1));
        assertThrows(FlowException.class, () -> new SphereKernelDensity(one, -1));
        assertEquals(
                "The choice of a bandwidth needs at least one point.",
                assertThrows(FlowException.class, () -> SphereKernelDensity.fitted(one, none))
                        .problem());
    }
}
