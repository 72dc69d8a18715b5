// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitSphereTest {
    private static final double[] NO_TURN = {0, 0, 0};
    private static final double[] POLE = {0, 0, 1};

    private static double[] point(Random random, int k) {
        double[] x = random.ints(k, -1000, 1000)
                .mapToDouble(i -> i + random.nextDouble())
                .toArray();
        UnitSphere.normalise(x);
        return x;
    }

    private static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(each -> each * each).sum());
    }

    @Test
    void expUndoesLog() {
        Random random = new Random(1);
        for (int k = 2; k <= 6; k++) {
            for (int i = 0; i < 200; i++) {
                double[] x = point(random, k);
                double[] y = point(random, k);
                double[] v = UnitSphere.log(x, y, new double[k]);
                assertArrayEquals(y, UnitSphere.exp(x, v), 1e-9);
                assertEquals(UnitSphere.distance(x, y), norm(v), 1e-9);
                double along = 0;
                for (int c = 0; c < k; c++) {
                    along += x[c] * v[c];
                }
                assertEquals(0, along, 1e-9);
            }
        }
    }

    @Test
    void distancesAreExactNearAndFar() {
        for (double angle : new double[] {0, 1e-12, 1e-8, 1e-3, 1, 3, Math.PI - 1e-8, Math.PI}) {
            double[] y = {Math.sin(angle), 0, Math.cos(angle)};
            assertEquals(angle, UnitSphere.distance(POLE, y), 1e-9 * Math.max(angle, 1e-3));
        }
    }

    @Test
    void antipodesAreReachedAlongTheTurn() {
        double[] south = {0, 0, -1};
        Geodesic way = Geodesic.between(POLE, south, new double[] {0, 2, 5});
        assertArrayEquals(new double[] {0, 1, 0}, way.at(0.5), 1e-9);
        assertArrayEquals(south, way.at(1), 1e-9);
        assertEquals(Math.PI, norm(way.velocity(0.3)), 1e-9);
    }

    @Test
    void aPointIsAtHomeAtOnce() {
        Geodesic way = Geodesic.between(POLE, POLE, NO_TURN);
        assertArrayEquals(POLE, way.at(0.7), 0);
        assertArrayEquals(NO_TURN, way.velocity(0.7), 0);
    }

    @Test
    void velocitiesAreTheDerivativesOfPoints() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            Geodesic way = Geodesic.between(point(random, 3), point(random, 3), NO_TURN);
            double t = random.nextDouble();
            double h = 1e-6;
            double[] before = way.at(t - h);
            double[] after = way.at(t + h);
            double[] velocity = way.velocity(t);
            for (int c = 0; c < 3; c++) {
                assertEquals((after[c] - before[c]) / (2 * h), velocity[c], 1e-8);
            }
            assertArrayEquals(velocity, UnitSphere.projected(way.at(t), velocity), 1e-12);
        }
    }

    @Test
    void areasAreThoseOfTheClosedForm() {
        assertEquals(Math.log(2), UnitSphere.logArea(1), 1e-12);
        assertEquals(Math.log(2 * Math.PI), UnitSphere.logArea(2), 1e-12);
        assertEquals(Math.log(4 * Math.PI), UnitSphere.logArea(3), 1e-12);
        assertEquals(Math.log(2 * Math.PI * Math.PI), UnitSphere.logArea(4), 1e-12);
        assertEquals(Math.log(8 * Math.PI * Math.PI / 3), UnitSphere.logArea(5), 1e-12);
        UnitVector shares = new UnitVector(new int[] {0, 1, 2}, Curve.ORTHANT);
        assertEquals(-Math.log(Math.PI / 2), shares.logUniform(3), 1e-12);
        assertEquals(0, shares.logUniform(1), 1e-12);
        assertEquals(0, shares.logUniform(0));
    }

    @Test
    void zerosStayZerosWhereAVectorIsMade() {
        float[] rows = {9, 0, 0, 3, -4};
        UnitVectors vectors = new UnitVectors(List.of(
                new UnitVector(new int[] {1, 2}, Curve.SPHERE), new UnitVector(new int[] {3, 4}, Curve.ORTHANT)));
        vectors.normalise(rows, 0);
        assertArrayEquals(new float[] {9, 0, 0, 0.6f, -0.8f}, rows, 1e-7f);
        vectors.fold(rows, 0);
        assertArrayEquals(new float[] {9, 0, 0, 0.6f, 0.8f}, rows, 1e-7f);
        assertTrue(UnitVectors.NONE.isEmpty());
    }
}
