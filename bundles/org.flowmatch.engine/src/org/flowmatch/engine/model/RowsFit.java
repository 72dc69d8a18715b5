// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Whether encoded rows are as wide as those of a model.
 *
 * @param rows what sentences call them, in the plural
 */
public record RowsFit(String rows) {

    /** @param given [n, d] */
    public Optional<Difference> columns(FlowModel model, RowMatrix given) {
        if (given.columns() == model.columns()) {
            return Optional.empty();
        }
        return Optional.of(new Difference("The " + rows + " have " + given.columns()
                + " encoded columns, but the model has " + model.columns() + "."));
    }

    /** @param given [n, m]; present for a conditional model alone */
    public Optional<Difference> conditions(FlowModel model, Optional<RowMatrix> given) {
        int features = model.conditions().features();
        if (given.map(RowMatrix::columns).orElse(0) == features) {
            return Optional.empty();
        }
        return Optional.of(new Difference(
                features == 0
                        ? "The " + rows + " have conditions, but the model has none."
                        : "The model generates rows under conditions, but the " + rows + " have none or others."));
    }
}
