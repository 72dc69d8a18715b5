// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionalPathTest {
    private static final float[] X0 = {0.3f, -1.2f, 2, 1};
    private static final float[] X1 = {1.5f, 0.7f, -0.4f, 3};
    private static final float[] T = {0.2f, 0.75f};

    private final float[] xt = new float[4];
    private final float[] ut = new float[4];

    private void interpolate(ConditionalPath path) {
        path.interpolate(2, 2, X0, X1, new float[0], T, xt, ut);
    }

    /** (1 - t) x0 + t x1 and x1 - x0, by hand, each row at its own time. */
    @Test
    void linearPathIsTheChord() {
        interpolate(new LinearPath());
        assertArrayEquals(new float[] {0.54f, -0.82f, 0.2f, 2.5f}, xt, 1e-6f);
        assertArrayEquals(new float[] {1.2f, 1.9f, -2.4f, 2}, ut, 1e-6f);
    }

    /** The velocity as published, conditional on x1 and the point: (x1 - (1 - smin) x) / (1 - (1 - smin) t). */
    @Test
    void lipmansPathHasThePublishedVelocity() {
        double left = 1 - 0.1;
        interpolate(new LipmanPath(0.1));
        for (int i = 0; i < 4; i++) {
            double published = (X1[i] - left * xt[i]) / (1 - left * T[i / 2]);
            assertEquals(published, ut[i], 1e-5);
        }
    }

    /** The velocity as published: -(a a' / (1 - a^2)) (x - a x1) + a' x1. */
    @Test
    void variancePreservingPathHasThePublishedVelocity() {
        VariancePreservingPath path = new VariancePreservingPath(0.1, 20);
        interpolate(path);
        for (int i = 0; i < 4; i++) {
            double a = path.a(T[i / 2]);
            double da = path.da(T[i / 2]);
            double published = -(a * da / (1 - a * a)) * (xt[i] - a * X1[i]) + da * X1[i];
            assertEquals(published, ut[i], 1e-5);
        }
    }

    /** The bridge of Tong and others as published: (1 - 2t) / (2t (1 - t)) (x - mu) + x1 - x0. */
    @Test
    void bridgeHasThePublishedVelocity() {
        float[] noise = {0.5f, -0.1f, 0.2f, 1.3f};
        new BridgePath(0.5).interpolate(2, 2, X0, X1, noise, T, xt, ut);
        for (int i = 0; i < 4; i++) {
            double t = T[i / 2];
            double mu = t * X1[i] + (1 - t) * X0[i];
            assertEquals(mu + 0.5 * Math.sqrt(t * (1 - t)) * noise[i], xt[i], 1e-6);
            assertEquals((1 - 2 * t) / (2 * t * (1 - t)) * (xt[i] - mu) + X1[i] - X0[i], ut[i], 1e-5);
        }
    }

    /** The cone as published, conditional on x1 alone: (x1 - x) / (1 - t). */
    @Test
    void conicalPathHasThePublishedVelocity() {
        interpolate(new ConicalPath());
        for (int i = 0; i < 4; i++) {
            assertEquals((X1[i] - xt[i]) / (1 - T[i / 2]), ut[i], 1e-5);
        }
    }

    @Test
    void pathsWhoseNoiseIsTheSourceNeedAGaussianSource() {
        for (ConditionalPath path : AllPaths.all().toList()) {
            boolean needs = path instanceof ConicalPath
                    || path instanceof VariancePreservingPath
                    || path instanceof LinearVariancePreservingPath
                    || path instanceof VarianceExplodingPath;
            assertEquals(needs, path.needsGaussianSource(), path.toString());
        }
    }

    /** The law of x_t at t = 0: the largest noise of variance exploding, and source and tube together. */
    @Test
    void theSourceScaleIsTheSpreadAtTheStart() {
        assertEquals(1, new LinearPath().sourceScale());
        assertEquals(1, new VariancePreservingPath(0.1, 20).sourceScale());
        assertEquals(10, exploding(0.01, 10).sourceScale());
        assertEquals(Math.sqrt(1.25), new TubePath(0.5).sourceScale(), 1e-15);
        assertEquals(Math.sqrt(1.25), new CosinePath(0.5).sourceScale(), 1e-15);
        assertEquals(1, new BridgePath(2).sourceScale(), 2e-5);
    }

    @Test
    void everyPathIsStoredUnderItsName() {
        Set<String> stored = new TreeSet<>();
        for (ConditionalPath path : AllPaths.all().toList()) {
            JsonObject json = Paths.toJson(path);
            assertEquals(path.id(), json.get("type").getAsString());
            assertEquals(path, Paths.fromJson(json));
            assertFalse(path.formula().isEmpty());
            stored.add(path.id());
        }
        assertEquals(
                "{\"type\":\"lipman\",\"sigmaMin\":0.01}",
                Paths.toJson(new LipmanPath(0.01)).toString());
        assertEquals(
                "{\"type\":\"variance_exploding\",\"sigmaMin\":0.01,\"sigmaMax\":10.0,\"growth\":\"GEOMETRIC\"}",
                Paths.toJson(new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.GEOMETRIC))
                        .toString());
        assertEquals(new TreeSet<>(Paths.FAMILY.members().keySet()), stored);
    }

    @Test
    void anUnknownPathIsNamed() {
        JsonObject json = new JsonObject();
        json.addProperty("type", "spiral");
        FlowException e = assertThrows(FlowException.class, () -> Paths.fromJson(json));
        assertTrue(e.problem().contains("'spiral'") && e.problem().contains("linear, lipman"), e.problem());
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "0.6", "NaN"})
    void sigmaMinOutsideItsRangeIsRefused(double sigmaMin) {
        FlowException e = assertThrows(FlowException.class, () -> new LipmanPath(sigmaMin));
        assertTrue(e.problem().contains("Sigma min") && e.problem().contains("between 0 and 0.5"), e.problem());
    }

    @ParameterizedTest
    @CsvSource({"0, 20, Beta min", "30, 20, Beta min", "NaN, 20, Beta min", "0.1, 200, Beta max", "0.1, 5, at least 9.3"
    })
    void betasOutsideTheirRangeAreRefused(double betaMin, double betaMax, String named) {
        FlowException e = assertThrows(FlowException.class, () -> new VariancePreservingPath(betaMin, betaMax));
        assertTrue(e.problem().contains(named), e.problem());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of((Executable) () -> new PolynomialPath(0.5), "exponent", "between 1 and 10"),
                Arguments.of((Executable) () -> new PolynomialPath(Double.NaN), "exponent", "between 1 and 10"),
                Arguments.of((Executable) () -> new CosinePath(-0.1), "Sigma of the cosine", "between 0 and 1"),
                Arguments.of((Executable) () -> new TubePath(0), "Sigma of the tube", "above 0 and at most 1"),
                Arguments.of((Executable) () -> new BridgePath(3), "Brownian bridge", "above 0 and at most 2"),
                Arguments.of((Executable) () -> exploding(0, 10), "Sigma min", "above 0 and at most 0.5"),
                Arguments.of((Executable) () -> exploding(0.01, 2), "Sigma max", "between 5 and 1000"));
    }

    private static ConditionalPath exploding(double sigmaMin, double sigmaMax) {
        return new VarianceExplodingPath(sigmaMin, sigmaMax, VarianceExplodingPath.Growth.LINEAR);
    }

    /** Each message names the setting and what is allowed. */
    @ParameterizedTest
    @MethodSource("refused")
    void settingsOutsideTheirRangesAreRefused(Executable make, String named, String allowed) {
        FlowException e = assertThrows(FlowException.class, make);
        assertTrue(e.problem().contains(named) && e.problem().contains(allowed), e.problem());
    }

    /** Points and velocities of the four paths with noise in the oracle, whose bridge has a regularised denominator. */
    @Test
    void noisyPathsAgreeWithTheOracle() throws IOException {
        JsonObject section = Oracle.section("torchcfm");
        compare(section.getAsJsonObject("icfm"), TubePath::new, 1e-6);
        compare(section.getAsJsonObject("vp"), CosinePath::new, 1e-6);
        compare(section.getAsJsonObject("sb"), BridgePath::new, 1e-6);
        JsonObject conditional = section.getAsJsonObject("target_fm");
        conditional.add("x0", conditional.get("eps"));
        compare(conditional, LipmanPath::new, 1e-6);
    }

    private static void compare(JsonObject expected, DoubleFunction<ConditionalPath> path, double tolerance) {
        double sigma = expected.get("sigma").getAsDouble();
        double[] t = Oracle.doubles(expected.getAsJsonArray("t"));
        for (int row = 0; row < t.length; row++) {
            float[] xt = new float[2];
            float[] ut = new float[2];
            path.apply(sigma)
                    .interpolate(
                            1,
                            2,
                            floats(expected, "x0", row),
                            floats(expected, "x1", row),
                            floats(expected, "eps", row),
                            new float[] {(float) t[row]},
                            xt,
                            ut);
            assertArrayEquals(floats(expected, "x_t", row), xt, (float) tolerance);
            assertArrayEquals(floats(expected, "u_t", row), ut, (float) tolerance);
        }
    }

    private static float[] floats(JsonObject object, String key, int row) {
        double[] values = Oracle.row(object, key, row);
        return new float[] {(float) values[0], (float) values[1]};
    }
}
