// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.field.Ancestor;
import org.flowmatch.engine.field.CurveAware;
import org.flowmatch.engine.field.FieldLaw;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.field.ScheduleChange;
import org.flowmatch.engine.field.StageLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.Scores;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.StepNoise;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.Wiener;

/**
 * What a solver has to do for the settings with a model: the field to follow, the times, and the noise.
 *
 * @param law the field at the stages of the solver
 * @param grid the times
 * @param startScale what start rows are multiplied by
 * @param endScale what end rows are divided by
 * @param noise of a stochastic solver
 */
public record SolvePlan(StageLaw law, double[] grid, double startScale, double endScale, Optional<Wiener> noise) {

    private static final double LARGEST_PULL = 1 / 16.;

    /** @throws FlowException when the model cannot be sampled with these settings */
    public static SolvePlan of(FlowModel model, SamplingSettings settings) {
        model.dynamics().requireSteps(settings.asked());
        if (settings.solver().stochastic()) {
            return stochastic(model, settings);
        }
        AffineVelocity learnt = model.velocity();
        ConditionalPath path = settings.schedule().orElse(learnt.path());
        Motion motion = settings.schedule()
                .map(other -> ScheduleChange.of(learnt.prediction(), learnt.path(), other))
                .orElseGet(() -> learnt.conversion().motion());
        StageLaw law = StageLaw.of(motion.velocity());
        if (settings.solver().method() instanceof Method.CurveAware) {
            law = CurveAware.law(path.schedule(), motion.velocity());
        }
        return of(law, motion, settings, grid(motion.interval(), settings), Optional.empty());
    }

    private static SolvePlan of(
            StageLaw law, Motion motion, SamplingSettings settings, double[] grid, Optional<Wiener> noise) {
        boolean forward = settings.direction() == Direction.FORWARD;
        return new SolvePlan(
                law,
                grid,
                forward ? motion.startScale() : motion.endScale(),
                forward ? motion.endScale() : motion.startScale(),
                noise);
    }

    private static double[] grid(Interval interval, SamplingSettings settings) {
        boolean forward = settings.direction() == Direction.FORWARD;
        return settings.times(forward ? interval.from() : interval.to(), forward ? interval.to() : interval.from());
    }

    private static SolvePlan stochastic(FlowModel model, SamplingSettings settings) {
        model.dynamics().scoreObstacle(model.pairs()).ifPresent(obstacle -> {
            throw new FlowException(
                    settings.solver() + " needs the score of the flow. " + obstacle.reason(),
                    "Choose a solver without noise. " + obstacle.remedy());
        });
        if (settings.schedule().isPresent()) {
            throw new FlowException(
                    settings.solver() + " follows the model's own schedule, but another one is chosen.",
                    "Choose a solver without noise, or leave the schedule as it is.");
        }
        return settings.solver().method() instanceof Method.Ancestral
                ? ancestral(model, settings)
                : diffusing(model, settings);
    }

    /** @throws FlowException when the settings ask for an ancestral sampler and rows on the path cannot be drawn by it */
    public static void requireAncestors(ConditionalPath path, SamplingSettings settings) {
        if (!(settings.solver().method() instanceof Method.Ancestral)) {
            return;
        }
        if (path.noisy()) {
            throw new FlowException(
                    settings.solver() + " draws points of a diffusion, and the " + path.label()
                            + " path is not one, because its points hold noise besides source and target row.",
                    "Choose Euler-Maruyama, or a solver without noise.");
        }
        if (settings.direction() == Direction.BACKWARD) {
            throw new FlowException(
                    settings.solver() + " goes from source to target alone, but the rows are to go back.",
                    "Choose another solver, or the direction from source to target.");
        }
    }

    private static SolvePlan ancestral(FlowModel model, SamplingSettings settings) {
        ConditionalPath path = model.velocity().path();
        requireAncestors(path, settings);
        Motion motion = model.velocity().conversion().motion();
        return of(
                Ancestor.law(path.schedule(), motion.velocity()),
                motion,
                settings,
                grid(motion.interval(), settings),
                Optional.of(Wiener.of(Method.Ancestral.noise(path.schedule()), settings.noiseSeed())));
    }

    /**
     * The marginals do not depend on e, so it is kept within what explicit steps can follow: the drift pulls points together at
     * the rate e^2 / (2 width^2), which times the largest step stays at 1/16 or below. One step of Euler-Maruyama then
     * spoils no variance by more than 3 percent.
     */
    private static SolvePlan diffusing(FlowModel model, SamplingSettings settings) {
        double[] grid = grid(Scores.interval(model), settings);
        double largest = 0;
        for (double h : TimeGrid.lengths(grid)) {
            largest = Math.max(largest, Math.abs(h));
        }
        double most = Math.sqrt(2 * LARGEST_PULL / largest);
        DoubleUnaryOperator asked = settings.diffusion().on(model.velocity().path());
        DoubleUnaryOperator width = t -> Scores.width(model, t);
        DoubleUnaryOperator e = t -> Math.min(asked.applyAsDouble(t), most * width.applyAsDouble(t));
        Motion motion = Scores.drift(model, e);
        FieldLaw drift = motion.velocity();
        FieldLaw velocity = model.velocity().conversion().law(Prediction.VELOCITY);
        // backward in time the same marginals need v - e^2 / 2 score
        FieldLaw law = settings.direction() == Direction.FORWARD
                ? drift
                : t -> {
                    FieldTerms v = velocity.at(t);
                    return v.plus(1, v).plus(-1, drift.at(t));
                };
        boolean corrects = settings.solver().method() instanceof Method.PredictorCorrector;
        return of(
                corrects ? corrected(law, Scores.of(model), width) : StageLaw.of(law),
                motion,
                settings,
                grid,
                Optional.of(Wiener.of(noise(settings.solver().method(), e, width), settings.noiseSeed())));
    }

    /** A step of the law, then one along the score from where it ends. */
    private static StageLaw corrected(FieldLaw law, FieldLaw score, DoubleUnaryOperator width) {
        return (t, h, c) -> {
            if (c == 0) {
                return law.at(t);
            }
            double length = Method.PredictorCorrector.length(width.applyAsDouble(t + h));
            FieldTerms along = score.at(t + h);
            return along.plus(length / h - 1, along);
        };
    }

    private static StepNoise noise(Method method, DoubleUnaryOperator e, DoubleUnaryOperator width) {
        return method instanceof Method.Diffusing diffusing
                ? diffusing.noise(e)
                : Method.PredictorCorrector.noise(e, width);
    }
}
