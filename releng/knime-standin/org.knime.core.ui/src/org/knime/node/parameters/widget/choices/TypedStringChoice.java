// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;

/**
 * A text with a type as a choice, mostly a column.
 *
 * @param id what is stored
 * @param text what the user sees
 * @param type its type
 */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    public static TypedStringChoice fromColSpec(DataColumnSpec column) {
        DataType type = column.getType();
        String id = type.getPreferredValueClass().getName();
        return new TypedStringChoice(column.getName(), column.getName(), new PossibleTypeValue(id, type.getName()));
    }

    /**
     * A type.
     *
     * @param id what is stored
     * @param text what the user sees
     */
    public record PossibleTypeValue(String id, String text) {}
}
