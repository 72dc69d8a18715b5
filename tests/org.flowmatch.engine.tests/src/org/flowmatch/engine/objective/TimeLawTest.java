// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.path.AllPaths;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.random.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeLawTest {

    static List<TimeLaw.OfAnyPath> laws() {
        return List.of(
                new TimeLaw.Uniform(),
                new TimeLaw.LogitNormal(0, 1),
                new TimeLaw.LogitNormal(-0.8, 0.5),
                new TimeLaw.Beta(2, 5),
                new TimeLaw.Beta(1, 1.5),
                new TimeLaw.Beta(0.5, 0.5),
                new TimeLaw.Mode(1.29),
                new TimeLaw.Mode(-0.5),
                new TimeLaw.UShaped(4),
                new TimeLaw.CosineMap());
    }

    /** The derivative of the quantile function is 1 / density. */
    @ParameterizedTest
    @MethodSource("laws")
    void densityBelongsToTheQuantiles(TimeLaw.OfAnyPath law) {
        for (double p = 0.02; p < 1; p += 0.04) {
            double step = 1e-5;
            double slope = (law.quantile(p + step) - law.quantile(p - step)) / (2 * step);
            assertEquals(1, slope * law.density(law.quantile(p)), 1e-4, "p = " + p);
        }
        assertTrue(law.quantile(1e-9) >= 0 && law.quantile(1e-9) < 0.05);
        assertTrue(law.quantile(1 - 1e-9) <= 1 && law.quantile(1 - 1e-9) > 0.85);
    }

    private static TimeDistribution noise(double mean, double deviation, ConditionalPath path) {
        return new TimeLaw.LogNormalNoise(mean, deviation)
                .on(path, Objective.defaults().interval(path));
    }

    /** On the linear path sigma = (1 - t) / t, so that its logarithm is normal where -ln(t / (1 - t)) is. */
    @Test
    void noiseLevelsOnTheLinearPathAreLogitNormalTimes() {
        TimeDistribution levels = noise(-1.2, 1.2, new LinearPath());
        TimeLaw.LogitNormal times = new TimeLaw.LogitNormal(1.2, 1.2);
        for (double p = 0.02; p < 1; p += 0.04) {
            assertEquals(times.quantile(p), levels.quantile(p), 1e-12);
            assertEquals(times.density(p), levels.density(p), 1e-12 * times.density(p));
        }
    }

    /** Where ln sigma falls evenly, from ln 10 to ln 0.01, times are cut normal; density and quantiles belong together on any path. */
    @Test
    void noiseLevelsAreCutToThePath() {
        TimeDistribution geometric =
                noise(-1.2, 1.2, new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.GEOMETRIC));
        double slope = Math.log(1000);
        double below = NormalDistribution.below((Math.log(0.01) + 1.2) / 1.2);
        double above = NormalDistribution.below((Math.log(10) + 1.2) / 1.2);
        for (double t = 0.05; t < 1; t += 0.1) {
            double z = (Math.log(10) - slope * t + 1.2) / 1.2;
            double expected = Math.exp(NormalDistribution.logDensity(z)) / 1.2 * slope / (above - below);
            assertEquals(expected, geometric.density(t), 1e-9 * expected);
        }
        for (ConditionalPath path : AllPaths.withoutNoise().toList()) {
            TimeDistribution law = noise(0, 1, path);
            DoubleUnaryOperator fast = law.sampler();
            assertEquals(0, law.quantile(0), 0);
            assertEquals(1, law.quantile(1), 0);
            for (double p = 0.05; p < 1; p += 0.1) {
                double rise = (law.quantile(p + 1e-5) - law.quantile(p - 1e-5)) / 2e-5;
                assertEquals(1, rise * law.density(law.quantile(p)), 1e-3, path + " at " + p);
                assertEquals(law.quantile(p), fast.applyAsDouble(p), 1e-4, path + " at " + p);
            }
        }
    }

    @Test
    void levelsThatAPathHasNotAreRefused() {
        FlowException far = assertThrows(
                FlowException.class,
                () -> noise(-5, 0.1, new VarianceExplodingPath(0.1, 10, VarianceExplodingPath.Growth.LINEAR)));
        assertEquals(
                "Of the noise levels of the time law 0.0 % are levels s / a of the variance exploding path, which go from"
                        + " 10.0 to 0.100; at least 10 % must be.",
                far.problem());
        assertTrue(far.remedy().contains("logarithm of one of these levels"), far.remedy());
        FlowException tube = assertThrows(FlowException.class, () -> noise(-1.2, 1.2, new TubePath(0.1)));
        assertTrue(tube.problem().contains("tube path holds further noise"), tube.problem());
        Objective objective = Objective.defaults().withTimeLaw(new TimeLaw.LogNormalNoise(-1.2, 1.2));
        assertThrows(
                FlowException.class, () -> objective.require(new TubePath(0.1), SourceLaw.GAUSSIAN, "independent"));
        objective.require(new CosinePath(0), SourceLaw.GAUSSIAN, "independent");
    }

    /** Each of 1,024 classes of times keeps its share: the fast form lies between the quantiles of its ends. */
    @ParameterizedTest
    @MethodSource("laws")
    void theFastFormKeepsTheSharesOfTheLaw(TimeLaw.OfAnyPath law) {
        DoubleUnaryOperator fast = law.sampler();
        for (int i = 0; i < 1024; i++) {
            double from = law.quantile(i / 1024.0) - 1e-12;
            double to = law.quantile((i + 1) / 1024.0) + 1e-12;
            for (double place = 0; place < 1; place += 0.3) {
                double t = fast.applyAsDouble((i + place) / 1024);
                assertTrue(from <= t && t <= to, t + " is not between " + from + " and " + to);
            }
        }
    }

    /** Mean and variance by the midpoint rule over the quantiles; expected values from the closed forms in comments. */
    @Test
    void momentsAreThoseOfTheLaws() {
        assertMoments(new TimeLaw.Uniform(), 0.5, 1.0 / 12);
        assertMoments(new TimeLaw.Beta(2, 5), 2.0 / 7, 10.0 / (49 * 8)); // a b / ((a + b)^2 (a + b + 1))
        assertMoments(new TimeLaw.Beta(0.5, 0.5), 0.5, 0.125);
        // E t^2 of strength cosh(strength (t - 1/2)) / (2 sinh(strength / 2)): with h = strength / 2 the variance is
        // 1/4 - coth(h) / (2 h) + 1 / (2 h^2)
        double h = 2;
        assertMoments(new TimeLaw.UShaped(4), 0.5, 0.25 - Math.cosh(h) / Math.sinh(h) / (2 * h) + 1 / (2 * h * h));
        // integral of (t - 1/2)^2 2 / (pi (1 - 2 t + 2 t^2)) = (1 / pi) (1 - pi / 4)
        assertMoments(new TimeLaw.CosineMap(), 0.5, (1 - Math.PI / 4) / Math.PI);
        // t = 1/2 + (1 + scale) y + scale (cos(pi p) / 2), y = p - 1/2: E y^2 = 1/12, E y cos(pi p) = -2 / pi^2
        double scale = 1.29;
        assertMoments(
                new TimeLaw.Mode(scale),
                0.5,
                (1 + scale) * (1 + scale) / 12 - 2 * (1 + scale) * scale / (Math.PI * Math.PI) + scale * scale / 8);
        assertEquals(1 / (1 + Math.exp(0.8)), new TimeLaw.LogitNormal(-0.8, 0.5).quantile(0.5), 1e-12);
    }

    private static void assertMoments(TimeLaw.OfAnyPath law, double mean, double variance) {
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double t = law.quantile((i + 0.5) / n);
            sum += t;
            squares += (t - mean) * (t - mean);
        }
        assertEquals(mean, sum / n, 1e-6, law.toString());
        assertEquals(variance, squares / n, 1e-6, law.toString());
    }

    @Test
    void theStartIsTheFirstTimeAlone() {
        assertEquals(0, new TimeLaw.Start().quantile(0.7), 0);
        assertEquals(0, new TimeLaw.Start().density(0.5), 0);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void lawsAreStored(TimeLaw.OfAnyPath law) {
        JsonRecords json = new JsonRecords();
        assertEquals(law, json.read(json.write(TimeLaw.class, law), TimeLaw.class, "law"));
        assertFalse(law.formula().isBlank());
    }

    @Test
    void theLawOfNoiseLevelsIsStored() {
        TimeLaw law = new TimeLaw.LogNormalNoise(-1.2, 1.5);
        JsonRecords json = new JsonRecords();
        assertEquals(law, json.read(json.write(TimeLaw.class, law), TimeLaw.class, "law"));
        assertTrue(json.write(TimeLaw.class, law).toString().contains("log_normal_noise"));
        assertFalse(law.formula().isBlank());
    }

    @Test
    void badSettingsAreNamed() {
        assertMessage(
                () -> new TimeLaw.LogitNormal(6, 1),
                "The mean of the logit-normal time law is 6, but must be between -5 and 5.");
        assertMessage(
                () -> new TimeLaw.LogitNormal(0, 0),
                "The deviation of the logit-normal time law is 0, but must be between 0.1 and 5.");
        assertMessage(
                () -> new TimeLaw.Beta(0.1, 1),
                "The first exponent of the beta time law is 0.1, but must be between 0.2 and 20.");
        assertMessage(
                () -> new TimeLaw.Beta(1, Double.NaN),
                "The second exponent of the beta time law is NaN, but must be between 0.2 and 20.");
        assertMessage(
                () -> new TimeLaw.Mode(2), "The scale of the mode time law is 2, but must be between -0.9 and 1.7.");
        assertMessage(
                () -> new TimeLaw.UShaped(0),
                "The strength of the U-shaped time law is 0, but must be between 0.1 and 20.");
        assertMessage(
                () -> new TimeLaw.LogNormalNoise(6, 1),
                "The mean of the log-normal law of noise levels is 6, but must be between -5 and 5.");
        assertMessage(
                () -> new TimeLaw.LogNormalNoise(0, 0),
                "The deviation of the log-normal law of noise levels is 0, but must be between 0.1 and 5.");
    }

    private static void assertMessage(Executable settings, String problem) {
        FlowException e = assertThrows(FlowException.class, settings);
        assertEquals(problem, e.problem());
        assertFalse(e.remedy().isBlank());
    }
}
