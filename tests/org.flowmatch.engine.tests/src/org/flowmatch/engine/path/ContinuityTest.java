// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldLaw;
import org.flowmatch.engine.field.FieldTerms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Densities and fields of a mixture of Gaussians in one dimension, both in closed form, satisfy the equations of transport by
 * central differences, whose error is of order h^2.
 */
class ContinuityTest {
    private static final double[][] CENTRES = {{-1.2}, {0.4}, {1.5}};

    static Stream<ConditionalPath> paths() {
        return AllPaths.all();
    }

    static Stream<ConditionalPath> withoutNoise() {
        return AllPaths.withoutNoise();
    }

    /** dp/dt + d(p v)/dx = 0. */
    @ParameterizedTest
    @MethodSource("paths")
    void theVelocityMovesTheDensity(ConditionalPath path) {
        PointsField field = new PointsField(path, 0.4, CENTRES);
        for (double t : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
            double spread = Math.sqrt(field.variance(t));
            double flux = 0;
            for (double place = -2; place <= 2; place += 0.5) {
                double x = place * spread;
                double h = 1e-4 * spread;
                double rate = (density(field, x, t + 1e-5) - density(field, x, t - 1e-5)) / 2e-5;
                double divergence = (flux(field, x + h, t) - flux(field, x - h, t)) / (2 * h);
                assertEquals(0, rate + divergence, 1e-5 * (1 + Math.abs(rate)), path + " at " + t);
                flux = Math.max(flux, Math.abs(divergence));
            }
            assertTrue(flux > 1e-3, "something moves");
        }
    }

    /**
     * The drift v + e^2/2 score with noise e has the same densities: dp/dt + d(p drift)/dx - e^2/2 d2p/dx2 = 0, where the
     * score is the one that a prediction of the velocity gives.
     */
    @ParameterizedTest
    @MethodSource("withoutNoise")
    void driftAndNoiseMoveTheDensityToo(ConditionalPath path) {
        PointsField field = new PointsField(path, 0.4, CENTRES);
        FieldLaw score = Conversion.of(Prediction.VELOCITY, path).law(Prediction.SCORE);
        double e = 0.7;
        for (double t : new double[] {0.25, 0.5, 0.75}) {
            double spread = Math.sqrt(field.variance(t));
            for (double place = -2; place <= 2; place += 0.5) {
                double x = place * spread;
                double h = 1e-3 * spread;
                double rate = (density(field, x, t + 1e-5) - density(field, x, t - 1e-5)) / 2e-5;
                double divergence =
                        (driftFlux(field, score, e, x + h, t) - driftFlux(field, score, e, x - h, t)) / (2 * h);
                double curvature =
                        (density(field, x + h, t) - 2 * density(field, x, t) + density(field, x - h, t)) / (h * h);
                assertEquals(0, rate + divergence - e * e / 2 * curvature, 1e-4, path + " at " + t);
            }
        }
    }

    private static double density(PointsField field, double x, double t) {
        return field.density(new double[] {x}, t);
    }

    private static double flux(PointsField field, double x, double t) {
        return density(field, x, t) * field.velocity(new double[] {x}, t)[0];
    }

    private static double driftFlux(PointsField field, FieldLaw score, double e, double x, double t) {
        double velocity = field.velocity(new double[] {x}, t)[0];
        FieldTerms terms = score.at(t);
        double drift = velocity + e * e / 2 * (terms.xWeight() * x + terms.outWeight() * velocity);
        return density(field, x, t) * drift;
    }
}
