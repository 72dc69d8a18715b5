// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.mover.FlowKind;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.training.Task;

/** Rows of numbers and labels. */
public record MixedKind() implements FlowKind<MixedFlow> {
    @Override
    public String id() {
        return MixedFlow.ID;
    }

    @Override
    public Class<MixedFlow> dynamics() {
        return MixedFlow.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    @Override
    public Task task(MixedFlow dynamics) {
        return MixedRegression.of(dynamics);
    }

    @Override
    public Mover mover(MixedFlow dynamics) {
        return new MixedMover(dynamics);
    }
}
