// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.flowmap.FlowMapMover;
import org.flowmatch.engine.flowmap.MapModels;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;

/**
 * Draws all labels of rows at the first time and then moves their numbers by a solver.
 *
 * @param temperature of labels, as in {@link MixedSettings}
 */
public record LabelsFirstMover(LabelsFirstFlow dynamics, double temperature) implements Mover {
    /** Draws labels as they were learnt. */
    public LabelsFirstMover(LabelsFirstFlow dynamics) {
        this(dynamics, MixedSettings.DEFAULT.temperature());
    }

    @Override
    public Samples move(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        require(settings);
        return mixed().move(ofSteps(model, settings), start, conditions, FlowMapMover.ofSteps(settings), monitor);
    }

    @Override
    public Samples follow(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        require(settings.withTrajectory(false));
        return mixed().solve(
                        ofSteps(model, settings),
                        start,
                        Optional.empty(),
                        AllowedLevels.ALL,
                        conditions,
                        FlowMapMover.ofSteps(settings).withTrajectory(),
                        monitor);
    }

    @Override
    public void require(SamplingSettings settings) {
        Mover.super.require(settings);
        FlowMapMover.requireEqualSteps(settings);
    }

    /** The model of a velocity whose Euler steps are those of a flow map, where there is one. */
    private FlowModel ofSteps(FlowModel model, SamplingSettings settings) {
        return dynamics.map()
                ? MapModels.ofSteps(
                        model,
                        new LabelsFirstFlow(dynamics.numbers(), false),
                        FlowMapMover.length(dynamics.times(), settings))
                : model;
    }

    private MixedMover mixed() {
        return new MixedMover(dynamics.mixed(), new MixedSettings(temperature, true));
    }

    @Override
    public LogDensities logDensity(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        throw dynamics.densityObstacle(model.pairs()).orElseThrow().refusal();
    }
}
