// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;

/** The steps of a flow map, or a solver that follows its velocity. */
public record FlowMapMover(FlowMap dynamics) implements Mover {
    @Override
    public void require(SamplingSettings settings) {
        Mover.super.require(settings);
        requireEqualSteps(settings);
    }

    /** @throws FlowException when a map is to go in steps of several lengths */
    public static void requireEqualSteps(SamplingSettings settings) {
        if (settings.solver().method() instanceof Method.Map && !(settings.grid() instanceof TimeGrid.Uniform)) {
            throw new FlowException(
                    "A flow map goes in equal steps, but the settings spread them otherwise.",
                    "Choose equal steps, or another solver, which follows the velocity.");
        }
    }

    /** The length of a step of these settings, below 0 backward; 0 where a solver follows the velocity. */
    public static double length(Interval times, SamplingSettings settings) {
        if (!(settings.solver().method() instanceof Method.Map)) {
            return 0;
        }
        double length = (times.to() - times.from()) / settings.steps();
        return settings.direction() == Direction.FORWARD ? length : -length;
    }

    /** Settings by which the model of steps of one length is moved: those of Euler for the steps of a map. */
    public static SamplingSettings ofSteps(SamplingSettings settings) {
        return settings.solver().method() instanceof Method.Map ? settings.withSolver(Solver.EULER) : settings;
    }

    @Override
    public Samples move(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        require(settings);
        FlowModel ofSteps = MapModels.ofSteps(model, dynamics.velocity(), length(dynamics.times(), settings));
        return Sampler.sample(ofSteps, start, conditions, ofSteps(settings), monitor);
    }

    @Override
    public void require(LikelihoodSettings settings) {
        Mover.super.require(settings);
        if (settings.solver().solver().method() instanceof Method.Map && !dynamics.density()) {
            throw new FlowException(
                    "The flow map was learnt without the density after few steps.",
                    "Choose another solver, which follows the velocity, or switch the density on in Velocity Learner and"
                            + " train again.");
        }
        requireEqualSteps(settings.solver());
    }

    @Override
    public LogDensities logDensity(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        require(settings);
        if (settings.solver().solver().method() instanceof Method.Map) {
            return new FewStepLikelihood(model, dynamics, conditions, settings).of(rows, monitor);
        }
        return Likelihood.of(MapModels.ofSteps(model, dynamics.velocity(), 0), rows, conditions, settings, monitor);
    }
}
