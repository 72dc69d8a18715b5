// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.mover.FlowKind;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.SolverMover;
import org.flowmatch.engine.training.Task;

/** Velocities learnt by maximum likelihood. */
public record ContinuousKind() implements FlowKind<ContinuousFlow> {
    @Override
    public String id() {
        return ContinuousFlow.ID;
    }

    @Override
    public Class<ContinuousFlow> dynamics() {
        return ContinuousFlow.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    @Override
    public Task task(ContinuousFlow dynamics) {
        return ContinuousLikelihood.defaults();
    }

    @Override
    public Mover mover(ContinuousFlow dynamics) {
        return new SolverMover(dynamics);
    }
}
