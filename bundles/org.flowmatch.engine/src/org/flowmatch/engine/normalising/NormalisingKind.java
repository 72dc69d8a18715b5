// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.mover.FlowKind;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.training.Task;

/** Maps to noise, learnt by maximum likelihood. */
public record NormalisingKind() implements FlowKind<NormalisingFlow> {
    @Override
    public String id() {
        return NormalisingFlow.ID;
    }

    @Override
    public Class<NormalisingFlow> dynamics() {
        return NormalisingFlow.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    @Override
    public Task task(NormalisingFlow dynamics) {
        return new MaximumLikelihood();
    }

    @Override
    public Mover mover(NormalisingFlow dynamics) {
        return new NormalisingMover(dynamics);
    }
}
