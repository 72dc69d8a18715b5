// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.RowsFit;

/**
 * A model that is compared with others.
 *
 * @param name under which it is shown
 * @param model that starts from noise
 * @param conditions [n, m] of all test rows; present for a conditional model alone
 */
public record ComparedModel(String name, FlowModel model, Optional<RowMatrix> conditions) {
    public ComparedModel {
        Objects.requireNonNull(name, "name");
        if (model.source() != SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The model \"" + name + "\" starts from rows of a source table, and what it makes depends on them.",
                    "Compare models that start from noise.");
        }
        new RowsFit("test rows")
                .conditions(model, conditions)
                .ifPresent(other -> other.refuse("Give test rows with the condition columns of the model."));
    }

    /**
     * Names of models: given ones, and for others what was learnt, along which path and from which pairs; no two are alike.
     *
     * @param given by place; empty texts, and those that are not there, are filled
     */
    public static List<String> names(List<FlowModel> models, List<String> given) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            String wanted =
                    i < given.size() && !given.get(i).isBlank() ? given.get(i).strip() : ModelName.of(models.get(i));
            String name = wanted;
            for (int number = 2; names.contains(name); number++) {
                name = wanted + " (" + number + ")";
            }
            names.add(name);
        }
        return names;
    }
}
