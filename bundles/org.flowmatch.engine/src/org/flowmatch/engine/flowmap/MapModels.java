// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.NetworkColumns;
import org.flowmatch.engine.network.KnownInputs;
import org.flowmatch.engine.network.OtherColumns;

/** Models of which a network with steps of one length is the network: what is known of the step is part of its bias. */
public final class MapModels {
    private MapModels() {}

    /**
     * The model whose Euler step of length h is the step of a flow map.
     *
     * @param dynamics what the outputs mean without steps
     * @param h the length of the step, backward below 0; the velocity itself at 0
     */
    public static FlowModel ofSteps(FlowModel model, Dynamics dynamics, double h) {
        NetworkColumns columns = model.networkColumns();
        int inputs = columns.inputs() - StepFeatures.COUNT;
        int outputs = columns.outputs().count();
        float[] weights = KnownInputs.weights(
                model.network(), model.weights(), columns.inputs(), outputs, inputs, StepFeatures.of(h));
        int numbers = columns.outputs().numbers();
        int kept = outputs - columns.outputs().regressed() + dynamics.outputs(numbers);
        return model.with(OtherColumns.firstOutputs(model.network(), weights, inputs, outputs, kept), dynamics);
    }
}
