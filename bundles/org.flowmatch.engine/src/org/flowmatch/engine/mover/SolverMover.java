// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;

/** A solver that follows the velocity of dynamics that have one, and its divergence for a density. */
public record SolverMover(Dynamics dynamics) implements Mover {
    @Override
    public Samples move(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        return Sampler.sample(model, start, conditions, settings, monitor);
    }

    @Override
    public LogDensities logDensity(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        return Likelihood.of(model, rows, conditions, settings, monitor);
    }
}
