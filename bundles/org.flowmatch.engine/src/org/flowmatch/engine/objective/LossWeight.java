// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import org.flowmatch.engine.Range;
import org.flowmatch.engine.json.JsonName;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/**
 * How much the squared error at a time counts, before it is scaled to the mean 1 under the time law. Weights by the
 * signal-to-noise ratio SNR = a^2 / s^2 are published for the error of the target row x1; an error of another prediction is
 * r times as large an error of the target:
 *
 * <pre>
 * target r = 1,   noise and s times the score r = s / a,   velocity r = s / (s a' - a s'),
 * preconditioned target r = s / sqrt(a^2 + s^2)
 * </pre>
 *
 * so their weight is that of the target times r^2. The score's error is measured in units of the noise, s times itself,
 * with every weight, also without one (its natural weight s^2; Song and others 2021).
 */
public sealed interface LossWeight {

    /** Whether the weight follows from the ratio of target and source, which a path with noise of its own blurs. */
    boolean needsAffinePath();

    /**
     * The weight of the squared error of a prediction (of s times the score).
     *
     * @param t on the path, a number of (0, 1)
     */
    double at(double t, Schedule schedule, Prediction prediction);

    /** The weight in one line of plain text, with the settings as symbols. */
    String formula();

    /** How the weight is called in messages. */
    String label();

    /** Every time alike. The default. */
    @JsonName("none")
    record None() implements LossWeight {
        @Override
        public boolean needsAffinePath() {
            return false;
        }

        @Override
        public double at(double t, Schedule schedule, Prediction prediction) {
            return 1;
        }

        @Override
        public String formula() {
            return "1";
        }

        @Override
        public String label() {
            return "none";
        }
    }

    /** The signal-to-noise ratio (Salimans and Ho 2022); for the noise, this is no weight (Ho, Jain and Abbeel 2020). */
    @JsonName("snr")
    record Snr() implements LossWeight {
        @Override
        public boolean needsAffinePath() {
            return true;
        }

        @Override
        public double at(double t, Schedule schedule, Prediction prediction) {
            return PredictionErrors.squaredOfSource(t, schedule, prediction);
        }

        @Override
        public String formula() {
            return "a^2 / s^2 r^2";
        }

        @Override
        public String label() {
            return "SNR";
        }
    }

    /**
     * The signal-to-noise ratio, but at most gamma (Hang and others 2023, "Efficient diffusion training via min-SNR
     * weighting strategy").
     *
     * @param gamma 0.01 to 1,000; 5 is theirs
     */
    @JsonName("min_snr")
    record MinSnr(double gamma) implements LossWeight {
        public static final Range GAMMA = Range.between(0.01, 1000);

        public MinSnr {
            GAMMA.check("The gamma of the min-SNR weight", gamma, "Use 5.");
        }

        @Override
        public boolean needsAffinePath() {
            return true;
        }

        @Override
        public double at(double t, Schedule schedule, Prediction prediction) {
            return Math.min(
                    PredictionErrors.squaredOfSource(t, schedule, prediction),
                    gamma * PredictionErrors.squaredOfTarget(t, schedule, prediction));
        }

        @Override
        public String formula() {
            return "min(a^2 / s^2, gamma) r^2";
        }

        @Override
        public String label() {
            return "min-SNR";
        }
    }

    /**
     * g^2 times the squared error of the score, g^2 = s^2 d/dt ln(a^2 / s^2) being that of the diffusion with the path's marginals:
     * for the noise, the rate at which the logarithm of the signal-to-noise ratio grows. Half of the integral over the times is
     * how much the law that is generated with this score is at most away from the rows', in nats of KL divergence (Song, Durkan,
     * Murray and Ermon 2021, "Maximum likelihood training of score-based diffusion models").
     */
    @JsonName("likelihood")
    record Likelihood() implements LossWeight {
        @Override
        public boolean needsAffinePath() {
            return true;
        }

        @Override
        public double at(double t, Schedule schedule, Prediction prediction) {
            return schedule.logSnrRate(t) * PredictionErrors.squaredOfSource(t, schedule, prediction);
        }

        @Override
        public String formula() {
            return "d/dt ln(a^2 / s^2) a^2 / s^2 r^2";
        }

        @Override
        public String label() {
            return "likelihood";
        }
    }

    /**
     * The density of the logit-normal law, as a weight under another time law.
     *
     * @param mean -5 to 5; above 0 towards the target
     * @param deviation 0.1 to 5; 1 is usual
     */
    @JsonName("logit_normal")
    record LogitNormal(double mean, double deviation) implements LossWeight {
        public LogitNormal {
            LogitNormalDensity.MEAN.check(
                    "The mean of the logit-normal weight", mean, "Use 0 for the middle of the path.");
            LogitNormalDensity.DEVIATION.check("The deviation of the logit-normal weight", deviation, "Use 1.");
        }

        @Override
        public boolean needsAffinePath() {
            return false;
        }

        @Override
        public double at(double t, Schedule schedule, Prediction prediction) {
            return LogitNormalDensity.at(t, mean, deviation);
        }

        @Override
        public String formula() {
            return LogitNormalDensity.FORMULA;
        }

        @Override
        public String label() {
            return "logit-normal";
        }
    }
}
