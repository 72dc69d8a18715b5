// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.mover.FlowKind;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.training.Task;

/** Maps between any two times of a flow. */
public record FlowMapKind() implements FlowKind<FlowMap> {
    @Override
    public String id() {
        return FlowMap.ID;
    }

    @Override
    public Class<FlowMap> dynamics() {
        return FlowMap.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    @Override
    public Task task(FlowMap dynamics) {
        return MapRegression.of(dynamics);
    }

    @Override
    public Mover mover(FlowMap dynamics) {
        return new FlowMapMover(dynamics);
    }
}
