// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.mover.FlowKind;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.training.Task;

/** Rows of labels that are drawn first, and of numbers that follow a flow given them. */
public record LabelsFirstKind() implements FlowKind<LabelsFirstFlow> {
    @Override
    public String id() {
        return LabelsFirstFlow.ID;
    }

    @Override
    public Class<LabelsFirstFlow> dynamics() {
        return LabelsFirstFlow.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    @Override
    public Task task(LabelsFirstFlow dynamics) {
        return LabelsFirstRegression.of(dynamics);
    }

    @Override
    public Mover mover(LabelsFirstFlow dynamics) {
        return new LabelsFirstMover(dynamics);
    }
}
