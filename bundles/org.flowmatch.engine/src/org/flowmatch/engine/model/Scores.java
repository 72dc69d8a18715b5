// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldLaw;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/**
 * The score grad ln p_t(x) of a model, where it can be had:
 *
 * <pre>
 * affine path:  score = -E[x0 | x_t = x] / s            (Tweedie), x0 Gaussian and independent of x1
 * noisy path:   score = -E[e | x_t = x] / noise(t)      with the head that learnt E[e | x_t = x]; any coupling
 * </pre>
 *
 * Under a coupling that joins source and target rows, x0 given x1 is no longer N(0, I), and the first formula is wrong: for
 * the optimal map from N(0, 1) to N(0, 4) on the linear path at t = 0.5 the score is -0.444 x, the formula gives
 * -1.333 x. So the dynamics refuse it there. With the score, the stochastic differential equation
 *
 * <pre>
 * dx = (v + e(t)^2 / 2 score) dt + e(t) dW
 * </pre>
 *
 * has the marginals of the flow for every e (Song and others 2021; Albergo, Boffi and Vanden-Eijnden 2023).
 */
public final class Scores {
    private Scores() {}

    /**
     * The score as a field of point and network, finite on {@link #interval}.
     *
     * @throws FlowException where there is none
     */
    public static FieldLaw of(FlowModel model) {
        model.dynamics().scoreObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        ConditionalPath path = model.velocity().path();
        return path.noisy()
                ? t -> new FieldTerms(t, 1, 0, 0, -1 / path.noise(t))
                : model.velocity().conversion().law(Prediction.SCORE);
    }

    /**
     * The times on which the score is finite: without the end at which s / a falls below 0.005.
     *
     * @throws FlowException where there is none
     */
    public static Interval interval(FlowModel model) {
        FieldLaw score = of(model);
        Conversion conversion = model.velocity().conversion();
        return model.velocity().path().noisy()
                ? conversion.interval().where(score)
                : conversion.interval(Prediction.SCORE);
    }

    /**
     * How rows are moved by the drift v + e^2 / 2 score of the stochastic differential equation. Where e is infinite at
     * the first time, as that of {@link #diffusion} is where a = 0, it begins at the time at which a / s is 0.005.
     *
     * @param e the standard deviation of its noise per square root of time, at least 0
     * @throws FlowException where there is none
     */
    public static Motion drift(FlowModel model, DoubleUnaryOperator e) {
        FieldLaw score = of(model);
        Conversion conversion = model.velocity().conversion();
        FieldLaw velocity = conversion.law(Prediction.VELOCITY);
        Interval times = interval(model);
        if (!Double.isFinite(e.applyAsDouble(times.from()))) {
            times = conversion.withoutBeginning(times);
        }
        FieldLaw drift = t -> {
            double noise = e.applyAsDouble(t);
            return velocity.at(t).plus(noise * noise / 2, score.at(t));
        };
        return conversion.motion(drift, times);
    }

    /**
     * The noise of the diffusion process behind an affine path: g^2 = 2 s^2 d/dt ln(a / s) = 2 s (s a' - a s') / a.
     * With e = g the stochastic differential equation is the reverse diffusion of Song and others (2021).
     *
     * @return g(t), infinite where a = 0
     * @throws FlowException when the path has noise of its own
     */
    public static DoubleUnaryOperator diffusion(ConditionalPath path) {
        if (path.noisy()) {
            throw new FlowException(
                    "The " + path.label() + " path is not that of a diffusion, because its points hold noise besides"
                            + " source and target row.",
                    "Choose a constant noise, for a Brownian bridge its sigma.");
        }
        Schedule schedule = path.schedule();
        return t -> Math.sqrt(2 * schedule.s(t) * schedule.wronskian(t) / schedule.a(t));
    }

    /**
     * The standard deviation, at time t, of the Gaussian noise whose score this is: s(t), or the noise of a noisy path. The
     * drift pulls points together at the rate e^2 / (2 width^2).
     */
    public static double width(FlowModel model, double t) {
        ConditionalPath path = model.velocity().path();
        return path.noisy() ? path.noise(t) : path.schedule().s(t);
    }
}
