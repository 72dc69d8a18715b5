// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.NetworkColumns;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.OtherColumns;

/** Whether the weights of a model can be trained further: its inputs and outputs mean what those of the training mean. */
final class ContinuedModel {

    private ContinuedModel() {}

    /** A model as one of other dynamics: its network does not see further inputs yet, and further outputs are 0. */
    static FlowModel as(FlowModel model, Dynamics dynamics) {
        if (dynamics.equals(model.dynamics())) {
            return model;
        }
        NetworkColumns had = model.networkColumns();
        NetworkColumns has =
                NetworkColumns.of(model.encoding().space(), model.conditions().features(), dynamics);
        float[] weights = OtherColumns.widened(
                model.network(),
                model.weights(),
                had.inputs(),
                had.outputs().count(),
                has.inputs(),
                has.outputs().count());
        return model.with(weights, dynamics);
    }

    /** @throws org.flowmatch.engine.FlowException saying what differs */
    static void requireFits(FlowModel model, Coupling coupling, NetworkSpec network, Dynamics dynamics) {
        Fit fit = Fit.CONTINUED;
        fit.network(model.network(), network)
                .ifPresent(other -> other.refuse("Set the network as in that model, or start without a model."));
        fit.coordinates(model.encoding(), coupling.encoding())
                .ifPresent(other -> other.refuse("Choose the same columns in the same order (columns with one value"
                        + " only do not count), or start without a model."));
        fit.levels(model.encoding(), coupling.encoding())
                .ifPresent(other -> other.refuse(
                        "Give a target table with the same labels in these columns, or start without a model."));
        ConditionEncoding had = model.conditions();
        ConditionEncoding has = coupling.conditionEncoding();
        fit.conditionNames(had.names(), has.names())
                .ifPresent(other ->
                        other.refuse("Choose the same condition columns in the same order, or start without a model."));
        fit.conditionMeanings(had, has)
                .ifPresent(other -> other.refuse(
                        "Give a target table with the same labels in these columns, or start without a model."));
        fit.prediction(model.dynamics().predicts(), dynamics.predicts())
                .ifPresent(other -> other.refuse("Choose the prediction of that model, or start without a model."));
    }
}
