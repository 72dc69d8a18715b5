// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of x_t on the way from the uniform law of the sphere to one point, at the distance r from it:
 *
 * <pre>
 * p_t = sin(r / (1 - t)) / (4 pi (1 - t) sin r) for r below (1 - t) pi, with the velocity r / (1 - t) towards the point
 * </pre>
 */
class SphereMarginalsTest {
    private static final double[] POLE = {0, 0, 1};
    private static final RowSpace SPHERE = new RowSpace(List.of(RowPart.curved("p", 0, 3, Curve.SPHERE)));

    private static double density(double r, double t) {
        return r >= (1 - t) * Math.PI ? 0 : Math.sin(r / (1 - t)) / (4 * Math.PI * (1 - t) * Math.sin(r));
    }

    private static double[] at(double r) {
        return new double[] {Math.sin(r), 0, Math.cos(r)};
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.8})
    void pointsOfUniformSourcesHaveThisLaw(double t) {
        int n = 20_000;
        float[] x0 = new float[3 * n];
        SPHERE.noise(new KeyedRandom(1, Purpose.PATH_NOISE), 0, n, x0, 0);
        UnitVector vector = SPHERE.unitVectors().all().get(0);
        for (double share : new double[] {0.2, 0.5, 0.8}) {
            double radius = share * Math.PI * (1 - t);
            int inside = 0;
            for (int row = 0; row < n; row++) {
                double[] point = Geodesic.between(vector.of(x0, 3 * row), POLE, new double[] {1, 0, 0})
                        .at(t);
                inside += UnitSphere.distance(point, POLE) < radius ? 1 : 0;
            }
            // the cap of the same share at the source
            assertEquals((1 - Math.cos(share * Math.PI)) / 2, inside / (double) n, 0.01, "within " + radius);
        }
    }

    @Test
    void theLawIsCarriedByTheVelocities() {
        double h = 1e-5;
        for (double t : new double[] {0.1, 0.5, 0.7}) {
            for (double r : new double[] {0.1, 0.4, 0.8}) {
                double changes = (density(r, t + h) - density(r, t - h)) / (2 * h);
                double flux = (flux(r + h, t) - flux(r - h, t)) / (2 * h) / Math.sin(r);
                assertEquals(0, changes + flux, 1e-5, "t = " + t + ", r = " + r);
            }
        }
    }

    /** Through the circle at the distance r, outwards. */
    private static double flux(double r, double t) {
        double[] tangent = UnitSphere.log(at(r), POLE, new double[3]);
        double outwards = Math.cos(r) * tangent[0] - Math.sin(r) * tangent[2];
        return Math.sin(r) * density(r, t) * outwards / (1 - t);
    }

    /** The velocity at a point of a way is what is left of it over the time that is left. */
    @Test
    void whatIsLeftIsGoneAtConstantSpeed() {
        Geodesic way = Geodesic.between(at(2), POLE, new double[3]);
        for (double t : new double[] {0, 0.25, 0.9}) {
            double[] left = UnitSphere.log(way.at(t), POLE, new double[3]);
            for (int c = 0; c < 3; c++) {
                left[c] /= 1 - t;
            }
            assertArrayEquals(left, way.velocity(t), 1e-9);
        }
    }
}
