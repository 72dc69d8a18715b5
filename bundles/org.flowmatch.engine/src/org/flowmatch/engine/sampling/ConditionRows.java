// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.RowBlocks;
import org.flowmatch.engine.model.FlowModel;

/** The conditions under which rows are moved, as the network takes them. */
public final class ConditionRows {
    private ConditionRows() {}

    /**
     * @throws FlowException when conditions do not fit the model or the rows, guidance has none to act on, or the model
     *     would be asked without a condition and cannot answer
     */
    public static void check(FlowModel model, int rows, Optional<RowMatrix> conditions, Guidance guidance) {
        int features = model.conditions().features();
        if (conditions.isPresent() && features == 0) {
            throw new FlowException(
                    "Conditions are given, but the model was trained without conditions.",
                    "Leave the conditions out, or train a model on a coupling with condition columns.");
        }
        if (conditions.isPresent() && conditions.get().columns() != features) {
            throw new FlowException(
                    "The conditions have " + conditions.get().columns() + " features, but the model has " + features
                            + ".",
                    "Give the condition columns that the model was trained on.");
        }
        if (conditions.isPresent() && conditions.get().rows() != rows) {
            throw new FlowException(
                    "There are " + conditions.get().rows() + " rows of conditions for " + rows + " rows.",
                    "Give one condition for each row.");
        }
        if (guidance.weight() != 1 && conditions.isEmpty()) {
            throw new FlowException(
                    "The guidance weight is " + guidance.weight() + ", but "
                            + (features == 0
                                    ? "the model was trained without conditions."
                                    : "no conditions are given."),
                    features == 0 ? "Set it to 1." : "Set it to 1, or give conditions.");
        }
        boolean free = conditions.isEmpty() || guidance.weight() != 1;
        if (features > 0 && free) {
            model.dynamics().unconditionalObstacle(model.pairs()).ifPresent(obstacle -> {
                throw new FlowException(
                        obstacle.reason() + ", so it "
                                + (conditions.isEmpty()
                                        ? "cannot be sampled without conditions."
                                        : "cannot be guided."),
                        (conditions.isEmpty() ? "Give conditions, or " : "Set the guidance weight to 1, or ")
                                + obstacle.remedy() + ".");
            });
        }
    }

    /** [n, m], of zeros where none are given; nothing for a model without conditions. */
    public static List<RowMatrix> given(FlowModel model, int rows, Optional<RowMatrix> conditions) {
        int features = model.conditions().features();
        if (features == 0) {
            return List.of();
        }
        return List.of(conditions.orElseGet(() -> RowMatrix.of(new float[RowBlocks.cells(rows, features)], features)));
    }
}
