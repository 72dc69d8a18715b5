// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.GrowingSnr;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.random.NormalQuantile;

/** A {@link TimeLaw.LogNormalNoise} on the times of a path: later times have lower levels. */
final class NoiseLevels implements TimeDistribution {
    /** Least share of the law that must lie on the path: of less, hardly more than an end of the path would be learnt. */
    private static final double LEAST_SHARE = 0.1;

    private final TimeLaw.LogNormalNoise law;
    private final Schedule schedule;
    private final Interval interval;
    private final double above;
    private final double share;

    private NoiseLevels(TimeLaw.LogNormalNoise law, Schedule schedule, Interval interval) {
        this.law = law;
        this.schedule = schedule;
        this.interval = interval;
        above = NormalDistribution.below(standard(interval.from()));
        share = above - NormalDistribution.below(standard(interval.to()));
    }

    /** @throws FlowException when a path has noise of its own, no level at each time, or few of the law's levels */
    static NoiseLevels of(TimeLaw.LogNormalNoise law, ConditionalPath path, Interval interval) {
        if (path.noisy()) {
            throw new FlowException(
                    "The time law follows from the noise level s / a, but the " + path.label()
                            + " path holds further noise.",
                    "Choose another time law, or a path without noise of its own.");
        }
        GrowingSnr.require(path);
        NoiseLevels levels = new NoiseLevels(law, path.schedule(), interval);
        if (!(levels.share >= LEAST_SHARE)) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "Of the noise levels of the time law %.1f %% are levels s / a of the %s path, which go from"
                                    + " %.3g to %.3g; at least %.0f %% must be.",
                            100 * levels.share,
                            path.label(),
                            1 / path.schedule().snr(interval.from()),
                            1 / path.schedule().snr(interval.to()),
                            100 * LEAST_SHARE),
                    "Choose a mean that is the logarithm of one of these levels, or a path with other ones.");
        }
        return levels;
    }

    /** The logarithm of the level at a time, in deviations from the mean; infinite where a or s is 0. */
    private double standard(double t) {
        return (Math.log(schedule.s(t)) - Math.log(schedule.a(t)) - law.mean()) / law.deviation();
    }

    @Override
    public double quantile(double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? 0 : 1;
        }
        double level = law.mean() + law.deviation() * NormalQuantile.of(above - p * share);
        double t = schedule.timeOfSnr(Math.exp(-level));
        return Math.max(0, Math.min(1, (t - interval.from()) / length()));
    }

    @Override
    public double density(double t) {
        double at = interval.from() + length() * t;
        double z = standard(at);
        if (t <= 0 || t >= 1 || !Double.isFinite(z)) {
            return 0;
        }
        double rate = schedule.logSnrRate(at) / 2;
        return Math.exp(NormalDistribution.logDensity(z)) / law.deviation() * rate * length() / share;
    }

    @Override
    public DoubleUnaryOperator sampler() {
        return QuantileTable.of(this);
    }

    private double length() {
        return interval.to() - interval.from();
    }
}
