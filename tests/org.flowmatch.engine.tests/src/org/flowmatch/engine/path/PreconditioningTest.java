// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The preconditioning of Karras and others (2022), with sigma_data = 1. */
class PreconditioningTest {
    private static final VarianceExplodingPath EXPLODING =
            new VarianceExplodingPath(0.002, 80, VarianceExplodingPath.Growth.LINEAR);

    static Stream<ConditionalPath> paths() {
        return AllPaths.withoutNoise();
    }

    /** Their table 1: c_skip = 1 / (sigma^2 + 1), c_out = sigma / sqrt(sigma^2 + 1), c_in = 1 / sqrt(sigma^2 + 1), c_noise = ln(sigma) / 4. */
    @Test
    void onTheVarianceExplodingPathItIsThePublishedOne() {
        for (double t = 0; t <= 1; t += 0.05) {
            double sigma = EXPLODING.s(t);
            FieldTerms denoiser = Conversion.of(Prediction.PRECONDITIONED_TARGET, EXPLODING)
                    .law(Prediction.TARGET)
                    .at(t);
            assertEquals(1 / (sigma * sigma + 1), denoiser.xWeight(), 1e-12);
            assertEquals(sigma / Math.sqrt(sigma * sigma + 1), denoiser.outWeight(), 1e-12);
            assertEquals(1 / Math.sqrt(sigma * sigma + 1), denoiser.inScale(), 1e-12);
            assertEquals(Math.log(sigma) / 4, denoiser.time(), 1e-12);
        }
    }

    /** Of rows N(m, q^2), D(x; sigma) = (sigma^2 m + q^2 x) / (sigma^2 + q^2), and what the network gives out for it is not large. */
    @Test
    void theDenoiserOfGaussianRowsIsExact() {
        double m = 0.7;
        double q = 0.4;
        PointsField rows = new PointsField(EXPLODING, q, new double[][] {{m}});
        for (double t : new double[] {0, 0.2, 0.9, 0.99, 0.999, 1}) {
            double sigma = EXPLODING.s(t);
            FieldTerms denoiser = Conversion.of(Prediction.PRECONDITIONED_TARGET, EXPLODING)
                    .law(Prediction.TARGET)
                    .at(t);
            for (double z : new double[] {-2, -0.5, 1.5}) {
                double x = m + z * Math.hypot(q, sigma);
                double expected = (sigma * sigma * m + q * q * x) / (sigma * sigma + q * q);
                assertEquals(expected, denoiser.at(x, rows.preconditioned(new double[] {x}, t)[0], 0), 1e-9);
            }
        }
    }

    /** Of 40,000 rows of variance 1 a variance is known to 1%. */
    @ParameterizedTest
    @MethodSource("paths")
    void inputsAndTargetsHaveUnitVarianceAtEveryLevel(ConditionalPath path) {
        int n = 40_000;
        Random random = new Random(5);
        float[] x0 = new float[n];
        float[] x1 = new float[n];
        for (int i = 0; i < n; i++) {
            x0[i] = (float) random.nextGaussian();
            x1[i] = (float) Math.sqrt(3) * (2 * random.nextFloat() - 1);
        }
        AffineVelocity dynamics = new AffineVelocity(path, Prediction.PRECONDITIONED_TARGET);
        for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.999}) {
            float[] t = new float[n];
            Arrays.fill(t, (float) (path.tMin() + share * (path.tMax() - path.tMin())));
            float[] xt = new float[n];
            float[] velocity = new float[n];
            path.interpolate(n, 1, x0, x1, new float[0], t, xt, velocity);
            float[] targets = dynamics.targets(n, 1, x0, x1, new float[0], t, velocity);
            dynamics.toInputs(1, xt, t);
            assertEquals(1, variance(xt), 0.03, path + " at " + share);
            assertEquals(1, variance(targets), 0.03, path + " at " + share);
        }
    }

    private static double variance(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return squares / values.length;
    }
}
