// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;

/** The one step of a distillation, learnt at the first time of a path. */
public record DistilledFlow() implements FlowKind<OneStepMap> {
    @Override
    public String id() {
        return OneStepMap.ID;
    }

    @Override
    public Class<OneStepMap> dynamics() {
        return OneStepMap.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_2;
    }

    @Override
    public Task task(OneStepMap dynamics) {
        return PathRegression.distilling(dynamics);
    }

    @Override
    public Mover mover(OneStepMap dynamics) {
        return new OneStepMover(dynamics);
    }
}
