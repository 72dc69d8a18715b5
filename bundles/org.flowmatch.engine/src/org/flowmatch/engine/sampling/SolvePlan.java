// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.dynamics.AffineVelocity;
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

    /**
     * The marginals do not depend on e, so it is kept within what explicit steps can follow: the drift pulls points together at
     * the rate e^2 / (2 width^2), which times the largest step stays at 1/16 or below. One step of Euler-Maruyama then
     * spoils no variance by more than 3 percent.
     */
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
        double[] grid = grid(Scores.interval(model), settings);
        double largest = 0;
        for (double h : TimeGrid.lengths(grid)) {
            largest = Math.max(largest, Math.abs(h));
        }
        double most = Math.sqrt(2 * LARGEST_PULL / largest);
        DoubleUnaryOperator asked = settings.diffusion().on(model.velocity().path());
        DoubleUnaryOperator e = t -> Math.min(asked.applyAsDouble(t), most * Scores.width(model, t));
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
        return of(StageLaw.of(law), motion, settings, grid, Optional.of(Wiener.of(e, settings.noiseSeed())));
    }
}
