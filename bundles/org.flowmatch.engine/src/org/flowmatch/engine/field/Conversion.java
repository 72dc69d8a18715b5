// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.GrowingSnr;
import org.flowmatch.engine.path.Preconditioning;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/**
 * What follows from a network that predicts one of the {@link Prediction}s on a path without noise of its own. With
 * E1 = E[x1 | x_t = x] and E0 = E[x0 | x_t = x], every prediction n is p1 E1 + p0 E0, and so is the point:
 *
 * <pre>
 * n = p1 E1 + p0 E0        velocity p = (a', s'), target p = (1, 0), noise p = (0, 1), score p = (0, -1 / s),
 *                          preconditioned target p = (s, -a) / sqrt(a^2 + s^2)
 * x = a E1 + s E0
 * </pre>
 *
 * These two equations give E1 and E0, and with them any other combination q1 E1 + q0 E0:
 *
 * <pre>
 * q1 E1 + q0 E0 = ((q0 p1 - q1 p0) x + (q1 s - q0 a) n) / (p1 s - p0 a)
 * </pre>
 *
 * Velocity, target (preconditioned or not) and noise hold under any coupling (Albergo and Vanden-Eijnden 2023; Lipman and others 2024, table of
 * conversions). The score is -E0 / s only for a Gaussian x0 that is independent of x1 (Tweedie): ask
 * {@code Scores} whether it is.
 */
public final class Conversion {
    /** Least a / s and s / a at which a conversion divides by a or s: a network's error grows by their inverse. */
    private static final double LEAST_WEIGHT = 5e-3;

    private final Prediction learnt;
    private final ConditionalPath path;
    private final Schedule schedule;
    private final Interval interval;

    private Conversion(Prediction learnt, ConditionalPath path) {
        this.learnt = learnt;
        this.path = path;
        schedule = path.schedule();
        interval = interval();
    }

    /** @throws FlowException when the path has noise of its own and the prediction is not the velocity */
    public static Conversion of(Prediction learnt, ConditionalPath path) {
        obstacle(learnt, path).ifPresent(reason -> {
            throw new FlowException(reason, "Predict the velocity, or choose a path without noise of its own.");
        });
        return new Conversion(learnt, path);
    }

    /** Why a network cannot be trained on this prediction along a path; empty when it can. */
    public static Optional<String> obstacle(Prediction learnt, ConditionalPath path) {
        if (learnt == Prediction.VELOCITY || !path.noisy()) {
            return Optional.empty();
        }
        return Optional.of("The velocity does not follow from the " + learnt + " on the " + path.label()
                + " path, because its points hold noise besides source and target row.");
    }

    /**
     * The times on which the prediction's target and the velocity that follows from it are finite: those of the path for
     * the velocity and the preconditioned target; without its end, where s / a falls below 0.005, for target and score; without its beginning, where
     * a / s is below 0.005, for noise and score. Training and sampling keep to it.
     */
    public Interval interval() {
        return switch (learnt) {
            case VELOCITY, PRECONDITIONED_TARGET -> whole();
            case TARGET -> withoutEnd(whole());
            case NOISE -> withoutBeginning(whole());
            case SCORE -> withoutEnd(withoutBeginning(whole()));
        };
    }

    /** The part of {@link #interval} on which the field of the wanted quantity is finite. */
    public Interval interval(Prediction wanted) {
        Interval times = wanted == Prediction.SCORE ? withoutEnd(interval) : interval;
        return times.where(law(wanted));
    }

    private Interval whole() {
        return new Interval(path.tMin(), path.tMax());
    }

    /** The part of an interval from the time on at which a / s is 0.005. */
    public Interval withoutBeginning(Interval times) {
        return new Interval(Math.max(times.from(), timeOfSnr(LEAST_WEIGHT)), times.to());
    }

    /** The part of an interval up to the time at which s / a is 0.005. */
    private Interval withoutEnd(Interval times) {
        return new Interval(times.from(), Math.min(times.to(), timeOfSnr(1 / LEAST_WEIGHT)));
    }

    private double timeOfSnr(double snr) {
        GrowingSnr.require(path);
        return schedule.timeOfSnr(snr);
    }

    /** The field of the wanted quantity on {@link #interval}; the score only where it exists. */
    public FieldLaw law(Prediction wanted) {
        if (wanted == learnt) {
            return t -> asked(t, 0, 1);
        }
        requirePair();
        return t -> combination(t, targetWeight(wanted, t), sourceWeight(wanted, t));
    }

    /**
     * The {@link Secant} from t to the next time as a field of point and network: x + (next - t) F(x) follows the schedule.
     *
     * @throws FlowException when the path has noise of its own
     */
    public FieldTerms secant(double t, double next) {
        requirePair();
        Secant secant = Secant.of(schedule, t, next);
        FieldTerms velocity = law(Prediction.VELOCITY).at(t);
        return asked(
                t,
                secant.xWeight() + secant.velocityWeight() * velocity.xWeight(),
                secant.velocityWeight() * velocity.outWeight());
    }

    /** How rows are moved from source to target. */
    public Motion motion() {
        return motion(law(Prediction.VELOCITY), interval);
    }

    /**
     * The motion along a field on a part of the path's times: rows enter it with the spread that source rows have at its
     * beginning, and leave it with the weight a of target rows at its end.
     */
    public Motion motion(FieldLaw field, Interval times) {
        return new Motion(
                field,
                times,
                times.from() == path.tMin() ? 1 : path.spread(times.from()) / path.sourceScale(),
                times.to() == path.tMax() ? 1 : schedule.a(times.to()) / schedule.a(path.tMax()));
    }

    private void requirePair() {
        if (path.noisy()) {
            throw new FlowException(
                    "Only the velocity is known on the " + path.label()
                            + " path, because its points hold noise besides source and target row.",
                    "Choose a path without noise of its own.");
        }
    }

    private FieldTerms combination(double t, double q1, double q0) {
        double p1 = targetWeight(learnt, t);
        double p0 = sourceWeight(learnt, t);
        double a = schedule.a(t);
        double s = schedule.s(t);
        double determinant = p1 * s - p0 * a;
        return asked(t, (q0 * p1 - q1 * p0) / determinant, (q1 * s - q0 * a) / determinant);
    }

    /** The network asked at a time, as what it predicts wants to be asked. */
    private FieldTerms asked(double t, double xWeight, double outWeight) {
        if (learnt != Prediction.PRECONDITIONED_TARGET) {
            return new FieldTerms(t, 1, xWeight, outWeight, 0);
        }
        Preconditioning around = Preconditioning.at(schedule, t);
        return new FieldTerms(around.time(), around.inScale(), xWeight, outWeight, 0);
    }

    private double targetWeight(Prediction prediction, double t) {
        return switch (prediction) {
            case VELOCITY -> schedule.da(t);
            case TARGET -> 1;
            case NOISE, SCORE -> 0;
            case PRECONDITIONED_TARGET -> Preconditioning.at(schedule, t).targetWeight();
        };
    }

    private double sourceWeight(Prediction prediction, double t) {
        return switch (prediction) {
            case VELOCITY -> schedule.ds(t);
            case TARGET -> 0;
            case NOISE -> 1;
            case SCORE -> -1 / schedule.s(t);
            case PRECONDITIONED_TARGET -> Preconditioning.at(schedule, t).sourceWeight();
        };
    }
}
