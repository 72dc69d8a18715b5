// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.NetworkSpec;

/** Whether the weights of a model can be trained further: its inputs and outputs mean what those of the training mean. */
final class ContinuedModel {

    private ContinuedModel() {}

    /** @throws FlowException saying what differs */
    static void requireFits(FlowModel model, Coupling coupling, NetworkSpec network, Dynamics dynamics) {
        if (!model.network().equals(network)) {
            throw new FlowException(
                    "The model to continue from is " + model.network().describe() + ", but " + network.describe()
                            + " is to be trained.",
                    "Set the network as in that model, or start without a model.");
        }
        List<String> had = names(model.encoding().encodedColumns());
        List<String> has = names(coupling.encoding().encodedColumns());
        if (!had.equals(has)) {
            throw new FlowException(
                    "The model to continue from has the columns " + String.join(", ", had) + ", but the coupling has "
                            + String.join(", ", has) + ".",
                    "Choose the same columns in the same order (columns with one value only do not count), or start "
                            + "without a model.");
        }
        requireConditions(model.conditions(), coupling.conditionEncoding());
        String predicted = model.dynamics().predicts();
        if (!predicted.equals(dynamics.predicts())) {
            throw new FlowException(
                    "The model to continue from predicts the " + predicted + ", but the " + dynamics.predicts()
                            + " is to be learnt.",
                    "Choose the prediction of that model, or start without a model.");
        }
    }

    private static void requireConditions(ConditionEncoding had, ConditionEncoding has) {
        if (!had.names().equals(has.names())) {
            throw new FlowException(
                    "The model to continue from has " + list(had.names()) + ", but the coupling has "
                            + list(has.names()) + ".",
                    "Choose the same condition columns in the same order, or start without a model.");
        }
        if (!meanings(had).equals(meanings(has))) {
            throw new FlowException(
                    "The conditions " + String.join(", ", had.names())
                            + " of the model to continue from have other kinds or labels than those of the coupling.",
                    "Give a target table with the same labels in these columns, or start without a model.");
        }
    }

    /** What the features stand for; their scales may differ, as those of the columns may. */
    private static List<Object> meanings(ConditionEncoding conditions) {
        return conditions.columns().stream()
                .map(column -> column instanceof FittedCondition.Number ? column.name() : (Object) column)
                .toList();
    }

    private static String list(List<String> conditions) {
        return conditions.isEmpty() ? "no conditions" : "the conditions " + String.join(", ", conditions);
    }

    private static List<String> names(List<ColumnInfo> columns) {
        return columns.stream().map(ColumnInfo::name).toList();
    }
}
