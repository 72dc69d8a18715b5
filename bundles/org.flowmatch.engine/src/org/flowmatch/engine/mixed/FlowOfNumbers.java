// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.NetworkColumns;
import org.flowmatch.engine.network.KnownInputs;

/**
 * What a model of mixed rows knows of their numbers when no columns are given: for rows of numbers alone the velocity of an
 * affine path, which can be measured, straightened and followed like any other; for rows with labels that were known apart
 * from the time the same given labels, which are drawn first. The network's flags of given numbers, 0 in all rows then, and
 * their weights are left out.
 */
public final class FlowOfNumbers {
    private FlowOfNumbers() {}

    /**
     * The same model, where its rows do not allow another: labels that were never known apart are drawn on the way, those of
     * source rows are translated, and a model that is not mixed stays as it is.
     */
    public static FlowModel of(FlowModel model) {
        RowSpace space = model.encoding().space();
        Dynamics dynamics = of(model.dynamics(), !space.labels().isEmpty());
        if (dynamics.equals(model.dynamics())) {
            return model;
        }
        NetworkColumns columns = model.networkColumns();
        float[] weights = model.weights();
        if (model.dynamics().anyColumns()) {
            int flags = columns.outputs().numbers();
            weights = KnownInputs.weights(
                    model.network(),
                    weights,
                    columns.inputs(),
                    columns.outputs().count(),
                    columns.inputs() - model.conditions().features() - flags,
                    new double[flags]);
        }
        return model.with(weights, dynamics);
    }

    /** What the numbers of source rows, as pairs hold them, are at the first time. */
    public static SourceStates sourceStates(Dynamics dynamics, SourceLaw source) {
        if (dynamics instanceof MixedFlow flow) {
            return flow.numbers().sourceStates(source);
        }
        return dynamics instanceof LabelsFirstFlow flow
                ? flow.numbers().sourceStates(source)
                : dynamics.sourceStates(source);
    }

    /** @param labels whether rows have labels or gaps */
    public static Dynamics of(Dynamics dynamics, boolean labels) {
        if (!(dynamics instanceof MixedFlow flow)) {
            return dynamics;
        }
        if (!labels) {
            return flow.numbers();
        }
        return flow.labelsFirst() && !flow.sourceLabels() ? new LabelsFirstFlow(flow.numbers(), false) : flow;
    }
}
