// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.flowmatch.standin.ui.EnumLabels;

/**
 * An enum constant as a choice.
 *
 * @param <E> the enum
 * @param id the constant
 * @param text what the user sees
 */
public record EnumChoice<E extends Enum<E>>(E id, String text) {

    /** Takes the text of the constant's {@link Label}, or makes one from its name. */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(E enumConst) {
        return new EnumChoice<>(enumConst, EnumLabels.of(enumConst));
    }
}
