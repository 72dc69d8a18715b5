// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.GrowingSnr;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/**
 * A trained model sampled on a schedule other than its own. With (a, s) the model's weights and (A, S) the new ones, the
 * time r(t) at which the model's signal-to-noise ratio is the new one and the scale c(t) between the two spaces are
 *
 * <pre>
 * a(r) / s(r) = A(t) / S(t),   c = A / a(r) = S / s(r) = (A + S) / (a(r) + s(r))
 * r' = (S A' - A S') / (c^2 (s a' - a s')(r))
 * c' = (A' + S' - c (a' + s')(r) r') / (a + s)(r)
 * u(x, t) = (c' / c) x + c r' v(x / c, r)
 * </pre>
 *
 * so that x(t) = c(t) x_r is the same trajectory in other coordinates (Lipman and others 2024, "Flow matching guide and code",
 * post-training scheduler change; Karras and others 2022). It holds under any coupling, and for a path with noise too, which
 * is scaled by c; the sums keep c and c' finite where one weight is 0.
 */
public final class ScheduleChange {
    private final Schedule old;
    private final Schedule other;
    private final Interval oldTimes;
    private final FieldLaw velocity;

    private ScheduleChange(Schedule old, Schedule other, Motion motion) {
        this.old = old;
        this.other = other;
        oldTimes = motion.interval();
        velocity = motion.velocity();
    }

    /**
     * @param learnt what the model's network predicts
     * @param path the path that the model was trained on
     * @param other the path whose schedule is followed instead
     * @return the motion on the other path's times, as far as the model knows them
     * @throws FlowException when a ratio a / s does not grow, or the other path has noise of its own
     */
    public static Motion of(Prediction learnt, ConditionalPath path, ConditionalPath other) {
        if (other.noisy()) {
            throw new FlowException(
                    "A model cannot be sampled on the " + other.label()
                            + " path, because the noise of that path was not in its training.",
                    "Choose a path without noise of its own.");
        }
        GrowingSnr.require(path);
        GrowingSnr.require(other);
        Motion motion = Conversion.of(learnt, path).motion();
        Schedule old = path.schedule();
        ScheduleChange change = new ScheduleChange(old, other.schedule(), motion);
        Interval times = change.times(other);
        double startTime = change.oldTime(times.from());
        double startScale = change.scale(times.from(), startTime) * path.spread(startTime) / path.sourceScale();
        double endScale = other.schedule().a(times.to()) / old.a(path.tMax());
        return new Motion(change::at, times, startScale, endScale);
    }

    private Interval times(ConditionalPath path) {
        double from = Math.max(path.tMin(), other.timeOfSnr(old.snr(oldTimes.from())));
        double to = Math.min(path.tMax(), other.timeOfSnr(old.snr(oldTimes.to())));
        return new Interval(from, to).where(this::at);
    }

    /** r(t). */
    private double oldTime(double t) {
        return oldTimes.clamp(old.timeOfSnr(other.snr(t)));
    }

    /** c(t). */
    private double scale(double t, double oldTime) {
        return (other.a(t) + other.s(t)) / (old.a(oldTime) + old.s(oldTime));
    }

    private FieldTerms at(double t) {
        double time = oldTime(t);
        double sum = old.a(time) + old.s(time);
        double scale = scale(t, time);
        double rate = other.wronskian(t) / (scale * scale * old.wronskian(time));
        double scaleRate = (other.da(t) + other.ds(t) - scale * (old.da(time) + old.ds(time)) * rate) / sum;
        FieldTerms terms = velocity.at(time);
        return new FieldTerms(
                terms.time(),
                terms.inScale() / scale,
                scaleRate / scale + rate * terms.xWeight(),
                scale * rate * terms.outWeight(),
                scale * rate * terms.headWeight());
    }
}
