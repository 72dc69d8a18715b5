// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.json.JsonName;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.random.BetaQuantile;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * The law of the times at which a training looks at the path, on [0, 1] as the share of the path's interval, t = 0 source,
 * t = 1 target. Where more times fall, the network learns more of what happens there. Texts that run from data to noise
 * have the mirrored law.
 */
public sealed interface TimeLaw {

    /**
     * The law on the times of a path.
     *
     * @param interval the times of the path
     * @throws org.flowmatch.engine.FlowException when the path has no such times
     */
    TimeDistribution on(ConditionalPath path, Interval interval);

    /** The density in one line of plain text, with the settings as symbols. */
    String formula();

    /** A law that is the same on every path. */
    sealed interface OfAnyPath extends TimeLaw, TimeDistribution {
        @Override
        default TimeDistribution on(ConditionalPath path, Interval interval) {
            return this;
        }
    }

    /** All times equally: density 1. The default. */
    @JsonName("uniform")
    record Uniform() implements OfAnyPath {
        @Override
        public double quantile(double p) {
            return p;
        }

        @Override
        public double density(double t) {
            return 1;
        }

        @Override
        public String formula() {
            return "1";
        }
    }

    /**
     * ln(t / (1 - t)) is normal (Esser and others 2024, "Scaling rectified flow transformers"): many times around
     * 1 / (1 + exp(-mean)), few at the ends.
     *
     * @param mean -5 to 5; above 0 towards the target
     * @param deviation 0.1 to 5; 1 is usual
     */
    @JsonName("logit_normal")
    record LogitNormal(double mean, double deviation) implements OfAnyPath {
        public LogitNormal {
            LogitNormalDensity.MEAN.check(
                    "The mean of the logit-normal time law", mean, "Use 0 for the middle of the path.");
            LogitNormalDensity.DEVIATION.check("The deviation of the logit-normal time law", deviation, "Use 1.");
        }

        @Override
        public double quantile(double p) {
            return 1 / (1 + Math.exp(-(mean + deviation * NormalQuantile.of(p))));
        }

        @Override
        public double density(double t) {
            return LogitNormalDensity.at(t, mean, deviation);
        }

        @Override
        public String formula() {
            return LogitNormalDensity.FORMULA;
        }
    }

    /**
     * The beta distribution: mean a / (a + b).
     *
     * @param a 0.2 to 20; below 1 many times lie at the source
     * @param b 0.2 to 20; below 1 many times lie at the target
     */
    @JsonName("beta")
    record Beta(double a, double b) implements OfAnyPath {
        public static final Range EXPONENT = Range.between(0.2, 20);

        public Beta {
            EXPONENT.check("The first exponent of the beta time law", a, "Use 1 for a density without a peak.");
            EXPONENT.check("The second exponent of the beta time law", b, "Use 1 for a density without a peak.");
        }

        @Override
        public double quantile(double p) {
            return BetaQuantile.of(p, a, b);
        }

        @Override
        public double density(double t) {
            return BetaQuantile.density(t, a, b);
        }

        @Override
        public String formula() {
            return "t^(a - 1) (1 - t)^(b - 1) / B(a, b)";
        }

        @Override
        public DoubleUnaryOperator sampler() {
            return QuantileTable.of(this);
        }
    }

    /**
     * t = p + scale (cos(pi p / 2)^2 - 1 + p) for uniform p (Esser and others 2024, "mode sampling with heavy tails").
     *
     * @param scale -0.9 to 1.7; above 0 more times in the middle, below 0 more at the ends, 0 is the uniform law; Esser and
     *     others use 1.29
     */
    @JsonName("mode")
    record Mode(double scale) implements OfAnyPath {
        public static final Range SCALE = Range.between(-0.9, 1.7);

        public Mode {
            SCALE.check("The scale of the mode time law", scale, "Use 1.29, or 0 for uniform times.");
        }

        @Override
        public double quantile(double p) {
            double cosine = Math.cos(Math.PI * p / 2);
            return p + scale * (cosine * cosine - 1 + p);
        }

        @Override
        public double density(double t) {
            double low = 0;
            double high = 1;
            double p = 0.5;
            while (low < p && p < high && high - low > 1e-15) {
                if (quantile(p) < t) {
                    low = p;
                } else {
                    high = p;
                }
                p = (low + high) / 2;
            }
            return 1 / (1 + scale * (1 - Math.PI / 2 * Math.sin(Math.PI * p)));
        }

        @Override
        public String formula() {
            return "1 / (1 + scale (1 - pi / 2 sin(pi p))) where t = p + scale (cos(pi p / 2)^2 - 1 + p)";
        }
    }

    /**
     * More times at both ends, where rectified flows are hardest to learn (Lee, Lin and Fanti 2024, "Improving the training
     * of rectified flows").
     *
     * @param strength 0.1 to 20; 4 is theirs: the ends have 3.8 times the density of the middle
     */
    @JsonName("u_shaped")
    record UShaped(double strength) implements OfAnyPath {
        public static final Range STRENGTH = Range.between(0.1, 20);

        public UShaped {
            STRENGTH.check("The strength of the U-shaped time law", strength, "Use 4.");
        }

        @Override
        public double quantile(double p) {
            double sine = (2 * p - 1) * Math.sinh(strength / 2);
            double root = Math.sqrt(sine * sine + 1);
            // the area hyperbolic sine, without cancellation for either sign
            return 0.5 + Math.copySign(Math.log(Math.abs(sine) + root), sine) / strength;
        }

        @Override
        public double density(double t) {
            return strength * Math.cosh(strength * (t - 0.5)) / (2 * Math.sinh(strength / 2));
        }

        @Override
        public String formula() {
            return "strength cosh(strength (t - 1/2)) / (2 sinh(strength / 2))";
        }
    }

    /**
     * t = 1 - 1 / (tan(pi p / 2) + 1) for uniform p: on the linear path the ratios a / s of a cosine path at uniform times
     * (Esser and others 2024, "cosmap").
     */
    @JsonName("cosine_map")
    record CosineMap() implements OfAnyPath {
        @Override
        public double quantile(double p) {
            double sine = Math.sin(Math.PI * p / 2);
            return sine / (sine + Math.cos(Math.PI * p / 2));
        }

        @Override
        public double density(double t) {
            return 2 / (Math.PI * (1 - 2 * t + 2 * t * t));
        }

        @Override
        public String formula() {
            return "2 / (pi (1 - 2 t + 2 t^2))";
        }
    }

    /**
     * The first time alone: the network learns x1 - x0 as a function of x0, so that one Euler step goes all the way
     * (distillation of Liu, Gong and Liu 2022). Only for the pairs of a reflow on the linear path.
     */
    @JsonName("start")
    record Start() implements OfAnyPath {
        @Override
        public double quantile(double p) {
            return 0;
        }

        /** 0: all times lie at t = 0, outside (0, 1). */
        @Override
        public double density(double t) {
            return 0;
        }

        @Override
        public String formula() {
            return "t = 0 alone";
        }
    }

    /**
     * The logarithm of the noise level sigma = s / a is normal, cut to the levels of the path (Karras and others 2022, EDM).
     *
     * @param mean -5 to 5; -1.2 is theirs
     * @param deviation 0.1 to 5; 1.2 is theirs
     */
    @JsonName("log_normal_noise")
    record LogNormalNoise(double mean, double deviation) implements TimeLaw {
        public static final Range MEAN = Range.between(-5, 5);
        public static final Range DEVIATION = Range.between(0.1, 5);
        public static final double DEFAULT_MEAN = -1.2;
        public static final double DEFAULT_DEVIATION = 1.2;

        public LogNormalNoise {
            MEAN.check("The mean of the log-normal law of noise levels", mean, "Use " + DEFAULT_MEAN + ".");
            DEVIATION.check(
                    "The deviation of the log-normal law of noise levels", deviation, "Use " + DEFAULT_DEVIATION + ".");
        }

        @Override
        public TimeDistribution on(ConditionalPath path, Interval interval) {
            return NoiseLevels.of(this, path, interval);
        }

        @Override
        public String formula() {
            return "exp(-(ln(s / a) - mean)^2 / (2 deviation^2)) (a'/a - s'/s) / (deviation sqrt(2 pi)), cut to the path";
        }
    }
}
